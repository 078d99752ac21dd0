"""Countries, products, sectors, languages: names, codes and conversions."""

"""Documents become a proposed cooperation record."""

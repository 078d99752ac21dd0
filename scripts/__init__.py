"""Programs that make what the project ships: data, messages, pages; and its checks."""

"""Published indicators of trade, one a module: pure functions on arrays."""

"""``sinergi brief``: one brief, the same again, or those of many pairs."""

"""``sinergi explain``: the command, and how evidence is shown."""

"""``sinergi indicators``: the command, and how its catalogue is shown."""

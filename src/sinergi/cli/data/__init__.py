"""``sinergi data …``: the commands, and how datasets are shown."""

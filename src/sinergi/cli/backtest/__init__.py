"""``sinergi backtest``: the command, and how its report is shown."""

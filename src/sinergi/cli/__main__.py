"""``python -m sinergi.cli`` is ``sinergi``."""

from sinergi.cli.main import main

if __name__ == "__main__":
    main()

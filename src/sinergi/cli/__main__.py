"""``python -m sinergi.cli`` is ``sinergi``."""

from sinergi.cli import main

if __name__ == "__main__":
    main()

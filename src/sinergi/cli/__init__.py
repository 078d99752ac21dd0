"""The commands: each module holds one, loaded only when it is called."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; exit 0 done, 1 could not do it, 2 bad usage.

    Nothing is imported before an interrupt is caught.
    """
    try:
        from sinergi.cli.main import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        sys.stderr.write("sinergi: Stopped; nothing was left half written.\n")
        code = 1
    sys.exit(code)

"""The commands: each module holds one, loaded only when it is called."""

from __future__ import annotations

import os
import signal
import sys

_STOPPED = "sinergi: Stopped; nothing was left half written.\n"


def main() -> None:
    """Run the command line; exit 0 done, 1 could not do it, 2 bad usage.

    An interrupt ends the program in one line at any time: before the command is loaded there is
    nothing to tidy up, so it ends at once; while the command runs it is raised, so that what is
    half written goes away; afterwards all is done and it is too late to stop.
    """
    taken = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if taken:
        signal.signal(signal.SIGINT, _end_at_once)
    from sinergi.cli.main import run
    from sinergi.collecting import seldom_collected

    try:
        if taken:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        with seldom_collected():
            code = run(sys.argv[1:])
    except KeyboardInterrupt:
        sys.stderr.write(_STOPPED)
        code = 1
    finally:
        if taken:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(code)


def _end_at_once(*_: object) -> None:
    os.write(2, _STOPPED.encode())
    os._exit(1)

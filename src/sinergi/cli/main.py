"""The ``sinergi`` command: finds the subcommand's module, turns errors into one line."""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import sys

import click

from sinergi import __version__
from sinergi.cli.shared.lazy import LazyGroup, Table
from sinergi.errors import SinergiError, UsageError
from sinergi.printable import clean_streams

COMMANDS: Table = {
    "brief": ("brief.command:brief", "The brief of a country pair: evidence, companies, plan."),
    "diff": ("diff:diff", "What has changed between two briefs of one pair."),
    "read": ("read:read", "Documents become proposed cooperation records."),
    "opportunities": (
        "opportunities.command:opportunities",
        "Ranked opportunities of a pair.",
    ),
    "partners": ("partners.command:partners", "Countries ranked as partners."),
    "indicators": (
        "indicators.command:indicators",
        "One indicator for the whole world.",
    ),
    "backtest": (
        "backtest.command:backtest",
        "How well past rankings foresaw new trade.",
    ),
    "explain": ("explain.command:explain", "Where a number of a brief comes from."),
    "companies": (
        "companies.group:companies",
        "Registers, links, candidates, screening.",
    ),
    "serve": ("serve:serve", "The workbench: the whole cycle, in the browser."),
    "manage": ("serve:manage", "Commands of the workbench: demo, backup, restore, …"),
    "data": ("data.command:data", "The datasets: list, add, fetch, remove, verify."),
}
"""Name, where the command lies, and one line of help (so that ``--help`` imports nothing)."""


@click.group(
    cls=LazyGroup, table=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="sinergi")
@click.option("-v", "--verbose", count=True, help="Say more of what is done (twice: everything).")
def cli(verbose: int) -> None:
    """From a meeting of two governments to the companies that carry it out."""
    level = (logging.WARNING, logging.INFO, logging.DEBUG)[min(verbose, 2)]
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s")


def run(arguments: list[str]) -> int:
    """Run the command line on ``arguments`` and return the exit code; errors become one line.

    What is written to the terminal goes through one place, which lets no command of a document
    or a name through to it.
    """
    _open_standard()
    with clean_streams():
        return _run(arguments)


def _open_standard() -> None:
    """Give what the caller has closed (``>&-``) a place.

    The next file that is opened would take its number, and what a library prints would get into it.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


def _run(arguments: list[str]) -> int:
    try:
        result = cli.main(arguments, prog_name="sinergi", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _fail("Stopped; nothing was left half written.", 1)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except UsageError as error:
        return _fail(str(error), 2)
    except SinergiError as error:
        return _fail(str(error), 1)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): no message, and none at shutdown.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except UnicodeEncodeError as error:
        letters = ascii(error.object[error.start : error.end])
        advice = "" if error.encoding == "utf-8" else " Set PYTHONUTF8=1"
        return _fail(f"{letters} cannot be written in {error.encoding}.{advice}", 1)
    except OSError as error:
        return _fail(_of_system(error), 1)
    except Exception as error:
        logging.getLogger(__name__).debug("traceback", exc_info=True)
        return _fail(_of_program(error), 1)


def _of_program(error: Exception) -> str:
    """What to say of a fault that no message was written for."""
    if damage := _damage():
        return f"{damage}. Install Sinergi again"
    what = str(error).partition("\n")[0][:200]
    line = f"a fault of the program ({type(error).__name__}: {what})."
    return f"{line} Run it again as 'sinergi -vv …' and report what it prints"


def _damage() -> str | None:
    """The first file of the program that is missing or damaged, which may be why it failed."""
    from sinergi.trade.verifying import damaged

    with contextlib.suppress(Exception):
        return next(iter(damaged()), None)
    return None


def _of_system(error: OSError) -> str:
    what = error.strerror or str(error)
    if error.filename:
        return f"{error.filename}: {what}."
    if error.errno == errno.ENOSPC:
        return f"{what}: what was made is not whole. Free some space"
    return f"{what}."


def _fail(line: str, code: int) -> int:
    click.echo(f"sinergi: {' '.join(line.split())}", err=True)
    return code

"""``sinergi serve`` and ``sinergi manage``: the workbench."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from types import FrameType

import click

from sinergi.errors import MissingDependencyError, UsageError

SETTINGS = "sinergi.web.settings"


def _prepare() -> None:
    try:
        import django
    except ImportError as error:
        raise MissingDependencyError(
            "the workbench is not installed", advice="pip install 'sinergi[web]'"
        ) from error
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--workers", type=click.IntRange(1, 32), default=2, show_default=True)
def serve(port: int, host: str, workers: int) -> None:
    """Start the workbench: a server on this machine and a worker for long jobs.

    The database is brought up to date first. Other machines reach it only through a proxy, or when
    --host and SINERGI_HOSTS say so.
    """
    _prepare()
    from django.core.management import call_command

    _check_free(host, port)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("prepare", verbosity=0)
    server = [
        sys.executable, "-m", "gunicorn", "sinergi.web.wsgi:application", "--bind",
        f"{host}:{port}", "--workers", str(workers), "--threads", "4", "--timeout", "120",
        "--keep-alive", "30", "--log-level", "warning",
    ]  # fmt: skip
    worker = [sys.executable, "-m", "django", "db_worker", "--interval", "0.5", "-v", "0"]
    children = [subprocess.Popen(command) for command in (server, worker)]  # noqa: S603
    click.echo(f"The workbench: http://{host}:{port}/   (Ctrl+C stops it)")
    _wait(children)


def _check_free(host: str, port: int) -> None:
    import socket

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise UsageError(
                f"{host}:{port} cannot be listened on: {error.strerror}", advice="Give --port"
            ) from error


def _wait(children: list[subprocess.Popen[bytes]]) -> None:
    """Wait until one ends or a signal comes, then end all."""
    stopping = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopping and all(child.poll() is None for child in children):
        time.sleep(0.3)
    ended = [child for child in children if child.poll() is not None]
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(timeout=15)
        except subprocess.TimeoutExpired:
            child.kill()
    if ended and not stopping:
        raise click.ClickException("a part of the workbench stopped; see the lines above")


# Only what stands before the command's name is ours: `manage backup --help` is for backup.
@click.command(context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED, metavar="[COMMAND] [ARGUMENTS]...")
def manage(arguments: tuple[str, ...]) -> None:
    """Run a command of the workbench.

    demo, backup, restore, digest, fill and prepare, and Django's own. `sinergi manage help` lists
    them all, `sinergi manage COMMAND --help` explains one.
    """
    _prepare()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["sinergi manage", *arguments])

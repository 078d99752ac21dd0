"""``sinergi companies registers``: which registers there are, and removing one."""

from __future__ import annotations

import click

from sinergi.cli.shared.options import json_option


@click.command()
@click.option("--remove", "name", metavar="NAME", help="Take this register out of the store.")
@json_option
def registers(name: str | None, as_json: bool) -> None:
    """List the registers in the store, or remove one."""
    import json

    from sinergi import store
    from sinergi.companies import register_store

    if name is not None:
        register_store.register(name)
        store.remove(name, shelf=register_store.SHELF)
        click.echo(f"Removed: {name}", err=True)
    found = register_store.registers()
    if as_json:
        content = [one.model_dump(mode="json") for one in found]
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
        return
    if not found:
        click.echo("No register is in the store. Add one: sinergi companies import FILE")
        return
    from rich.table import Table

    from sinergi.terminal import Console

    table = Table()
    for heading in ("register", "what", "taken", "refused", "left out", "imported"):
        right = heading in ("taken", "refused", "left out")
        table.add_column(heading, justify="right" if right else "left", overflow="fold")
    for one in found:
        report = one.report
        counts = (report.taken, report.refused.total(), report.left_out.total())
        day = one.imported.date().isoformat()
        table.add_row(one.id, one.title, *(f"{count:,}" for count in counts), day)
    Console().print(table)

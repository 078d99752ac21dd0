"""``sinergi companies review``: a person decides on the pairs that are in doubt."""

from __future__ import annotations

import getpass
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

import click

from sinergi.cli.shared.options import json_option

if TYPE_CHECKING:
    from sinergi.companies.company import CompanyRecord
    from sinergi.companies.linkage import Decision, DecisionLog

_SHOWN = ("name", "place", "address", "phone", "website", "identifiers", "products", "activity")


@click.command()
@click.option("--who", help="Who decides (default: the name you are logged in with).")
@click.option(
    "--decide",
    nargs=3,
    metavar="LEFT RIGHT same|different",
    help="Decide on one pair of records (register:record_id) without asking.",
)
@click.option("--undo", type=int, metavar="NUMBER", help="Take back a decision.")
@click.option("--why", default="", help="Why, with --decide and --undo.")
@click.option("--decisions", is_flag=True, help="Show all decisions, undone ones too.")
@click.option("--list", "listed", is_flag=True, help="Show the open pairs, decide nothing.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True)
@json_option
def review(
    who: str | None,
    decide: tuple[str, str, str] | None,
    undo: int | None,
    why: str,
    decisions: bool,
    listed: bool,
    limit: int,
    as_json: bool,
) -> None:
    """Decide whether two records are one company, pair after pair.

    Every decision is kept with who, when and why, and can be undone. They take effect when
    "sinergi companies link" is run again.
    """
    from sinergi.companies.linkage import DecisionLog

    log = DecisionLog()
    person = who or getpass.getuser()
    if decide is not None:
        _report(log.decide(*_checked(decide), who=person, why=why), as_json)
    elif undo is not None:
        _report(log.undo(undo, who=person, why=why), as_json)
    elif decisions:
        _show_decisions(log.entries(), as_json)
    elif listed or as_json:
        _list(log, limit, as_json)
    else:
        _ask(log, person)


def _checked(decide: tuple[str, str, str]) -> tuple[str, str, Literal["same", "different"]]:
    from sinergi.companies.linkage import results
    from sinergi.errors import UnknownNameError, UsageError

    left, right, verdict = decide
    known = set(results.records()["unique_id"])
    for record in (left, right):
        if record not in known:
            raise UnknownNameError(
                f"record '{record}' is not among the linked ones",
                advice="Write register:record_id, as in: review --list",
            )
    if verdict == "same":
        return left, right, "same"
    if verdict == "different":
        return left, right, "different"
    raise UsageError(f"'{verdict}' is no decision", advice="Decide 'same' or 'different'")


def _report(decision: Decision, as_json: bool) -> None:
    if as_json:
        click.echo(decision.model_dump_json(indent=2))
    elif decision.undoes is not None:
        click.echo(f"Decision {decision.undoes} is undone (entry {decision.number}).")
    else:
        click.echo(f"Decision {decision.number}: {decision.verdict}.")


def _show_decisions(entries: list[Decision], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([e.model_dump(mode="json") for e in entries], ensure_ascii=False))
        return
    if not entries:
        click.echo("Nothing was decided yet.")
    for entry in entries:
        what = entry.verdict or f"undoes {entry.undoes}"
        when = f"{entry.when:%Y-%m-%d %H:%M}"
        click.echo(f"{entry.number:>5}  {when}  {entry.who}: {what}  {entry.why}")
        click.echo(f"       {entry.left} | {entry.right}")


def _list(log: DecisionLog, limit: int, as_json: bool) -> None:
    from sinergi.companies.linkage.results import reasons
    from sinergi.companies.linkage.review import queue

    pairs = queue(log)
    shown = pairs.head(limit).to_dicts()
    found = _records(record for pair in shown for record in (pair["left"], pair["right"]))
    rows = [
        {
            "left": pair["left"],
            "left_name": found[pair["left"]].name,
            "right": pair["right"],
            "right_name": found[pair["right"]].name,
            "probability": round(pair["probability"], 4),
            "reasons": [{"text": text, "bits": round(bits, 2)} for text, bits in reasons(pair)],
        }
        for pair in shown
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    click.echo(f"{pairs.height} pairs wait for a decision.")
    for row in rows:
        click.echo(f"{row['probability']:.2f}  {row['left_name']}  |  {row['right_name']}")
        click.echo(f"      {row['left']} {row['right']}")


def _ask(log: DecisionLog, person: str) -> None:
    from sinergi.companies.linkage.review import queue

    pairs = queue(log)
    found = _records(one for pair in pairs.to_dicts() for one in (pair["left"], pair["right"]))
    done: list[int] = []
    for number, pair in enumerate(pairs.to_dicts(), start=1):
        _show_pair(pair, found, f"{number} of {pairs.height}")
        answer = _answer(log, person, done)
        if answer == "q":
            break
        if answer in ("s", "d"):
            why = click.prompt("Why (may be empty)", default="", show_default=False)
            verdict: Literal["same", "different"] = "same" if answer == "s" else "different"
            decision = log.decide(pair["left"], pair["right"], verdict, who=person, why=why)
            done.append(decision.number)
    left = pairs.height - len(done)
    click.echo(f"{len(done)} decided, {left} left. Run 'sinergi companies link' to apply them.")


def _answer(log: DecisionLog, person: str, done: list[int]) -> str:
    """The answer for the pair shown; an undo is carried out and the question asked again."""
    while True:
        answer: str = click.prompt(
            "[s]ame, [d]ifferent, [k]eep for later, [u]ndo the last, [q]uit",
            type=click.Choice(["s", "d", "k", "u", "q"]),
            show_choices=False,
        )
        if answer != "u":
            return answer
        if done:
            log.undo(done[-1], who=person, why="undone while reviewing")
            click.echo(f"Decision {done.pop()} is undone; its pair comes again next time.")
        else:
            click.echo("Nothing was decided in this sitting.")


def _show_pair(pair: dict[str, Any], found: dict[str, CompanyRecord], place: str) -> None:
    from sinergi.companies.linkage.results import reasons

    left, right = _lines(found[pair["left"]]), _lines(found[pair["right"]])
    click.echo(f"\n{place}: {pair['probability']:.0%} one company")
    click.echo(f"{'':<12} {pair['left'][:38]:<38} | {pair['right'][:38]}")
    for field in _SHOWN:
        one, other = left[field], right[field]
        for part in range(0, max(len(one), len(other), 1), 38):
            label = field if part == 0 else ""
            click.echo(f"{label:<12} {one[part : part + 38]:<38} | {other[part : part + 38]}")
    for text, bits in reasons(pair):
        click.echo(f"  {bits:+6.1f}  {text}")


def _lines(record: CompanyRecord) -> dict[str, str]:
    texts = {
        "name": record.name,
        "place": ", ".join(filter(None, (record.city, record.province, record.country))),
        "address": record.address,
        "phone": record.phone,
        "website": record.website,
        "identifiers": "; ".join(f"{k} {v}" for k, v in (record.identifiers or {}).items()),
        "products": "; ".join(record.products_text or ())[:114],
        "activity": (record.activity_text or "")[:114],
    }
    return {field: text or "unknown" for field, text in texts.items()}


def _records(wanted: Iterable[str]) -> dict[str, CompanyRecord]:
    """The records of these unique ids, read from their registers."""
    from sinergi.companies import register_store

    ids = set(wanted)
    names = {one.split(":", 1)[0] for one in ids}
    return {
        f"{record.register}:{record.record_id}": record
        for name in sorted(names)
        for record in register_store.stored(register_store.register(name))
        if f"{record.register}:{record.record_id}" in ids
    }

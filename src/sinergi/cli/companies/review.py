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
@click.option(
    "--decide-all",
    type=click.Choice(["same", "different"]),
    help="Decide all open pairs in a range of probabilities at once.",
)
@click.option("--above", type=click.FloatRange(0, 1), default=0.0, help="With --decide-all.")
@click.option("--below", type=click.FloatRange(0, 1), default=1.0, help="With --decide-all.")
@click.option(
    "--undo", metavar="NUMBER|FIRST-LAST", help="Take back a decision, or those of a range."
)
@click.option("--why", default="", help="Why, with --decide and --undo.")
@click.option("--decisions", is_flag=True, help="Show all decisions, undone ones too.")
@click.option("--list", "listed", is_flag=True, help="Show the open pairs, decide nothing.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True)
@json_option
def review(
    who: str | None,
    decide: tuple[str, str, str] | None,
    decide_all: Literal["same", "different"] | None,
    above: float,
    below: float,
    undo: str | None,
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
    elif decide_all is not None:
        pairs = _between(log, above, below)
        _report_all(log.decide_all(pairs, decide_all, who=person, why=why), as_json)
    elif undo is not None:
        _report_all(log.undo_all(*_range(undo), who=person, why=why), as_json)
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


def _between(log: DecisionLog, above: float, below: float) -> list[tuple[str, str]]:
    """The open pairs whose probability is within a range."""
    import polars as pl

    from sinergi.companies.linkage.review import queue
    from sinergi.errors import UsageError

    found = queue(log).filter(pl.col("probability").is_between(above, below))
    if not found.height:
        raise UsageError(
            f"no open pair has a probability from {above} to {below}",
            advice="See them with: review --list",
        )
    return list(found.select("left", "right").iter_rows())


def _range(text: str) -> tuple[int, int]:
    from sinergi.errors import UsageError

    first, _, last = text.partition("-")
    if not first.isdecimal() or not (last or first).isdecimal():
        raise UsageError(f"'{text}' is no number and no range such as 5-27", where="--undo")
    return int(first), int(last or first)


def _report_all(decisions: list[Decision], as_json: bool) -> None:
    if len(decisions) == 1:
        _report(decisions[0], as_json)
    elif as_json:
        click.echo(json.dumps([one.model_dump(mode="json") for one in decisions], indent=2))
    elif decisions[0].undoes is not None:
        click.echo(f"{len(decisions)} decisions are undone.")
    else:
        first, last = decisions[0].number, decisions[-1].number
        click.echo(
            f"{len(decisions)} pairs: {decisions[0].verdict} (decisions {first} to {last}). "
            f"Take them back with: review --undo {first}-{last}"
        )


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
            "weight": round(pair["weight"], 2),
            "records": pair["records"],
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
    click.echo(
        f"  {pair['weight']:+6.1f}  together (doublings of the odds: {pair['probability']:.1%}); "
        f"{pair['records']} records are joined or kept apart"
    )


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

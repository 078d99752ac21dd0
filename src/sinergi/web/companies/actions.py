"""What is done to companies: kept, asked, answered, linked; matches decided."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from sinergi.companies import Candidate
from sinergi.cooperation.life import RuleBrokenError, move
from sinergi.web.companies.models import Approach, Company
from sinergi.web.core.actions import create, locked, write
from sinergi.web.core.permissions import require
from sinergi.web.followup.models import Step
from sinergi.web.pairs.models import Pair
from sinergi.web.people.models import Person


def keep(person: Person, company: Company) -> Company:
    """Keep a company that a register or a person names; one that is kept already is given back."""
    if company.record_id:
        known = Company.objects.filter(register=company.register, record_id=company.record_id)
        if (held := known.first()) is not None:
            return held
    return create(person, company)


def approach(person: Person, pair: Pair, worded: dict[str, Candidate], product: str) -> Approach:
    """Take up a candidate for a pair: the company and why it was chosen.

    Args:
        person: Who takes it up.
        pair: For which pair.
        worded: The candidate by language of its reasons.
        product: HS code.

    Raises:
        RuleBrokenError: it is taken up for the pair and product already.
    """
    require(person, "create", pair)
    candidate = next(iter(worded.values()))
    company = keep(
        person,
        Company(
            name=candidate.name[:300],
            country=candidate.country,
            register=candidate.register[:80],
            record_id=candidate.record_id[:120],
        ),
    )
    made = Approach(
        pair=pair,
        company=company,
        product=product,
        score=candidate.score,
        reasons={lang: [one.text for one in said.reasons] for lang, said in worded.items()},
        unknown={lang: [said.screening, *said.unknown] for lang, said in worded.items()},
    )
    return take_up_once(person, made)


def take_up(person: Person, pair: Pair, company: Company) -> Approach:
    """Take up a company that a person chose.

    Raises:
        RuleBrokenError: it is taken up already.
    """
    return take_up_once(person, Approach(pair=pair, company=company))


def take_up_once(person: Person, new: Approach) -> Approach:
    """Write a new contact, if the pair has none with the company for the product.

    Raises:
        RuleBrokenError: it has one.
    """
    with transaction.atomic():
        # The lock on the pair keeps two from taking the same company up at once.
        held = locked(new.pair).approaches.filter(company=new.company, product=new.product)
        if held.filter(archived_at=None).exists():
            raise RuleBrokenError("twice", "the company is taken up already")
        return create(person, new)


def advance(
    person: Person, one: Approach, action: str, *, answer: str = "", step: Step | None = None
) -> Approach:
    """Move a contact on: ask, agree, decline, no_answer, link.

    Raises:
        RuleBrokenError: the stage does not allow it; no step of the pair was given to link to.
    """
    values: dict[str, Any] = {"stage": move("approach", action, one.stage)}
    if action == "ask":
        values["contacted_on"] = date.today()
    elif action in ("agree", "decline"):
        values |= {"answered_on": date.today(), "answer": answer.strip()[:2000]}
    elif action == "link":
        if step is None or step.pair_id != one.pair_id:
            raise RuleBrokenError("state", "the step belongs to another pair")
        values["step"] = step
    return write(person, action, one, values, permission="change_state")

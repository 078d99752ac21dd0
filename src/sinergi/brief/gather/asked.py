"""The decisions asked of the reader: what only a minister can decide."""

from __future__ import annotations

from collections.abc import Sequence

from sinergi.brief.gather.context import Context
from sinergi.brief.messages import N_
from sinergi.brief.model import Promise, Sentence
from sinergi.cooperation.treaty_steps import treaty_rule
from sinergi.vocabulary.treaties import treaties_between
from sinergi.vocabulary.visas import visa_rule

DECISIONS = 3
"""How many at most."""


def asked(
    context: Context, found: Sequence[Sentence], promised: Sequence[Promise]
) -> list[Sentence]:
    """Promises that lapsed, what the topics ask, before a meeting what the two lack, the mandate.

    Args:
        context: The brief that is being made.
        found: What the topics ask, the weightiest first.
        promised: The promises of the meeting.
    """
    _ = context.translator
    made: list[Sentence] = []
    if any(one.state == "overdue" for one in promised):
        made.append(
            [
                _(
                    "Whether to agree with {other:ins} on new dates for what was promised, or to "
                    "let it rest.",
                    other=context.name(context.b),
                )
            ]
        )
    made += found
    if context.record is None:
        made += _lacking(context)
    mandate = (
        N_("Which result of the meeting is enough, and who may agree to it in your name.")
        if context.record is None
        else N_("Who leads this on our side, and what they may agree to in your name.")
    )
    return [*made[: DECISIONS - 1], [_(mandate)]]


def _lacking(context: Context) -> list[Sentence]:
    """What a government can offer any other: an agreement that is not there, easier visas."""
    _ = context.translator
    made: list[Sentence] = []
    if treaty_rule(treaties_between(context.a, context.b)) is not None:
        made.append(
            _.sentence(
                "Whether to offer {other:dat} talks on an agreement to protect investment.",
                other=context.name(context.b),
            )
        )
    rule = visa_rule(context.b, context.a)
    if rule is not None and rule.code == "required":
        made.append(
            _.sentence(
                "Whether to make visas easier for people on business from {other:gen}.",
                other=context.name(context.b),
            )
        )
    return made

"""What the treaties between two countries ask of them: the rule of the step for their state."""

from __future__ import annotations

from collections.abc import Sequence

from sinergi.cooperation.step_rules import StepRule, rules
from sinergi.vocabulary.treaties import Treaty


def treaty_rule(found: Sequence[Treaty]) -> tuple[StepRule, Treaty | None] | None:
    """The rule and the treaty that it is about; None where an investment treaty is in force.

    One that was signed and never ratified comes before one that ended. A trade treaty with a
    chapter on investment does not stand in for a pending investment treaty, but without one it is
    protection enough; of one that was signed the list often lacks the day of entry into force, so
    nothing is asked.
    """
    if any(one.status == "in-force" and one.type == "investment" for one in found):
        return None
    pending = next((one for one in found if one.pending and one.type == "investment"), None)
    if pending is not None:
        return _rule("treaty-signed"), pending
    if any(one.status != "terminated" for one in found):
        return None
    if found:
        return _rule("treaty-terminated"), found[0]
    return _rule("treaty-none"), None


def _rule(on: str) -> StepRule:
    return next(rule for rule in rules() if rule.on == on)

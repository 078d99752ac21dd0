"""The page on which a record is seen."""

from __future__ import annotations

from typing import Any

from django.urls import reverse


def address(record: Any) -> str:
    """The address of a record's page."""
    kind = record.KIND
    own = ("pair", "document", "meeting", "step", "agreement", "company", "brief", "approach")
    if kind in own:
        return reverse(kind, args=[record.pk])
    if kind in ("participant", "statement"):
        return f"{reverse('meeting', args=[record.meeting_id])}#{kind}-{record.pk}"
    if kind in ("evidence", "comment", "link"):
        return reverse("step", args=[record.step_id])
    if kind == "incentive":
        return reverse("incentives") + f"?pair={record.pair_id}"
    if kind == "watch":
        return reverse("opening", args=[record.pair_id, record.exporter, record.product])
    return reverse({"load": "data", "person": "people"}.get(kind, "desk"))

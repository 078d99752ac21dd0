"""What is done to steps: evidence, closing, deadlines, reports, links for confirmation."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sinergi.cooperation.life import RuleBrokenError, move
from sinergi.errors import InputError
from sinergi.web.core.actions import create, locked, write
from sinergi.web.core.permissions import Actor, Outsider, require
from sinergi.web.followup.models import Comment, Evidence, Link, Step
from sinergi.web.people.models import Person

FILES = (".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".txt", ".csv", ".eml", ".png", ".jpg",
         ".jpeg")  # fmt: skip
"""Endings of files that can prove something; they are kept and handed out, never opened here."""


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def attach(
    person: Person,
    step: Step,
    *,
    text: str = "",
    url: str = "",
    upload: UploadedFile[bytes] | None = None,
) -> Evidence:
    """Attach what proves that a step was done.

    Raises:
        RuleBrokenError: nothing was given.
        InputError: the file's type is not taken.
    """
    evidence = Evidence(step=step, text=text.strip(), url=url)
    if upload is not None:
        name = Path(upload.name or "file").name
        ending = Path(name).suffix.lower()
        if ending not in FILES:
            raise InputError(
                _("files of this type are not taken"),
                advice=_("Types: %(types)s") % {"types": " ".join(one[1:] for one in FILES)},
            )
        evidence.file = upload
        evidence.file.name = f"{secrets.token_hex(16)}{ending}"
        evidence.file_name = name[:200]
    return create(person, evidence, permission="attach")


def complete(person: Person, step: Step) -> Step:
    """Close a step; it needs evidence.

    Raises:
        RuleBrokenError: there is none, or the step is not open.
    """
    with transaction.atomic():
        step = locked(step)
        proof = step.evidence.filter(archived_at=None).exists()
        status = move("step", "complete", step.status, {"evidence"} if proof else ())
        return write(person, "complete", step, {"status": status, "done_on": date.today()})


def reopen(person: Person, step: Step, reason: str) -> Step:
    """Open a closed step again."""
    reason = reason.strip()
    status = move("step", "reopen", step.status, {"reason"} if reason else ())
    return write(person, "reopen", step, {"status": status, "done_on": None}, reason=reason)


def move_deadline(
    person: Person, step: Step, deadline: date | None, reason: str, version: int | None = None
) -> Step:
    """Give a step another deadline; the old one stays in the timeline."""
    reason = reason.strip()
    move("step", "move_deadline", step.status, {"reason"} if reason else ())
    values = {"deadline": deadline, "deadline_reason": reason[:300]}
    return write(person, "move_deadline", step, values, reason=reason, version=version)


def report(person: Person, step: Step, colour: str, reason: str) -> Step:
    """Report how a step goes; amber and red need a reason."""
    reason = reason.strip()
    if colour not in ("green", "amber", "red"):
        raise RuleBrokenError("state", "progress is green, amber or red")
    values = {
        "colour": move("progress", colour, step.colour, {"reason"} if reason else ()),
        "colour_reason": reason[:500],
        "reported_on": date.today(),
    }
    return write(person, "report", step, values, reason=reason)


def comment(actor: Actor, step: Step, text: str) -> Comment:
    """Remark on a step."""
    if not text.strip():
        raise RuleBrokenError("text", "a remark has a text")
    outside = isinstance(actor, Outsider) or actor.role == "counterpart"
    remark = Comment(step=step, author=str(actor)[:200], text=text.strip()[:2000], outside=outside)
    return create(actor, remark, permission="comment")


def invite(person: Person, step: Step, to: str, lang: str) -> tuple[Link, str]:
    """Make a link by which the other side confirms a step; returns it and its token.

    The token is shown once; only its digest is kept.

    Raises:
        RuleBrokenError: the step is not done, or its text may not be shared yet.
    """
    if step.status != "done":
        raise RuleBrokenError("state", "only a step that is done can be confirmed")
    if step.sharing != "approved":
        raise RuleBrokenError("share_text", "the step has no approved text")
    token = secrets.token_urlsafe(32)
    link = Link(
        step=step,
        to=to.strip()[:200],
        lang=lang,
        digest=digest_of(token),
        expires_at=timezone.now() + timedelta(days=settings.LINK_DAYS),
    )
    return create(person, link, permission="invite"), token


def revoke(person: Person, link: Link) -> Link:
    """Take a link back."""
    state = move("link", "revoke", link.state)
    return write(person, "revoke", link, {"state": state}, permission="invite")


def link_of(token: str) -> Link:
    """The link a token opens.

    Raises:
        RuleBrokenError: it is not known, used, revoked or expired; its step is no longer shared.
    """
    digest = digest_of(token)
    link = Link.objects.filter(digest=digest).select_related("step__pair").first()
    if link is None or not hmac.compare_digest(link.digest, digest):
        raise RuleBrokenError("unknown", "no such link")
    if link.state != "issued" or link.archived_at:
        raise RuleBrokenError("used", "the link was used or taken back")
    step = link.step
    if step.archived_at or step.pair.archived_at or step.sharing != "approved":
        raise RuleBrokenError("withdrawn", "the step is no longer shared")
    if link.expires_at <= timezone.now():
        raise RuleBrokenError("expired", "the link has expired")
    return link


def confirm(token: str, remark: str) -> Step:
    """Confirm a result through a link; it works once.

    Raises:
        RuleBrokenError: see :func:`link_of`; the step was opened again.
    """
    with transaction.atomic():
        link = link_of(token)
        who = Outsider(link.to, link.step.pair)
        used = {"state": move("link", "use", link.state, {"token"}), "answered_at": timezone.now()}
        # The write locks the link: of two who come at once the second finds it used.
        fresh = write(who, "use", link, used, permission="confirm", version=link.version)
        if fresh.version != link.version + 1:
            raise RuleBrokenError("used", "the link was used")
        if remark.strip():
            comment(who, link.step, remark)
        return _confirm(who, link.step)


def confirm_shared(person: Person, step: Step) -> Step:
    """Confirm a result as the counterpart the pair is shared with."""
    require(person, "confirm", step)
    if step.sharing != "approved":
        raise RuleBrokenError("state", "the step is not shared")
    return _confirm(person, step)


def _confirm(who: Actor, step: Step) -> Step:
    status = move("step", "confirm", step.status, {"token"})
    return write(who, "confirm", step, {"status": status})

"""Words for what the database holds as codes: kinds, states, actions, fields, broken rules."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sinergi.cooperation.life import RuleBrokenError
from sinergi.errors import SinergiError, UnknownNameError

Words = dict[str, Any]
"""A word of the page for each code."""

KINDS: Words = {
    "pair": _("Pair"),
    "meeting": _("Meeting"),
    "document": _("Document"),
    "participant": _("Participant"),
    "statement": _("Statement"),
    "step": _("Step"),
    "evidence": _("Evidence"),
    "comment": _("Comment"),
    "link": _("Link"),
    "agreement": _("Agreement"),
    "incentive": _("Incentive"),
    "company": _("Company"),
    "approach": _("Contact with a company"),
    "watch": _("Watched opening"),
    "brief": _("Brief"),
    "load": _("Load of data"),
    "person": _("Person"),
    "token": _("Token"),
    "calendar": _("Calendar"),
    "desk": _("Desk"),
}
STATEMENTS: Words = {
    "offer": _("Offer"),
    "ask": _("Request"),
    "interest": _("Interest"),
    "commitment": _("Commitment"),
    "existing_agreement": _("Existing agreement"),
    "fact": _("Fact"),
}
STATES: Words = {
    "proposed": pgettext_lazy("state", "Proposed"),
    "accepted": pgettext_lazy("state", "Accepted"),
    "corrected": pgettext_lazy("state", "Corrected"),
    "refused": pgettext_lazy("state", "Refused"),
    "confirmed": pgettext_lazy("state", "Confirmed"),
    "open": pgettext_lazy("state", "Open"),
    "done": pgettext_lazy("state", "Done"),
    "late": pgettext_lazy("state", "Late"),
    "soon": pgettext_lazy("state", "Soon"),
    "green": pgettext_lazy("state", "Green"),
    "amber": pgettext_lazy("state", "Amber"),
    "red": pgettext_lazy("state", "Red"),
    "draft": pgettext_lazy("state", "Not shared"),
    "asked": pgettext_lazy("state", "Asked"),
    "approved": pgettext_lazy("state", "Approved for sharing"),
    "withdrawn": pgettext_lazy("state", "Withdrawn"),
    "drafting": pgettext_lazy("state", "Being drafted"),
    "signed": pgettext_lazy("state", "Signed"),
    "in_force": pgettext_lazy("state", "In force"),
    "expired": pgettext_lazy("state", "Expired"),
    "ended": pgettext_lazy("state", "Ended"),
    "planned": pgettext_lazy("state", "To be asked"),
    "agreed": pgettext_lazy("state", "Has agreed"),
    "declined": pgettext_lazy("state", "Has declined"),
    "silent": pgettext_lazy("state", "No answer"),
    "linked": pgettext_lazy("state", "Linked to a step"),
    "queued": pgettext_lazy("state", "Waiting"),
    "running": pgettext_lazy("state", "Being made"),
    "ready": pgettext_lazy("state", "Ready"),
    "failed": pgettext_lazy("state", "Failed"),
    "reading": pgettext_lazy("state", "Being read"),
    "read": pgettext_lazy("state", "Read"),
    "issued": pgettext_lazy("state", "Sent"),
    "used": pgettext_lazy("state", "Answered"),
    "revoked": pgettext_lazy("state", "Revoked"),
    "internal": pgettext_lazy("state", "Internal"),
    "shareable": pgettext_lazy("state", "Shareable"),
    "traded": pgettext_lazy("state", "Traded"),
    "small": pgettext_lazy("state", "Little traded"),
    "stopped": pgettext_lazy("state", "Stopped"),
    "never": pgettext_lazy("state", "Never traded"),
    "resumed": pgettext_lazy("state", "Traded again"),
    "unknown": pgettext_lazy("state", "Not known"),
    "archived": pgettext_lazy("state", "Archived"),
}
REGISTERS: Words = {
    "desk": _("added by hand"),
    "gleif-extract": "GLEIF",
    "gem": "Global Energy Monitor",
}
"""Names of the registers that ship with Sinergi; others are called as they were loaded."""
OPENINGS: Words = {
    "grow": pgettext_lazy("opening", "trade that could grow"),
    "revive": pgettext_lazy("opening", "trade that stopped and could come back"),
    "unsure": pgettext_lazy("opening", "went before; whether it still goes is not known"),
    "new": pgettext_lazy("opening", "trade that could begin"),
}
ROLES: Words = {
    "viewer": _("Viewer"),
    "officer": _("Officer"),
    "approver": _("Approver"),
    "administrator": _("Administrator"),
    "counterpart": _("Counterpart"),
}
ACTIONS: Words = {
    "create": _("added"),
    "edit": _("changed"),
    "archive": _("archived"),
    "bring_back": _("brought back"),
    "restore": _("put an old value back"),
    "undo": _("undid"),
    "accept": _("accepted"),
    "correct": _("corrected"),
    "refuse": _("refused"),
    "confirm_meeting": _("confirmed the record"),
    "complete": _("closed"),
    "confirm": _("confirmed the result"),
    "reopen": _("opened again"),
    "move_deadline": _("moved the deadline"),
    "report": _("reported"),
    "ask_share": _("asked for approval"),
    "approve_share": _("approved for sharing"),
    "withdraw_share": _("withdrew from sharing"),
    "invite": _("sent a link"),
    "use": _("used the link"),
    "revoke": _("revoked the link"),
    "sign": _("signed"),
    "enter": _("entered into force"),
    "renew": _("renewed"),
    "expire": _("let expire"),
    "end": _("ended"),
    "ask": _("asked the company"),
    "agree": _("noted that the company agrees"),
    "decline": _("noted that the company declines"),
    "no_answer": _("noted that no answer came"),
    "link": _("linked to a step"),
    "start": _("began"),
    "finish": _("finished"),
    "fail": _("could not finish"),
    "read": _("read"),
    "merge": _("joined with another meeting"),
    "export": _("exported"),
    "import": _("imported"),
    "refused": _("was refused access"),
    "sign_in": _("signed in"),
    "remove": _("removed"),
    "join": _("joined two records of one company"),
    "part": _("kept two companies apart"),
    "share_pair": _("changed whom the pair is shared with"),
}
FIELDS: Words = {
    "note": _("Internal note"),
    "contact_on": _("Last contact"),
    "share_text": _("Text that may be shared"),
    "date": _("Date"),
    "place": _("Place"),
    "country": _("Country"),
    "name": _("Name"),
    "published": _("Published"),
    "office": _("Office"),
    "kind": _("Kind"),
    "side": _("Side"),
    "sectors": _("Sectors"),
    "products": _("Products"),
    "due": _("By when"),
    "span": _("What was said"),
    "text": _("Text"),
    "owner": _("Person responsible"),
    "closes_with": _("What proves it"),
    "deadline": _("Deadline"),
    "colour": _("Progress"),
    "colour_reason": _("Reason"),
    "status": _("Status"),
    "state": _("State"),
    "stage": _("Stage"),
    "sharing": _("Sharing"),
    "title": _("Title"),
    "parties": _("Parties"),
    "signatories": _("Signatories"),
    "signed_on": _("Signed on"),
    "in_force_on": _("In force from"),
    "expires_on": _("Expires on"),
    "renewal": _("Renewal"),
    "what": _("What is offered"),
    "for_whom": _("For whom"),
    "legal_basis": _("Legal basis"),
    "period": _("Period"),
    "city": _("City"),
    "website": _("Website"),
    "email": _("E-mail"),
    "phone": _("Telephone"),
    "activity": _("Activity"),
    "product": _("Product"),
    "contact": _("Whom to ask"),
    "answer": _("Answer"),
    "url": _("Web address"),
    "reason": _("Reason"),
    "username": _("User name"),
    "password": _("Password"),
    "role": _("Role"),
    "desk": _("Desk"),
    "language": _("Language"),
    "digest": _("Send me a summary by mail"),
    "file": _("File"),
    "done_on": _("Done on"),
    "reported_on": _("Reported on"),
    "archive_reason": _("Reason for archiving"),
    "archived_at": _("Archived"),
    "deadline_reason": _("Reason for the deadline"),
    "asked_on": _("Asked on"),
    "answered_on": _("Answered on"),
    "contacted_on": _("Asked on"),
    "exporter": _("Seller"),
    "importer": _("Buyer"),
    "shared_pairs": _("Pairs shared with this person"),
    "is_active": _("May sign in"),
    "pair": _("Pair"),
    "company": _("Company"),
    "step": _("Step"),
    "meeting": _("Meeting"),
    "decided_by": _("Decided by"),
    "decided_at": _("Decided"),
    "approved_by": _("Approved by"),
    "asked_by": _("Asked by"),
    "answered_at": _("Answered"),
    "confirmed_at": _("Confirmed"),
    "document": _("Document"),
    "failure": _("What went wrong"),
    "id": _("Number"),
    "register": _("Register"),
}
RULES: Words = {
    "state": _("This no longer fits the present state. Somebody may have changed it meanwhile."),
    "reason": _("Say why: a reason is needed here."),
    "evidence": _(
        "A step is closed only with evidence. Attach a text, an address or a file first."
    ),
    "second_person": _("Another person than the one who asked must approve this text."),
    "token": _("Only the other side can confirm a result, through the link sent to it."),
    "signed_on": _("Give the date of signature first."),
    "in_force_on": _("Give the date of entry into force first."),
    "expires_on": _("Give the new date of expiry first."),
    "share_text": _("Write the text that may be shared first."),
    "used": _("This link has been used already."),
    "withdrawn": _("This is no longer shared. Ask the desk."),
    "expired": _("This link has expired. Ask the desk for a new one."),
    "unknown": _("This link is not known."),
    "twice": _("This is there already."),
    "text": _("Write something first."),
    "holder": _("What this row belongs to is not there, or not in this pair."),
}


def label(table: Words, code: object) -> str:
    """The word for a code; the code itself where there is none."""
    return str(table.get(str(code), code))


def in_words(error: SinergiError) -> str:
    """What a person reads of an error."""
    if isinstance(error, RuleBrokenError):
        return str(RULES.get(error.code, RULES["state"]))
    from sinergi.web.core.permissions import RefusedError

    if isinstance(error, RefusedError):
        return gettext("Your role does not allow this. Ask an administrator of your desk.")
    return str(error)


def no_trade(error: SinergiError) -> str:
    """What a person reads where trade of a pair cannot be computed."""
    if not isinstance(error, UnknownNameError):
        return in_words(error)
    told = gettext("The dataset in use holds no trade of one of the two countries.")
    return f"{told} " + gettext("Another can be loaded under Data.")

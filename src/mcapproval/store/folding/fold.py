"""What each act in the journal does to the tables: the one function that writes and refolds.

`changes(event)` is pure. The store applies its changes as it appends the row; verification applies
them from the first row on, in memory, and compares. So the tables can't hold what the journal
does not say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from mcapproval.errors import NotWhole
from mcapproval.store.events import Event
from mcapproval.store.folding import fold_cases as cases
from mcapproval.store.folding import fold_changes as judging
from mcapproval.store.folding import fold_deliveries as delivered
from mcapproval.store.folding import fold_items as items
from mcapproval.store.folding import fold_meetings as meetings
from mcapproval.store.folding import fold_notices as notices
from mcapproval.store.folding import fold_records as records
from mcapproval.store.folding import fold_roles as roles
from mcapproval.store.folding import fold_steps as steps
from mcapproval.store.folding import fold_texts as standing
from mcapproval.store.folding import fold_undone as undone
from mcapproval.store.folding.changes import Change, Put

ACTS: dict[str, Callable[[Event], Iterable[Change]]] = {
    "records-made": records.records_made,
    "policy-adopted": records.policy_adopted,
    "organisation-entered": records.organisation_entered,
    "text-added": standing.text_added,
    "person-entered": records.person_entered,
    "person-changed": records.person_changed,
    "contact-given": notices.contact_given,
    "granted": records.granted,
    "role-ended": roles.role_ended,
    "delegated": roles.delegated,
    "delegation-ended": roles.delegation_ended,
    "erased": records.erased,
    "opened": cases.opened,
    "updated": cases.updated,
    "moved": cases.moved,
    "refused": steps.refused,
    "item-added": items.item_added,
    "item-changed": items.item_changed,
    "waived": cases.waived,
    "answered": cases.answered,
    "noted": cases.noted,
    "judged": judging.judged,
    "migrated": cases.migrated,
    "undone": undone.undone,
    "seen": undone.seen,
    "sealed": undone.seen,
    "ratified": meetings.ratified,
    "lapsed": meetings.lapsed,
    "meeting-called": meetings.meeting_called,
    "meeting-held": meetings.meeting_held,
    "meeting-closed": meetings.meeting_closed,
    "meeting-cancelled": meetings.meeting_cancelled,
    "noticed": notices.noticed,
    "mailed": notices.mailed,
    "overtaken": notices.overtaken,
    "delivery-entered": delivered.delivery_entered,
    "delivery-changed": delivered.delivery_changed,
    "imported": delivered.imported,
    "import-undone": delivered.import_undone,
    "owner-set": delivered.owner_set,
    "self-review-recorded": delivered.self_review_recorded,
}
"""Every act there is; the journal takes no other."""


def changes(event: Event) -> Iterator[Change]:
    """The changes of one event, in the order in which they must be made."""
    yield Put("counter", {"series": "journal"}, {"value": event.seq})
    yield from told(event)


def told(event: Event) -> Iterable[Change]:
    """The same without the journal's own count. NotWhole for an act that is none of ours."""
    act = ACTS.get(event.act)
    if act is None:
        raise NotWhole(
            f"row {event.seq} can't be folded: what it does, {event.act!r}, is nothing that this "
            "mcapproval knows",
            "use a newer mcapproval; where there is none, see: mcapproval audit verify",
        )
    return act(event)

"""A follow-up as managers see it, and figures of ratings. No ticket, number or public id is in either."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from queue_server.domain.catalogue import Catalogue
from queue_server.domain.follow_up_lists import Dossier
from queue_server.domain.follow_up_moves import allowed
from queue_server.domain.follow_ups import Happened
from queue_server.domain.rating_figures import Figures
from queue_server.domain.ratings import Level

from .times import stamp, stamp_or_none


def row_view(dossier: Dossier, catalogue: Catalogue, today: date) -> dict[str, Any]:
    """One line of a list."""
    order, rating = dossier.order, dossier.rating
    own = (order.service,) if order.service else ()
    return {
        "id": order.id,
        "source": order.source.value,
        "reference": order.reference,
        "department": order.department,
        "stage": order.stage.value,
        "not_reached": order.not_reached,
        "appeal": order.appeal.value if order.appeal else None,
        "opened_at": stamp(catalogue, order.opened_at),
        "contact_by": order.contact_by.isoformat(),
        "resolve_by": order.resolve_by.isoformat(),
        "latest_by": order.latest_by.isoformat(),
        "due": order.due.isoformat() if order.due else None,
        "overdue": order.overdue(today),
        "past_limit": order.past_limit(today),
        "services": list(rating.services if rating else own),
        "queue": rating.queue if rating else None,
        "window": rating.window if rating else None,
        "level": rating.level.value if rating else None,
        "reasons": list(rating.reasons) if rating else [],
    }


def dossier_view(
    dossier: Dossier, catalogue: Catalogue, today: date, by: str, may_handle: bool
) -> dict[str, Any]:
    """Everything that staff may see, and what the asker may do; who only judges does nothing else."""
    rating = dossier.rating
    can = [act for act in allowed(dossier.order, by) if may_handle or act in JUDGING]
    return row_view(dossier, catalogue, today) | {
        "clerk": rating.clerk if rating else None,
        "list_version": rating.list_version if rating else "",
        "rated_at": stamp(catalogue, rating.at) if rating else None,
        "done_at": stamp_or_none(catalogue, dossier.done_at),
        "words": dossier.words,
        "history": [_happened(line, dossier.notes, catalogue) for line in dossier.order.history],
        "can": can,
    }


JUDGING = frozenset({"verify", "send-back", "decide"})
"""What a second person does."""


def _happened(line: Happened, notes: Mapping[int, str], catalogue: Catalogue) -> dict[str, Any]:
    return {
        "at": stamp(catalogue, line.at),
        "by": line.by,
        "deed": line.deed,
        "measures": list(line.measures),
        "department": line.department,
        "text": notes.get(line.seq, ""),
    }


def figures_view(key: str, figures: Figures) -> dict[str, Any]:
    """Figures of one thing; shares are null where there is nothing to have a share of."""
    return {
        "key": key,
        "visits": figures.visits,
        "rated": figures.rated,
        "not_rated": figures.not_rated,
        "set_aside": figures.set_aside,
        "on_pad": figures.on_pad,
        "rated_share": _share(figures.rated_share),
        "good": figures.good,
        "good_share": _share(figures.good_share),
        "levels": [{"level": level.value, "count": figures.levels[level]} for level in Level],
        "reasons": [
            {"level": level.value, "reason": reason, "count": count}
            for (level, reason), count in sorted(
                figures.reasons.items(), key=lambda each: (-each[1], each[0])
            )
        ],
    }


def _share(share: float | None) -> float | None:
    return None if share is None else round(share, 4)

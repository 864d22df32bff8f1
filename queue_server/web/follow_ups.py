"""Follow-ups over HTTP: managers handle, a second manager or an administrator judges, auditors read."""

from collections.abc import Callable
from typing import Any

from queue_server.actions import following_up as acts
from queue_server.actions.ports import Tx
from queue_server.boards.follow_ups import dossier_view, row_view
from queue_server.domain.calendar import local
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.follow_up_lists import AT_ONCE, Dossier, Listed
from queue_server.domain.follow_ups import FollowUp
from queue_server.domain.refusals import BadValue, UnknownFollowUp
from wire import follow_ups as wire
from wire.base import Asked

from .access import FOLLOW_UP_JUDGES, FOLLOW_UP_READERS, MANAGER, Permission, kinds_of, spoken_by
from .parsing import read_number
from .routes import Body, Call, Command, Reply, Route, Served

Do = Callable[[Tx, int, Any], FollowUp]


def see_list(call: Call) -> Body:
    """One list, and how many stand in each."""
    catalogue, today = _now(call)
    wanted = _listed(call)
    before = read_number(call.args, "before")
    read = call.services.follow_ups.page
    counts, dossiers = call.services.offload(read, call.centre, wanted, today, before)
    more = wanted is Listed.CLOSED and len(dossiers) > AT_ONCE
    return {
        "listed": wanted.value,
        "today": today.isoformat(),
        "counts": {each.value: counts.get(each, 0) for each in Listed},
        "follow_ups": [row_view(dossier, catalogue, today) for dossier in dossiers[:AT_ONCE]],
        "before": dossiers[AT_ONCE - 1].order.id if more else None,
        "measures": [{"code": c, "names": dict(names)} for c, names in catalogue.policy.measures.items()],
    }


def see_one(call: Call) -> Body:
    """A follow-up, its history, and what the asker may do now. Raises UnknownFollowUp."""
    catalogue, today = _now(call)
    dossier = call.services.offload(call.services.follow_ups.one, call.centre, _number(call))
    if dossier is None:
        raise UnknownFollowUp
    kinds = kinds_of(call.who)
    judge = bool(kinds & set(FOLLOW_UP_JUDGES.kinds))
    view = dossier_view(dossier, catalogue, today, spoken_by(call.who), "manager" in kinds)
    return view if judge else {**view, "can": []}


def take_hotline(tx: Tx, call: Call, asked: wire.HotlineOrder) -> Reply:
    """An order of the hotline."""
    order = acts.open_for_hotline(tx, asked.reference, asked.department, asked.service, asked.text)
    return _told(tx, order, 201)


def _listed(call: Call) -> Listed:
    text = call.args.get("list", Listed.OPEN.value)
    if text not in set(Listed):
        raise BadValue(field="list", why="one of " + ", ".join(Listed))
    return Listed(text)


def _number(call: Call) -> int:
    text = str(call.path["follow_up"])
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise UnknownFollowUp
    return int(text)


def _now(call: Call) -> tuple[Catalogue, Any]:
    catalogue = call.services.writer.look(call.centre, lambda hall: hall.catalogue)
    return catalogue, local(catalogue, call.now).date()


def _told(tx: Tx, order: FollowUp, status: int = 200) -> Reply:
    """The follow-up without its rating, which an act need not read."""
    catalogue = tx.hall.catalogue
    return Reply(row_view(Dossier(order), catalogue, local(catalogue, tx.now).date()), status)


def _once(measures: list[str]) -> tuple[str, ...]:
    """Each measure once, in the order in which they were named."""
    return tuple(dict.fromkeys(measures))


def _command(act: str, who: Permission, asks: type[Asked], do: Do) -> Command:
    def run(tx: Tx, call: Call, asked: Any) -> Reply:
        return _told(tx, do(tx, _number(call), asked))

    return Command(
        method="POST",
        path=f"/follow-ups/{{follow_up}}/{act}",
        name=f"follow_ups.{act.replace('-', '_')}",
        who=who,
        asks=asks,
        answers=wire.FollowUpNow,
        act=run,
        key_needed=True,
    )


ROUTES: tuple[Route, ...] = (
    Served(
        method="GET",
        path="/follow-ups",
        name="follow_ups.list",
        who=FOLLOW_UP_READERS,
        answers=wire.FollowUps,
        query={"list": str, "before": int},
        serve=see_list,
    ),
    Command(
        method="POST",
        path="/follow-ups",
        name="follow_ups.hotline",
        who=MANAGER,
        asks=wire.HotlineOrder,
        answers=wire.FollowUpNow,
        status=201,
        act=take_hotline,
        key_needed=True,
    ),
    Served(
        method="GET",
        path="/follow-ups/{follow_up}",
        name="follow_ups.one",
        who=FOLLOW_UP_READERS,
        answers=wire.FollowUpShown,
        also=(404,),
        serve=see_one,
    ),
    _command("contact", MANAGER, wire.Contact, lambda tx, n, a: acts.contact(tx, n, a.reached, a.text)),
    _command(
        "resolve", MANAGER, wire.Resolve, lambda tx, n, a: acts.resolve(tx, n, _once(a.measures), a.text)
    ),
    _command("verify", FOLLOW_UP_JUDGES, wire.Remark, lambda tx, n, a: acts.verify(tx, n, a.text)),
    _command("send-back", FOLLOW_UP_JUDGES, wire.SendBack, lambda tx, n, a: acts.send_back(tx, n, a.text)),
    _command("appeal", MANAGER, wire.AppealMade, lambda tx, n, a: acts.appeal(tx, n, a.on_behalf, a.text)),
    _command(
        "decide", FOLLOW_UP_JUDGES, wire.Decide, lambda tx, n, a: acts.decide(tx, n, a.accepted, a.text)
    ),
    _command(
        "assign", MANAGER, wire.AssignDepartment, lambda tx, n, a: acts.assign(tx, n, a.department, a.text)
    ),
)

"""All wiring, no logic: the parts of the server are made here and handed to each other."""

import gc
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Flask

from config.settings import Settings
from queue_server.actions.ports import Channel, Clock, Committed
from queue_server.album import Album
from queue_server.beginning import begin
from queue_server.between.together import Alone, Together
from queue_server.catalogue import read
from queue_server.channels.delivery import AT_ONCE, Reminding
from queue_server.domain.hall import Hall
from queue_server.jobs import Jobs
from queue_server.listening import Early, listen_for_good
from queue_server.live.door import open_door
from queue_server.live.live import Live
from queue_server.metrics.whole import Measured, Metrics
from queue_server.outside import Outside
from queue_server.remembering import secret_to_serve
from queue_server.runtime import Runtime
from queue_server.store.follow_up_desk import FollowUpDesk
from queue_server.store.sql import SqlStore
from queue_server.store.unit import ReadCatalogue
from queue_server.store.writer import CentreWriter
from queue_server.web.sealing import unseal
from queue_server.web.services import Services, SignOn, WebSettings
from queue_server.web.site import create_web
from queue_server.web.spelling import prepare_later
from queue_server.webhook.child import Sending

if TYPE_CHECKING:
    from queue_server.wechat.site import Wechat

HANGING_UP_S = 1.0
"""How long clients have to hang up, once nothing else is left to do; whoever does not is cut off."""

GATHER_S = 0.005
"""How long the writer waits at most for the loop to have read the requests that came together."""

GARBAGE = (20_000, 20, 50)
"""After how many new things, and looks at the younger ones, the collector of garbage looks through them."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Server:
    """A server that is wired and not yet listening."""

    settings: Settings
    runtime: Runtime
    web: Flask
    services: Services
    jobs: Jobs
    writer: CentreWriter
    store: SqlStore
    live: Live
    sending: Sending
    metrics: Metrics
    together: Alone | Together
    reminding: Reminding

    def run(self, early: Early | None = None) -> None:
        """Serve until told to stop; what was answered is recorded. `early`: where we listen already.

        Raises NotListening when nobody can listen there.
        """
        settings = self.settings
        listener = listen_for_good(settings, early)
        _keep_what_is_made()
        self.live.start()
        self.runtime.offload(self.together.start)  # what the loop begins would have to stay on its core
        self.jobs.start()
        self.reminding.start()
        self.metrics.start()
        self.runtime.serve(
            self.web.wsgi_app,
            host=settings.host,
            port=settings.port,
            on_ready=lambda port: prepare_later(),
            on_stop=self.close,
            deadline_s=settings.stop_within_s,
            sockets=settings.sockets,
            listener=listener,
        )
        self.sending.stop()

    def close(self) -> None:
        """Let go of clock, writer and record, in this order, and of whoever is connected."""
        self.live.parting.say()
        self.metrics.stop()
        self.reminding.stop()
        self.jobs.stop()
        self.runtime.offload(self.writer.stop)
        self.runtime.offload(self.together.stop)
        self.runtime.offload(self.store.close)
        self.live.parting.wait(HANGING_UP_S)


def _sign_on(settings: Settings) -> SignOn | None:
    if not settings.oidc_issuer:
        return None
    secret = settings.oidc_client_secret or ""
    return SignOn(settings.oidc_issuer, settings.oidc_client_id, secret, settings.oidc_claim)


def _wechat(settings: Settings, runtime: Runtime) -> "Wechat | None":
    """The official account, where one is set; a start without one imports nothing of it."""
    if not settings.wechat_app_id:
        return None
    from queue_server.wechat.account import account_of
    from queue_server.wechat.site import Wechat

    return Wechat(account_of(settings), Outside(runtime.answer))


def _channels(settings: Settings, clock: Clock, wechat: "Wechat | None") -> dict[str, Channel]:
    """Ways to visitors that this installation has, by their names."""
    found: list[Channel] = []
    if settings.sms_url:
        from queue_server.channels.sms import Sms

        found.append(Sms(settings.sms_url, settings.sms_secret or "", clock.real_now))
    if wechat:
        found.append(wechat.channel)
    return {channel.name: channel for channel in found}


def _keep_what_is_made() -> None:
    """Let the collector of garbage begin, and never look through what there is by now, for that stays.

    It looks seldom: what acts and requests make goes by its count of references, and to look through a day's
    tickets holds up everybody.

    It is off until here (queue_server/serving.py): hardly anything that a start makes is garbage, and the
    search for some took a quarter of the start.
    """
    gc.freeze()
    gc.set_threshold(*GARBAGE)
    gc.enable()


def create_app(
    settings: Settings, runtime: Runtime, clock: Clock, read_catalogue: ReadCatalogue = read
) -> Server:
    """The server of an installation.

    Raises StoreFailed when the record cannot be opened, SettingsError when the secret is not the record's.
    """
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    store = SqlStore(settings.database_url, clock, read_catalogue)
    store.open()
    secret = secret_to_serve(store, settings)

    def committed(news: Committed, hall: Hall) -> None:
        together.committed(news)
        live.committed(news, hall)
        if news.ours:
            metrics.visits.committed(news)

    def envelope(centre: str, room: str, token: str | None, calls_after: int | None) -> str:
        return live.envelope(centre, room, token, calls_after)

    def centres() -> Sequence[str]:
        return known

    def gather() -> None:
        runtime.come_along()
        runtime.until_at_rest(GATHER_S)

    known = store.centres()
    metrics = Metrics(settings, runtime, known)
    writer = CentreWriter(store, runtime.answer, committed, gather)
    album = Album(settings.photos, settings.data / "cache" / "photos")
    wechat = _wechat(settings, runtime)
    services = Services(
        writer=writer,
        clock=clock,
        offload=runtime.offload,
        settings=WebSettings(
            secret=secret.encode(),
            base_url=settings.base_url,
            trusted_proxies=settings.proxies,
            sign_on=_sign_on(settings),
        ),
        envelope=envelope,
        centres=centres,
        photos=album,
        requested=metrics.requests.answered,
        tries=None if store.one_writer else store.tries(),
        trail=store.trail,
        follow_ups=FollowUpDesk(store),
        outside=Outside(runtime.answer),
        channels=_channels(settings, clock, wechat),
    )
    web = create_web(services, [wechat.add] if wechat else ())
    live = Live(
        runtime,
        writer,
        open_door(web, runtime.async_mode, settings.allowed_origins),
        clock,
        settings.base_url,
        services.settings.staff_session_s,
        photo_of=album.address,
        fanout=settings.fanout,
    )
    hearing = services.hearing
    together = (
        Alone()
        if store.one_writer
        else Together(settings.message_queue_url, store.standing(), writer, hearing)
    )
    begin(runtime, writer, store, live, known)
    sending = Sending(settings)
    reminding = Reminding(
        runtime,
        writer,
        clock,
        centres,
        services.channels,
        together,
        {name: Outside(runtime.answer, AT_ONCE) for name in services.channels},
        lambda centre, sealed: unseal(services.settings.secret, centre, sealed),
        settings.base_url,
    )
    metrics.offer(web, Measured(writer, clock, hearing, centres, live, sending, together, store, reminding))
    return Server(
        settings,
        runtime,
        web,
        services,
        Jobs(runtime, writer, centres, hearing, album, sending, together),
        writer,
        store,
        live,
        sending,
        metrics,
        together,
        reminding,
    )

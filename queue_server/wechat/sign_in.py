"""Who wants to be told of a ticket signs in by WeChat, sees which ticket it is, and says yes.

The ticket's page leads here; WeChat says who it is (its silent sign-in: no name, no picture); then a form
asks. So nobody is bound by an address that somebody else made them open.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from queue_server.actions.ports import StoreFailed
from queue_server.domain.refusals import Refusal, UnknownTicket
from queue_server.web.limits import Flow
from queue_server.web.page_form import must_be_our_form, wished_language
from queue_server.web.refusals import RateLimited, RecordFailed, status_of
from queue_server.web.requestlog import log
from queue_server.web.sealing import seal, unseal
from queue_server.web.sentences import sentence
from queue_server.web.services import Services
from ui.words import best_language, say

from .account import Account
from .binding import WISH, Binding, Bound
from .errors import WechatAway, WechatRefused
from .proofs import GOOD_FOR, LONGEST_ID, fits, proof, state_of, ticket_in

LONGEST = 600
AWAY, TOO_LATE = 503, 403
TRIES, ONE_MORE_S = 5, 120
"""How often at once somebody may come back from WeChat about one ticket, and then once in so many seconds:
each time WeChat is asked, and it answers only so often."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """The pages of the way to WeChat and back. `openid_of` asks WeChat: raises TimeoutError too."""

    account: Account
    services: Services
    binding: Binding
    openid_of: Callable[[str], str]
    render: Callable[..., Response]
    missing: Callable[[str], Response]
    tries: Flow

    def add(self, app: Flask) -> None:
        """Add their addresses."""
        app.add_url_rule("/wechat/ticket/<public_id>", "page_wechat_begin", self.begin)
        app.add_url_rule("/wechat/back", "page_wechat_back", self.back)
        app.add_url_rule("/wechat/yes", "page_wechat_yes", self.yes, methods=["POST"])

    def begin(self, public_id: str) -> AnyResponse:
        """To WeChat, which knows whoever reads this in it."""
        try:
            self.binding.of(public_id)
        except UnknownTicket:
            return self.missing(_language())
        if len(public_id.encode()) > LONGEST_ID:
            return self.missing(_language())
        asked = {
            "appid": self.account.app_id,
            "redirect_uri": f"{self.services.settings.base_url.rstrip('/')}/wechat/back",
            "response_type": "code",
            "scope": "snsapi_base",
            "state": state_of(self._secret, public_id, self.services.clock.real_now()),
        }
        # The names stand in this order, and the sign at the end too: WeChat asks for both.
        there = f"{self.account.authorize}/connect/oauth2/authorize?{urlencode(asked)}#wechat_redirect"
        answer = redirect(there)
        answer.headers["Cache-Control"] = "no-store"  # an address with a state in it is for one journey
        return answer

    def back(self) -> Response:
        """From WeChat: which ticket it is, and whether to tell of it."""
        state, code = request.args.get("state", "")[:LONGEST], request.args.get("code", "")[:LONGEST]
        public_id = ticket_in(self._secret, state, self.services.clock.real_now())
        if public_id is None or not code:
            return self._said("wechat.sign_in.late", TOO_LATE)
        try:
            found = self.binding.of(public_id)
        except UnknownTicket:
            return self.missing(_language())
        try:
            self.tries.take(public_id)
            openid = self.openid_of(code)
        except RateLimited as problem:
            return self._refused(problem)
        except (WechatAway, TimeoutError) as problem:
            log.warning("wechat_away", why=str(problem)[:200])
            return self._said("wechat.sign_in.away", AWAY, found)
        except WechatRefused as problem:
            log.warning("wechat_sign_in_refused", errcode=problem.code)
            return self._said("wechat.sign_in.late", TOO_LATE, found)
        return self._asked(found, openid)

    def yes(self) -> AnyResponse:
        """The visitor wants to be told."""
        given = {name: request.form.get(name, "")[:LONGEST] for name in ("ticket", "who", "until", "proof")}
        try:
            must_be_our_form(given["proof"])
            openid = self._openid_in(given)
            if openid is None:
                return self._said("wechat.sign_in.late", TOO_LATE)
            found = self.binding.bind(given["ticket"], openid)
        except (Refusal, StoreFailed) as problem:
            return self._refused(problem)
        return redirect(f"/t/{quote(found.public_id)}?lang={_language(found)}", 303)

    @property
    def _secret(self) -> bytes:
        return self.services.settings.secret

    def _asked(self, found: Bound, openid: str) -> Response:
        """The form. Who it is stands in it sealed, and only this server can have said so."""
        who = seal(self._secret, found.centre, openid)
        until = f"{(self.services.clock.real_now() + GOOD_FOR).timestamp():.0f}"
        language = _language(found)
        return self.render(
            "wechat_ask.html",
            language,
            title=say("wechat.ask.title", language, number=found.number),
            ticket=found,
            count=WISH.ahead,
            who=who,
            until=until,
            proof=proof(self._secret, "wechat yes", found.public_id, who, until),
        )

    def _openid_in(self, given: dict[str, str]) -> str | None:
        """Who filled in the form; None where it is not ours or too old."""
        is_ours = fits(
            self._secret, given["proof"], "wechat yes", given["ticket"], given["who"], given["until"]
        )
        if not is_ours or self.services.clock.real_now().timestamp() > int(given["until"]):
            return None
        centre = self.binding.of(given["ticket"]).centre
        return unseal(self._secret, centre, given["who"])

    def _refused(self, problem: Refusal | StoreFailed) -> Response:
        refusal = problem if isinstance(problem, Refusal) else RecordFailed()
        language, now = _language(), self.services.clock.hall_now()
        text = sentence(refusal.code, refusal.details, language, None, now)
        return self.render("message.html", language, status_of(refusal), title=text)

    def _said(self, word: str, status: int, found: Bound | None = None) -> Response:
        """A sentence, and the way back to the ticket where we know which one."""
        language = _language(found)
        return self.render("wechat_said.html", language, status, title=say(word, language), ticket=found)


def _language(found: Bound | None = None) -> str:
    return best_language(wished_language() or (found.language if found else None))

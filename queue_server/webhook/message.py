"""What a webhook says: one alarm as JSON, and the signature by which its receiver knows the sender."""

import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from queue_server.domain.alarms import Alarm
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.names import in_language
from ui.words import knows, languages, say

Message = Mapping[str, Any]


def message_of(alarm: Alarm, catalogue: Catalogue, seq: int) -> Message:
    """One alarm, begun or over. `id` is the same however often it is sent; `alarm` ties end to beginning."""
    since = alarm.since.astimezone(catalogue.centre.zone)
    return {
        "id": f"{catalogue.centre.code}-{seq}",
        "alarm": f"{alarm.key}@{since.isoformat()}",
        "kind": alarm.kind,
        "centre": catalogue.centre.code,
        alarm.kind: alarm.subject,
        "part": alarm.part,
        "state": alarm.state,
        "detail": alarm.detail,
        "since": since.isoformat(timespec="seconds"),
        "text": {language: _text(alarm, catalogue, language, since) for language in languages()},
        "cleared": alarm.ended,
    }


def trial_message(centre: str, at: datetime) -> Message:
    """What `yimen webhook test` sends: nobody has to do anything."""
    return {
        "id": f"{centre}-test-{at.timestamp():.0f}",
        "alarm": "test",
        "kind": "test",
        "centre": centre,
        "state": "ok",
        "since": at.isoformat(timespec="seconds"),
        "text": {language: say("webhook.test", language) for language in languages()},
        "cleared": True,
    }


def signed(message: Message, secret: str, at: datetime) -> tuple[bytes, dict[str, str]]:
    """Body and headers: HMAC-SHA256 over timestamp, a full stop and the body, keyed by the secret."""
    body = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()
    stamp = f"{at.timestamp():.0f}"
    digest = hmac.new(secret.encode(), stamp.encode() + b"." + body, sha256).hexdigest()
    return body, {
        "Content-Type": "application/json",
        "Yimen-Timestamp": stamp,
        "Yimen-Signature": f"sha256={digest}",
        "Yimen-Id": str(message["id"]),
    }


def _text(alarm: Alarm, catalogue: Catalogue, language: str, since: datetime) -> str:
    names = catalogue.queues[alarm.subject].names if alarm.subject in catalogue.queues else {}
    subject = in_language(names, language) if alarm.kind == "queue" and names else alarm.subject
    if alarm.part:
        subject = say("webhook.part", language, device=subject, part=alarm.part)
    kind = "cleared" if alarm.ended else "raised"
    return say(
        f"webhook.{kind}", language, subject=subject, state=_state(alarm, language), time=f"{since:%H:%M}"
    )


def _state(alarm: Alarm, language: str) -> str:
    key = f"webhook.{alarm.state}" if alarm.kind == "queue" else f"devices.device.{alarm.state}"
    return say(key, language) if knows(key) else alarm.state

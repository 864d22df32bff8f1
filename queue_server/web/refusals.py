"""Refusals at the door: the web's own ones, and the one table that turns a code into an HTTP status."""

from collections.abc import Iterator, Mapping

from queue_server.domain.refusals import Refusal


class Unreadable(Refusal):
    """The body is not one JSON object."""

    code = "unreadable"


class MediaTypeWrong(Refusal):
    """A form was sent, as any site's page can send one; commands are JSON. Details: media_type."""

    code = "media_type_wrong"


class NotFound(Refusal):
    """There is nothing at this address."""

    code = "not_found"


class MethodNotAllowed(Refusal):
    """The address exists for other methods. Details: method, allowed."""

    code = "method_not_allowed"


class TooLarge(Refusal):
    """The request is longer than the server reads. Details: limit_kb."""

    code = "too_large"


class RateLimited(Refusal):
    """This address asks too often. Details: retry_after_s."""

    code = "rate_limited"


class SignOnOff(Refusal):
    """Nobody signs in by a department's account here: no provider is set."""

    code = "sign_on_off"


class SignOnFailed(Refusal):
    """The provider did not vouch for anybody, or not for this sign-in, or it was begun too long ago."""

    code = "sign_on_failed"


class SignOnUnknown(Refusal):
    """The provider vouches for somebody who has no account here. Details: name."""

    code = "sign_on_unknown"


class SignOnAway(Refusal):
    """The provider does not answer as one does."""

    code = "sign_on_away"


class BadSignature(Refusal):
    """What came is not signed by whom it says it is from, or not for this account."""

    code = "bad_signature"


class Replayed(Refusal):
    """What came was signed before for something else, or too often, or too long ago."""

    code = "replayed"


class RecordFailed(Refusal):
    """The record could not be kept (disk full, database gone), or not in time; perhaps it was."""

    code = "record_failed"


class Internal(Refusal):
    """A mistake of the server. Details: request_id."""

    code = "internal"


STATUS: Mapping[str, int] = {
    "unreadable": 400,
    "idempotency_key_missing": 400,
    "not_signed_in": 401,
    "bad_credentials": 401,
    "sign_on_failed": 401,
    "sign_on_unknown": 401,
    "not_permitted": 403,
    "bad_signature": 403,
    "replayed": 403,
    "not_found": 404,
    "sign_on_off": 404,
    "unknown_ticket": 404,
    "unknown_window": 404,
    "unknown_hall": 404,
    "unknown_room": 404,
    "unknown_centre": 404,
    "unknown_device": 404,
    "unknown_alarm": 404,
    "unknown_order": 404,
    "unknown_appointment": 404,
    "unknown_follow_up": 404,
    "method_not_allowed": 405,
    "refused": 409,
    "wrong_state": 409,
    "expect_mismatch": 409,
    "nothing_current": 409,
    "something_current": 409,
    "not_held_here": 409,
    "not_in_your_queues": 409,
    "still_walking": 409,
    "visitor_away": 409,
    "person_elsewhere": 409,
    "window_taken": 409,
    "window_closed": 409,
    "window_shut": 409,
    "window_paused": 409,
    "window_not_paused": 409,
    "clerk_elsewhere": 409,
    "evacuated": 409,
    "nothing_to_undo": 409,
    "undo_too_late": 409,
    "moved_on": 409,
    "arranged_meanwhile": 409,
    "no_steps": 409,
    "restart_under_way": 409,
    "idempotency_key_reused": 409,
    "number_taken": 409,
    "public_id_taken": 409,
    "step_not_done": 409,
    "rated_already": 409,
    "rating_over": 409,
    "slot_full": 409,
    "appointment_state": 409,
    "hold_over": 409,
    "booked_already": 409,
    "appointment_limit": 409,
    "checked_in_before": 409,
    "too_many_holds": 409,
    "moves_used": 409,
    "nothing_to_excuse": 409,
    "reference_known": 409,
    "rating_appealed": 409,
    "appeal_open": 409,
    "second_person_needed": 409,
    "follow_up_state": 409,
    "too_large": 413,
    "media_type_wrong": 415,
    "bad_value": 422,
    "unknown_service": 422,
    "unknown_scenario": 422,
    "unknown_queue": 422,
    "unknown_reason": 422,
    "no_common_skill": 422,
    "closed": 422,
    "quota_used": 422,
    "real_name_needed": 422,
    "id_number_wrong": 422,
    "passport_wrong": 422,
    "person_limit": 422,
    "class_not_claimable": 422,
    "no_returning_right": 422,
    "revivals_used": 422,
    "aways_used": 422,
    "unknown_channel": 422,
    "reminder_limit": 422,
    "same_place": 422,
    "document_not_checked": 422,
    "not_this_kiosks_number": 422,
    "too_long_ago": 422,
    "rating_level_needed": 422,
    "rating_reason_needed": 422,
    "unknown_rating_reason": 422,
    "not_bookable": 422,
    "unknown_slot": 422,
    "not_released": 422,
    "booking_over": 422,
    "change_over": 422,
    "contact_needed": 422,
    "phone_wrong": 422,
    "appointment_ban": 422,
    "too_early": 422,
    "only_in_the_hall": 422,
    "document_needed": 422,
    "address_needed": 422,
    "task_needed": 422,
    "unknown_contact": 404,
    "not_a_hall_visit": 422,
    "not_a_visit": 422,
    "not_cross_town": 422,
    "appealed_already": 422,
    "proof_needed": 422,
    "proof_wrong": 422,
    "unknown_department": 422,
    "unknown_measure": 422,
    "measure_needed": 422,
    "code_wrong": 422,
    "too_many_tries": 429,
    "rate_limited": 429,
    "internal": 500,
    "record_failed": 503,
    "sign_on_away": 503,
}


def status_of(refusal: Refusal) -> int:
    """The HTTP status of a refusal."""
    return STATUS.get(refusal.code, 409)


def all_refusals(kind: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    """Every kind of refusal that this server knows."""
    for child in kind.__subclasses__():
        yield child
        yield from all_refusals(child)

"""Refusals: what the rules say no to, each with a stable code and the values of its sentence.

The sentence itself stands in ui/words (zh, en) under `refusal.<code>`; web/refusals.py gives the HTTP status.
"""

from typing import ClassVar


class Refusal(Exception):
    """A rule said no; nothing was changed."""

    code: ClassVar[str] = "refused"

    def __init__(self, **details: object) -> None:
        super().__init__(f"{self.code}: {details}" if details else self.code)
        self.details = details


class WrongState(Refusal):
    """The ticket's state does not allow this move. Details: number, state."""

    code = "wrong_state"


class UnknownTicket(Refusal):
    """No such ticket in this centre."""

    code = "unknown_ticket"


class UnknownWindow(Refusal):
    """No such window in this centre. Details: window."""

    code = "unknown_window"


class UnknownHall(Refusal):
    """No such hall in this centre. Details: hall."""

    code = "unknown_hall"


class UnknownRoom(Refusal):
    """No such room, or not one to look into. Details: room."""

    code = "unknown_room"


class UnknownCentre(Refusal):
    """This installation has no such centre. Details: centre."""

    code = "unknown_centre"


class UnknownOrder(Refusal):
    """No such order of paper, or nobody remembers it. Details: order."""

    code = "unknown_order"


class UnknownAlarm(Refusal):
    """No such alarm: it is over, or never was. Details: alarm."""

    code = "unknown_alarm"


class UnknownDevice(Refusal):
    """No such device. Details: device."""

    code = "unknown_device"


class UnknownService(Refusal):
    """No such item in the catalogue. Details: service."""

    code = "unknown_service"


class UnknownScenario(Refusal):
    """No such scenario in the catalogue. Details: scenario."""

    code = "unknown_scenario"


class UnknownQueue(Refusal):
    """No such queue in the catalogue. Details: queue."""

    code = "unknown_queue"


class UnknownReason(Refusal):
    """A pause reason that policy does not name. Details: reason."""

    code = "unknown_reason"


class ExpectMismatch(Refusal):
    """The clerk saw another ticket as current than the window has. Details: expect, current."""

    code = "expect_mismatch"


class ArrangedMeanwhile(Refusal):
    """The window has other queues today than the manager saw. Details: window."""

    code = "arranged_meanwhile"


class NothingCurrent(Refusal):
    """The window has no current ticket. Details: window."""

    code = "nothing_current"


class SomethingCurrent(Refusal):
    """The window still has a current ticket. Details: window, number."""

    code = "something_current"


class NotHeldHere(Refusal):
    """The ticket is not held by this window or one of its queues. Details: number."""

    code = "not_held_here"


class NotInYourQueues(Refusal):
    """The picked ticket does not wait in a queue of this window and clerk. Details: number."""

    code = "not_in_your_queues"


class StillWalking(Refusal):
    """The visitor is on the way from the last step. Details: number, callable_from (RFC 3339)."""

    code = "still_walking"


class VisitorAway(Refusal):
    """The visitor lets others pass for some minutes. Details: number, away_until (RFC 3339)."""

    code = "visitor_away"


class AwaysUsed(Refusal):
    """The visitor let others pass as often as policy permits. Details: number, at_most."""

    code = "aways_used"


class PersonElsewhere(Refusal):
    """The same visitor is being called or served with another number. Details: number."""

    code = "person_elsewhere"


class WindowTaken(Refusal):
    """Somebody is signed in at this window. Details: window, employee_no, name, since (real time)."""

    code = "window_taken"


class WindowClosed(Refusal):
    """Nobody works at this window. Details: window."""

    code = "window_closed"


class WindowShut(Refusal):
    """The manager has shut this window for today. Details: window."""

    code = "window_shut"


class WindowPaused(Refusal):
    """The window is paused. Details: window."""

    code = "window_paused"


class WindowNotPaused(Refusal):
    """The window is not paused. Details: window."""

    code = "window_not_paused"


class ClerkElsewhere(Refusal):
    """The clerk is signed in at another window that still has a current ticket. Details: window."""

    code = "clerk_elsewhere"


class NoCommonSkill(Refusal):
    """The clerk has none of the window's queues among the skills. Details: window."""

    code = "no_common_skill"


class Evacuated(Refusal):
    """The hall is evacuated; every place is kept. Details: hall."""

    code = "evacuated"


class Closed(Refusal):
    """No tickets are issued now. Details: queue, opens (RFC 3339 or None)."""

    code = "closed"


class QuotaUsed(Refusal):
    """The half-day's numbers are used up. Details: queue, again (RFC 3339 or None)."""

    code = "quota_used"


class RealNameNeeded(Refusal):
    """The queue asks for an ID number. Details: queue."""

    code = "real_name_needed"


class IdNumberWrong(Refusal):
    """The ID number is not a valid one. Details: why."""

    code = "id_number_wrong"


class PassportWrong(Refusal):
    """The number cannot be one of a passport or the like. Details: why."""

    code = "passport_wrong"


class PersonLimit(Refusal):
    """The person already has as many live tickets as the queue allows. Details: queue, number."""

    code = "person_limit"


class ClassNotClaimable(Refusal):
    """This class comes from a booking or an earlier visit, not from a claim. Details: visitor_class."""

    code = "class_not_claimable"


class NoReturningRight(Refusal):
    """The earlier ticket gives no right to return ahead. Details: returning_from."""

    code = "no_returning_right"


class RevivalsUsed(Refusal):
    """The ticket was revived as often as policy allows; a guide may do it. Details: number."""

    code = "revivals_used"


class NothingToUndo(Refusal):
    """This clerk has no action that can be taken back; an end that was rated cannot. Details: window."""

    code = "nothing_to_undo"


class UndoTooLate(Refusal):
    """The action is older than 30 s. Details: window."""

    code = "undo_too_late"


class MovedOn(Refusal):
    """Somebody else moved the ticket since. Details: number."""

    code = "moved_on"


class NotAStep(Refusal):
    """The current ticket has no steps. Details: number."""

    code = "no_steps"


class SamePlace(Refusal):
    """A transfer to where the ticket already is. Details: number."""

    code = "same_place"


class DocumentNotChecked(Refusal):
    """The class needs a document that a guide has looked at."""

    code = "document_not_checked"


class StepNotDone(Refusal):
    """The visit step is not done yet, or the ticket has no such step. Details: number, step."""

    code = "step_not_done"


class RatedAlready(Refusal):
    """The visit step was rated; a rating is neither altered nor repeated. Details: step."""

    code = "rated_already"


class RatingOver(Refusal):
    """The visit step was done too long ago to be rated. Details: step, days."""

    code = "rating_over"


class RatingLevelNeeded(Refusal):
    """None of the five levels was chosen."""

    code = "rating_level_needed"


class RatingReasonNeeded(Refusal):
    """A bad level needs one reason of the list at least. Details: level."""

    code = "rating_reason_needed"


class UnknownRatingReason(Refusal):
    """A reason that policy's list of the level does not have. Details: reason."""

    code = "unknown_rating_reason"


class UnknownAppointment(Refusal):
    """No such booking in this centre."""

    code = "unknown_appointment"


class SlotFull(Refusal):
    """Nothing is left in this slot. Details: starts_at."""

    code = "slot_full"


class WrongAppointmentState(Refusal):
    """The booking's state does not allow this. Details: appointment_state, number (None without a ticket)."""

    code = "appointment_state"


class HoldOver(Refusal):
    """The place was kept for too short a time, or is booked already."""

    code = "hold_over"


class BookedAlready(Refusal):
    """The same person has a booking in this queue on this day. Details: queue."""

    code = "booked_already"


class AppointmentLimit(Refusal):
    """The person has as many bookings on this day as one may have. Details: count."""

    code = "appointment_limit"


class TooManyHolds(Refusal):
    """So many places are being kept for this address already. Details: count."""

    code = "too_many_holds"


class MovesUsed(Refusal):
    """The booking was moved as often as one may be. Details: count."""

    code = "moves_used"


class NothingToExcuse(Refusal):
    """The booking was not missed, or is excused already."""

    code = "nothing_to_excuse"


class NotBookable(Refusal):
    """Nobody can book for this queue. Details: queue."""

    code = "not_bookable"


class UnknownSlot(Refusal):
    """The queue has no slot that begins then. Details: starts_at."""

    code = "unknown_slot"


class NotReleased(Refusal):
    """The day is not open for booking yet. Details: opens (RFC 3339 or None)."""

    code = "not_released"


class BookingOver(Refusal):
    """The slot begins too soon to be booked. Details: starts_at."""

    code = "booking_over"


class ChangeOver(Refusal):
    """It is too late to cancel or move the booking. Details: opens (until when it was possible)."""

    code = "change_over"


class ContactNeeded(Refusal):
    """A booking needs a phone number or an ID number; one at home or by an agent, whom to call."""

    code = "contact_needed"


class PhoneWrong(Refusal):
    """This cannot be a phone number."""

    code = "phone_wrong"


class AppointmentBan(Refusal):
    """The person missed too many bookings. Details: opens (until when), count, days."""

    code = "appointment_ban"


class TooEarly(Refusal):
    """It is too early to check in. Details: opens (when it begins)."""

    code = "too_early"


class OnlyInTheHall(Refusal):
    """The slot is over: the booking became a number like any other, and those are taken in the hall."""

    code = "only_in_the_hall"


class DocumentNeeded(Refusal):
    """The queue asks for a real name: a phone number alone does not check in."""

    code = "document_needed"


class CheckedInBefore(Refusal):
    """The booking has its number; a phone number alone is not told more. Details: number, hall."""

    code = "checked_in_before"


class AddressNeeded(Refusal):
    """A visit at home needs the address to go to."""

    code = "address_needed"


class TaskNeeded(Refusal):
    """An agent needs to be told what is to be done."""

    code = "task_needed"


class UnknownContact(Refusal):
    """No contact is kept for the booking: it needs none, was cancelled, or was forgotten."""

    code = "unknown_contact"


class NotAHallVisit(Refusal):
    """It is done at home or by an agent: it is booked, and nobody takes a number or checks in."""

    code = "not_a_hall_visit"


class NotAVisit(Refusal):
    """It is booked for the hall, where whoever calls it serves it: nobody is sent."""

    code = "not_a_visit"


class NotCrossTown(Refusal):
    """The item is handled for people of this town only. Details: service."""

    code = "not_cross_town"


class AppealedAlready(Refusal):
    """The booking has an appeal already, or was not missed."""

    code = "appealed_already"


class ProofNeeded(Refusal):
    """Policy asks for a proof of work. Details: bits."""

    code = "proof_needed"


class ProofWrong(Refusal):
    """The proof does not fit its challenge, or the challenge is too old or was used."""

    code = "proof_wrong"


class UnknownFollowUp(Refusal):
    """No such follow-up in this centre."""

    code = "unknown_follow_up"


class FollowUpWrongState(Refusal):
    """A follow-up is not so far, or further already. Details: state."""

    code = "follow_up_state"


class SecondPersonNeeded(Refusal):
    """Who resolved a follow-up, or brought an appeal, does not judge it. Details: who."""

    code = "second_person_needed"


class AppealOpen(Refusal):
    """An appeal against the rating is not decided yet."""

    code = "appeal_open"


class RatingAppealed(Refusal):
    """There was an appeal against this rating; there is no second one."""

    code = "rating_appealed"


class MeasureNeeded(Refusal):
    """What was done is not said: a measure of the list, or words of one's own."""

    code = "measure_needed"


class UnknownMeasure(Refusal):
    """A measure that policy's list does not have. Details: measure."""

    code = "unknown_measure"


class UnknownDepartment(Refusal):
    """No such department in this centre. Details: department."""

    code = "unknown_department"


class ReferenceKnown(Refusal):
    """The hotline's order was taken in before. Details: reference."""

    code = "reference_known"


class NotSignedIn(Refusal):
    """The token is missing, unknown or revoked."""

    code = "not_signed_in"


class NotPermitted(Refusal):
    """The token does not carry this permission. Details: needs."""

    code = "not_permitted"


class BadCredentials(Refusal):
    """Number and PIN, or name and password, do not fit."""

    code = "bad_credentials"


class TooManyTries(Refusal):
    """Too many failures; wait. Details: retry_after_s."""

    code = "too_many_tries"


class KeyReused(Refusal):
    """The Idempotency-Key was used with another body."""

    code = "idempotency_key_reused"


class KeyMissing(Refusal):
    """The command carries no Idempotency-Key."""

    code = "idempotency_key_missing"


class NotThisKiosksNumber(Refusal):
    """The number is none that this kiosk issues offline for this queue. Details: number, series."""

    code = "not_this_kiosks_number"


class NumberTaken(Refusal):
    """Another ticket of the same day has this number. Details: number."""

    code = "number_taken"


class PublicIdTaken(Refusal):
    """The public id belongs to another ticket, or to the same one with other content."""

    code = "public_id_taken"


class TooLongAgo(Refusal):
    """The ticket was issued more days ago than one may be handed in. Details: number, days."""

    code = "too_long_ago"


class RestartUnderWay(Refusal):
    """The device has begun a restart whose end is still awaited. Details: device."""

    code = "restart_under_way"


class UnknownChannel(Refusal):
    """This installation reaches nobody that way, or nobody may name an address there. Details: channel."""

    code = "unknown_channel"


class ReminderLimit(Refusal):
    """The address is that of as many tickets of this day as it may be. Details: count."""

    code = "reminder_limit"


class BadValue(Refusal):
    """A value that cannot be right. Details: field, why."""

    code = "bad_value"


class CodeWrong(Refusal):
    """The enrolment code is unknown, used or older than ten minutes."""

    code = "code_wrong"

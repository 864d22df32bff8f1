"""What a printer answered, and what became of a job, in sentences for whoever stands beside it."""

from collections.abc import Iterator

from printer.job import Job, JobState
from printer.status import BLOCKING, QUESTIONS, Answers, Status, by_weight, meaning

_SAID = {
    Status.READY: "in order",
    Status.OFFLINE: "offline",
    Status.COVER_OPEN: "the cover is open",
    Status.PAPER_NEAR_END: "the roll ends soon",
    Status.PAPER_OUT: "no paper",
    Status.CUTTER_ERROR: "the knife is jammed",
    Status.DEVICE_ERROR: "an error that only the printer's maker can explain",
    Status.UNREACHABLE: "cannot be reached",
    Status.UNKNOWN: "no answer that could be understood",
}
_ASKED = {1: "printer", 2: "why it stopped", 3: "errors", 4: "paper"}
_ENDS = {
    JobState.CONFIRMED: "Printed and confirmed in {ms:.0f} ms: the printer answered behind the cut.",
    JobState.SENT: "Sent in {ms:.0f} ms, not confirmed: {why}. Look whether a page came out.",
    JobState.FAILED: "Nothing was printed ({ms:.0f} ms): {why}.",
    JobState.UNKNOWN: "Unknown after {ms:.0f} ms: {why}. It may come out later: look before you print again.",
    JobState.QUEUED: "Still in line after {ms:.0f} ms; the printer is busy.",
}


def job_in_words(job: Job, took_ms: float) -> str:
    """The end of a job: its state, whether it was confirmed, how long it took, and why."""
    trouble = f"{_SAID[job.trouble]} ({job.reason})" if job.trouble else job.reason
    return _ENDS[job.state].format(ms=took_ms, why=trouble or "it has not answered yet")


def answers_in_words(answers: Answers) -> Iterator[str]:
    """One line for each of the four questions, with the byte that was said."""
    for question in QUESTIONS:
        answer = answers.get(question)
        byte = "--" if answer is None else f"{answer:02x}"
        yield f"DLE EOT {question}  {_ASKED[question]:<15}{byte}  {_listed(meaning(question, answer))}"


def states_in_words(found: frozenset[Status]) -> str:
    """The verdict of all answers together."""
    verdict = {0: "It can print", 1: "Something is wrong", 2: "Unknown"}[exit_status(found)]
    return f"{verdict}: {_listed(found)}."


def exit_status(found: frozenset[Status]) -> int:
    """0 it can print, 1 something is wrong, 2 unknown. What is surely wrong weighs more than silence."""
    if found & BLOCKING or Status.UNREACHABLE in found:
        return 1
    return 2 if Status.UNKNOWN in found else 0


def _listed(found: frozenset[Status]) -> str:
    return ", ".join(_SAID[status] for status in by_weight(found))

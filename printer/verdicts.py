"""What a printer answered, and what became of a job, in sentences for whoever stands beside it."""

from collections.abc import Iterator

from printer.job import Job
from printer.spoken import SPOKEN, Spoken
from printer.status import BLOCKING, QUESTIONS, Answers, Status, by_weight, meaning
from printer.ticket import Language


def job_in_words(job: Job, took_ms: float, language: Language) -> str:
    """The end of a job: its state, whether it was confirmed, how long it took, and why."""
    words = SPOKEN[language]
    trouble = words.states[job.trouble] if job.trouble else ""
    why = words.because.format(trouble=trouble, reason=job.reason) if trouble else job.reason
    return words.ends[job.state].format(ms=took_ms, why=why or words.no_answer_yet)


def answers_in_words(answers: Answers, language: Language) -> Iterator[str]:
    """One line for each of the four questions, with the byte that was said."""
    words = SPOKEN[language]
    for question in QUESTIONS:
        answer = answers.get(question)
        byte = "--" if answer is None else f"{answer:02x}"
        found = _listed(meaning(question, answer), words)
        yield words.answer.format(question=question, byte=byte, asked=words.asked[question], found=found)


def states_in_words(found: frozenset[Status], language: Language) -> str:
    """The verdict of all answers together."""
    words = SPOKEN[language]
    return words.verdict.format(verdict=words.verdicts[exit_status(found)], states=_listed(found, words))


def exit_status(found: frozenset[Status]) -> int:
    """0 it can print, 1 something is wrong, 2 unknown. What is surely wrong weighs more than silence."""
    if found & BLOCKING or Status.UNREACHABLE in found:
        return 1
    return 2 if Status.UNKNOWN in found else 0


def _listed(found: frozenset[Status], words: Spoken) -> str:
    return words.joint.join(words.states[status] for status in by_weight(found))

"""What is wrong with something that somebody typed or wrote into a file, as a sentence in either language."""

from ui.words import say

IN_LOGS = "en"


class Wrong(ValueError):
    """It cannot be used. As a string it is English, for logs; `told` says it in another language too.

    A value may be something wrong itself, or a list of such, one a line.
    """

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        self.values = values
        super().__init__(key)

    def told(self, language: str) -> str:
        """The sentence `area.key` with its values filled in."""
        return say(self.key, language, **{name: _in(value, language) for name, value in self.values.items()})

    def __str__(self) -> str:
        return self.told(IN_LOGS)


def problem_in(language: str, problem: BaseException) -> str:
    """What a problem says: in the language where the words are ours, else as system or library say it."""
    cause = problem if isinstance(problem, Wrong) else next(iter(problem.args), None)
    return cause.told(language) if isinstance(cause, Wrong) else str(problem)


def _in(value: object, language: str) -> object:
    if isinstance(value, list):
        return "\n".join(str(_in(each, language)) for each in value)
    return value.told(language) if isinstance(value, Wrong) else value

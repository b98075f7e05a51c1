"""What is wrong with a configuration file, and where."""

from runbookc.source.frozen import dataclass


@dataclass(frozen=True, slots=True)
class ConfigProblem:
    """One thing wrong.

    Args:
        file: the configuration file, as the user would type it.
        line: counted from 1, or None where the file has no such line.
        key: the dotted key, or "" for the file as a whole.
        message: what is wrong and what would be right.
    """

    file: str
    line: int | None
    key: str
    message: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.key}: {self.message}" if self.key else f"{place}: {self.message}"


class ConfigError(Exception):
    """The configuration cannot be used; `problems` says why, one line each."""

    def __init__(self, *problems: ConfigProblem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems

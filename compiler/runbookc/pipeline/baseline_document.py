"""What a baseline file holds, as a schema.

Apart from the file's reader: to make it takes longer than many a check, and most projects accept
nothing.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

_MOST_COUNTED = 1_000_000


class _Model(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, use_attribute_docstrings=True
    )


class AcceptedDocument(_Model):
    """Equal findings of one page that are accepted."""

    path: Annotated[str, Field(min_length=1)]
    """The page, posix, from the project's root, when they were accepted."""
    code: Annotated[str, Field(pattern=r"^[A-Z]{3}[0-9]{3}$")]
    """The rule's code."""
    fingerprint: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    """Made of the code, the words at fault and the words of their lines; of no path or number."""
    count: Annotated[int, Field(ge=1, le=_MOST_COUNTED)] = 1
    """How many there are; one more is new."""
    message: str = ""
    """What is wrong, for people; nothing is compared with it."""


class BaselineDocument(_Model):
    """What `runbookc check --write-baseline` writes and `--baseline` reads."""

    version: Literal[1]
    pages: dict[str, Annotated[str, Field(pattern=r"^([0-9a-f]{8}){0,16}$")]] = {}
    """The least hashes of each page's lines, by path: they tell where a renamed page went."""
    findings: tuple[AcceptedDocument, ...] = ()
    """What is accepted, by path, code and fingerprint."""

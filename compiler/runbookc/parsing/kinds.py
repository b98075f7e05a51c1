"""Which words name which kind of admonition, in any docs system."""

from runbookc.model import AdmonitionKind

KINDS: dict[str, AdmonitionKind] = {
    "note": "note",
    "seealso": "note",
    "see": "note",
    "abstract": "note",
    "summary": "note",
    "tldr": "note",
    "quote": "note",
    "cite": "note",
    "tip": "tip",
    "hint": "tip",
    "success": "tip",
    "check": "tip",
    "done": "tip",
    "recommended": "tip",
    "recommendation": "tip",
    "info": "info",
    "information": "info",
    "todo": "info",
    "example": "info",
    "question": "info",
    "help": "info",
    "faq": "info",
    "important": "important",
    "notice": "notice",
    "caution": "caution",
    "attention": "caution",
    "warning": "warning",
    "failure": "warning",
    "fail": "warning",
    "missing": "warning",
    "bug": "warning",
    "danger": "danger",
    "error": "danger",
    "secondary": "note",
}
"""Docusaurus, MyST, Python-Markdown, GitHub and the words of prose, lower case."""


def kind_of(word: str) -> AdmonitionKind | None:
    """The kind that a word names, or None."""
    return KINDS.get(word.lower())

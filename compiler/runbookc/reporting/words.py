"""The words for numbers of things."""


def counted(amount: int, word: str) -> str:
    """A number with its noun: 1 page, 2 pages."""
    return f"{amount} {word}" if amount == 1 or word == "info" else f"{amount} {word}s"

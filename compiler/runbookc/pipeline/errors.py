"""What keeps a build from being written."""


class OutputError(Exception):
    """The output cannot be written where it was asked for; its text is one line."""

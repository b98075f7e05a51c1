"""What ends a command early."""


class WrongUsage(Exception):
    """The command cannot do what it was told; its text is one line for the user (exit 2)."""

"""What keeps a command from its result, through no fault of ours."""


class OutputError(Exception):
    """The output cannot be written where it was asked for; its text is one line."""


class BaselineError(Exception):
    """A baseline cannot be used; its text is one line with the file's name."""


class RevisionError(Exception):
    """Findings cannot be compared with those of a revision; its text is one line."""


class DocumentError(Exception):
    """A file that a user names is not what the command needs."""

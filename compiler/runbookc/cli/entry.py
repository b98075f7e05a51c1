"""The process: exit codes, and what happens when something of ours breaks."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from runbookc.cli.errors import WrongUsage
from runbookc.cli.terminal import safe

OK, FINDINGS, WRONG_USAGE, BUG = 0, 1, 2, 3
_INTERRUPTED = 130
_CYCLES = (20_000, 20, 50)
"""When Python looks for cycles: a command makes many values that stay and few cycles, so that to
look as often as usual is mostly waste."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its status.

    Args:
        arguments: what follows the command's name; None means those of the process.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    if arguments is None:
        gc.set_threshold(*_CYCLES)
        _leave(_run(sys.argv[1:]))
    sys.exit(_run(list(arguments)))


def _leave(status: int) -> NoReturn:
    """End the process at once: to free thousands of pages one by one takes a tenth of a second."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            status = status or WRONG_USAGE
    os._exit(status)


def _run(arguments: list[str]) -> int:
    # To ask every installed package whether it extends the model's library takes longer than to
    # load the library; nothing extends ours.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from runbookc.cli.app import app

        app(arguments, prog_name="runbookc")
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else OK
    except WrongUsage as error:
        return _refuse(str(error))
    except OSError as error:
        return _refuse(_reason(error))
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception as error:
        return _broken(error)
    return OK


def _refuse(message: str) -> int:
    for line in message.splitlines():
        sys.stderr.write(f"error: {safe(line)}\n")
    return WRONG_USAGE


def _reason(error: OSError) -> str:
    reason = (error.strerror or str(error)).lower()
    return f"{error.filename}: {reason}" if error.filename else reason


def _broken(error: Exception) -> int:
    """Report a bug of ours: one line, and the trace in a file that the user can send."""
    import tempfile
    import traceback

    from runbookc.config import ConfigError
    from runbookc.pipeline import BaselineError, DocumentError, OutputError, RevisionError

    wrong = (ConfigError, OutputError, BaselineError, RevisionError, DocumentError)
    if isinstance(error, wrong):
        return _refuse(str(error))
    trace = "".join(traceback.format_exception(error))
    try:
        number, name = tempfile.mkstemp(prefix="runbookc-", suffix=".txt")
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(trace)
        place = f"the trace is in {Path(name)}"
    except OSError:
        place = "the trace could not be written"
    kind = type(error).__name__
    sys.stderr.write(f"error: runbookc itself failed ({kind}), which is a bug; {place}\n")
    return BUG

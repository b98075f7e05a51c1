"""A terminal for tests: a program runs in one, and what stands on it in the end is told."""

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_CONTROL = re.compile(r"\x1b\[\?25([hl])|\x1b\[(\d*)([A-Za-z])|([\r\n])|([^\x1b\r\n])")


@dataclass
class Shown:
    """What a program wrote.

    Args:
        written: everything, as it came.
        status: the program's exit status.
    """

    written: str
    status: int

    @property
    def screen(self) -> list[str]:
        """The lines that are left, without the empty ones at the end."""
        lines, row, column = [""], 0, 0
        for _, amount, verb, line_end, letter in _CONTROL.findall(self.written):
            if verb == "A":
                row = max(0, row - int(amount or 1))
            elif verb == "K":
                lines[row] = ""
            elif line_end == "\r":
                column = 0
            elif line_end:
                row += 1
                lines += [""] * (row + 1 - len(lines))
            elif letter:
                lines[row] = lines[row][:column].ljust(column) + letter + lines[row][column + 1 :]
                column += 1
        while lines and not lines[-1].strip():
            lines.pop()
        return lines

    @property
    def has_cursor(self) -> bool:
        """Whether the cursor is seen in the end."""
        return self.written.rfind("\x1b[?25l") <= self.written.rfind("\x1b[?25h")

    @property
    def widest(self) -> int:
        """The columns of the longest line that was ever written."""
        plain = re.sub(r"\x1b\[[?\d;]*[A-Za-z]", "", self.written)
        return max(map(len, re.split(r"[\r\n]+", plain)))


def run_in_terminal(
    command: Sequence[str | Path],
    *,
    columns: int = 80,
    interrupt_at: str = "",
    environment: Mapping[str, str] = {},
) -> Shown:
    """Run a program whose standard error is a terminal, its standard output nowhere.

    Args:
        command: the program and its arguments.
        columns: of the terminal.
        interrupt_at: what the program has written when Ctrl-C is pressed; "" for never.
        environment: variables beside those of this process.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    steering = ("NO_COLOR", "COLUMNS", "GITHUB_STEP_SUMMARY")
    values = {name: value for name, value in os.environ.items() if name not in steering}
    values = {**values, "TERM": "xterm", **environment}
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=theirs, env=values, start_new_session=True
    )
    os.close(theirs)
    written, end = b"", time.monotonic() + 60
    while time.monotonic() < end:
        try:
            part = os.read(ours, 4096)
        except OSError:
            break
        if not part:
            break
        written += part
        if interrupt_at and interrupt_at in written.decode(errors="replace"):
            os.killpg(process.pid, signal.SIGINT)
            interrupt_at = ""
    os.close(ours)
    return Shown(written.decode(), process.wait(10))

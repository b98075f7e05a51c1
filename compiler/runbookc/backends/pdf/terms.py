"""Which inline code and which lines of code blocks belong into the index of a runbook.

An index is for whoever has a path or a command at hand and asks which step touches it. What is
neither, such as a value or the name of a key, is left out: an index that holds everything
helps nobody to find anything.
"""

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

Group = Literal["path", "command"]

_LONGEST = 72
"""Characters of a command that the index shows; the place itself has it whole."""

_EXTENSIONS: Final = (
    "7z asp aspx bak bat bin cer cert cfg cmd cnf conf config crt csr csv dat db deb dll env exe gz"
    " htm html ini iso jar jks js json key lic log md mdb msi msp p12 pem pfx php plist properties"
    " ps1 psm1 py reg rpm service sh socket sql sqlite tar tgz timer toml txt war xml xz yaml yml"
    " zip"
).split()
_PROGRAMS: Final = frozenset(
    "apt apt-get cat cd certutil chmod chown copy cp crictl ctr curl del dir dnf docker dpkg"
    " etcdctl find git grep helm iisreset java journalctl k3s kubectl ln ls mkdir move msiexec mv"
    " mysql mysqldump nano net netsh openssl pg_dump pip psql python python3 reg regedit rke2 rm"
    " robocopy rpm rsync sc scp sed service setx sqlcmd ssh systemctl tar taskkill vi vim wget"
    " xcopy yum zypper".split()
)
_SHELLS: Final = frozenset(
    "bash bat batch cmd console posh powershell ps1 pwsh sh shell shell-session shellsession"
    " zsh".split()
)
_FILE = re.compile(rf"[\w.@~%${{}}<>*-]*[\w>}}*]\.(?:{'|'.join(_EXTENSIONS)})", re.IGNORECASE)
_ROOTED = re.compile(
    r"(?:[A-Za-z]:[\\/]|\\\\\w|(?:\.{1,3}|…|~|%\w+%|\$\{?[\w:]+\}?)[\\/][\w.]|HK(?:LM|CU|CR|U|EY_\w+):?\\)"
)
_NAMES = r"[\w.@~%$<>{}*:+-]+"
_UNIX = re.compile(rf"/{_NAMES}(?:/{_NAMES})+/?")
_BACKSLASHED = re.compile(rf"{_NAMES}(?:\\{_NAMES})*\\(?:{_NAMES}\\{_NAMES}|{_FILE.pattern})?")
"""More than `domain\\user` or `server\\instance`."""
_INNER = re.compile(rf"{_NAMES}(?:/{_NAMES})*/(?:{_FILE.pattern})|{_NAMES}(?:/{_NAMES})*/")
_CALLED_A_FILE = re.compile(r"\s+(?:sub)?(?:folder|file|directory|share)\b", re.IGNORECASE)
_OPTION = re.compile(r"\s(?:--?[A-Za-z]|/[A-Za-z?]\b(?!/))")
_PROMPT = re.compile(r"^(?:\$|#|>|PS [^>]*>|[A-Za-z]:\\[^>]*>|[\w.-]+@[\w.-]+[^$#]*[$#])\s+")
_CMDLET = re.compile(r"[A-Z][a-z]+-[A-Z]\w+")
_RUNNABLE = re.compile(r"\.(?:exe|msi|bat|cmd|ps1|sh|py|jar)[\"']?$", re.IGNORECASE)
_WORD = re.compile(r'"[^"]+"|\'[^\']+\'|[^\s"\'=,;()\[\]]+')


class Term(NamedTuple):
    """An entry of the index."""

    group: Group
    text: str


def term_of(text: str, following: str = "") -> Term | None:
    """What an inline code is to the index.

    Args:
        text: the code.
        following: the text after it; "`CertsInfo` folder" calls it a folder.
    """
    text = " ".join(text.split())
    if is_command(text):
        return _command(text)
    if is_path(text) or (text and _CALLED_A_FILE.match(following)):
        return Term("path", text)
    return None


def terms_in(text: str, language: str = "") -> Iterator[Term]:
    """What a code block is to the index: its commands, and the paths in them and elsewhere."""
    for line in _logical_lines(text):
        words = line.strip()
        if is_path(words):
            yield Term("path", words)
            continue
        if language.lower() in _SHELLS or not language:
            bare = _PROMPT.sub("", words)
            if is_command(bare):
                yield _command(bare)
        yield from _paths(words)


def is_path(text: str) -> bool:
    """Whether a text as a whole names a file or a folder."""
    if "://" in text or text.endswith(("\\\\", "//")) or _OPTION.search(text):
        return False
    if _ROOTED.match(text):
        return True
    return bool(
        _UNIX.fullmatch(text)
        or _BACKSLASHED.fullmatch(text)
        or _INNER.fullmatch(text)
        or _FILE.fullmatch(text)
    )


def is_command(text: str) -> bool:
    """Whether a text is something to run."""
    first, _, rest = text.removeprefix("sudo ").partition(" ")
    if not first or first.startswith(("#", "//", "<", "{")) or "://" in first:
        return False
    if _CMDLET.fullmatch(first):
        return True
    if not rest:
        return False
    runs = first.lower() in _PROGRAMS or bool(_RUNNABLE.search(first))
    quoted = text.startswith('"') and bool(_RUNNABLE.search(text.split('"')[1]))
    plain = first[0].islower() and bool(re.fullmatch(r"[\w.-]+", first))
    return runs or quoted or (plain and bool(_OPTION.search(text)))


def _command(text: str) -> Term:
    if len(text) <= _LONGEST:
        return Term("command", text)
    return Term("command", text[: _LONGEST - 1].rsplit(" ", 1)[0] + " …")


def _logical_lines(text: str) -> Iterator[str]:
    """Lines, those that end with a continuation mark joined to the next."""
    yield from (
        " ".join(line.split())
        for line in re.sub(r"\s[\\^`]\n", " ", text).split("\n")
        if line.strip() and not line.lstrip().startswith(("#", "REM ", "rem ", "//", "::"))
    )


def _paths(line: str) -> Iterator[Term]:
    for match in _WORD.finditer(line):
        word = match[0].strip("\"'").rstrip(".:")
        if _ROOTED.match(word) or _UNIX.fullmatch(word) or _BACKSLASHED.fullmatch(word):
            yield Term("path", word)

"""Laws of fixing that hold for any page: nothing else changes, and once is enough."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from runbookc.pipeline.rewrite import rewrite
from tests.pipeline.mending import mended, write

_MENDED = {
    "[a](agnets.md)": "[a](agents.md)",
    "[é 😀](<agnets.md> 'T')": "[é 😀](<agents.md> 'T')",
    "[a](agents.md#remvoe-the-agent)": "[a](agents.md#remove-the-agent)",
    "[a](Agents.md)": "[a](agents.md)",
    "![漢](img/shcema.png)": "![漢](img/schema.png)",
    "[a](old%20pgae.md)": "[a](old%20page.md)",
    "Example Guard7.4": "Example Guard 7.4",
    "**Example Guard7.4.1**": "**Example Guard 7.4.1**",
    "Github": "GitHub",
}
_UNTOUCHED = (
    "GitHub GitHub GitHub GitHub",
    "Tab\there",
    "é😀漢字 e\u0301",
    "`[a](agnets.md)`",
    "text <!-- [a](agnets.md) -->",
    "[b](agents.md#remove-the-agent)",
    "trailing blanks   ",
    "\u00a0\u2028\u200b",
    "a\\_b &amp; &eacute;",
    "Guard75",
)
_PIECES = st.sampled_from([*((each, each) for each in _UNTOUCHED), *_MENDED.items()])
_LINES = st.tuples(st.sampled_from(["", "> ", "* ", "## "]), st.lists(_PIECES, max_size=3))
_STEPS = [
    ("**Step 1 –** Stop.", "**Step 1 –** Stop."),
    ("**Step 2 –** Copy.", "**Step 2 –** Copy."),
    ("**Step 2 -** Look.", "**Step 3 –** Look."),
    ("**Step 4 –** Start.", "**Step 4 –** Start."),
]
_SEPARATORS = st.sampled_from(["\n\n", "\r\n\r\n", "\r\n\n", "\n   \n"])


@st.composite
def _pages(draw: st.DrawFn) -> tuple[bytes, bytes]:
    """A page before and after its fixes."""
    parts: list[tuple[str, str]] = [("GitHub " * 80,) * 2]
    for prefix, pieces in draw(st.lists(_LINES, max_size=8)):
        before, after = (" ".join(piece[side] for piece in pieces) for side in (0, 1))
        parts.append((prefix + before, prefix + after))
    if draw(st.booleans()):
        parts += [("# Move", "# Move"), *_STEPS]
    separators = [draw(_SEPARATORS) for _ in parts]
    mark = draw(st.sampled_from(["", "\ufeff"]))
    ending = draw(st.sampled_from(["", "\n", "\r\n"]))
    before, after = (
        mark + "".join(part[side] + each for part, each in zip(parts, separators, strict=True))
        for side in (0, 1)
    )
    return (before.rstrip("\r\n") + ending).encode(), (after.rstrip("\r\n") + ending).encode()


@settings(max_examples=60, deadline=None)
@given(_pages())
def test_only_what_is_wrong_changes_and_once_is_enough(page: tuple[bytes, bytes]) -> None:
    before, after = page
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(
            root,
            {
                "runbookc.toml": '[products.guard]\nname = "Example Guard"\n',
                "docs/a.md": before,
                "docs/agents.md": "# Agents\n\n## Remove the agent\n",
                "docs/old page.md": "# Old\n",
                "docs/img/schema.png": b"",
            },
        )
        mending = mended(root)
        changed = mending.changes.get("docs/a.md")
        assert (changed.after if changed else before) == after
        assert not [item for item in mending.after if item.fix]
        assert {"LNK001", "LNK002", "LNK003", "LNK005", "VER004", "STP001", "STP002"}.isdisjoint(
            item.code for item in mending.after
        )
        rewrite(root, mending.changes)
        assert (root / "docs/a.md").read_bytes() == after
        assert not mended(root).changes

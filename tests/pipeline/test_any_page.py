"""Whatever bytes a page holds, in whatever docs system: it compiles, and a second check agrees."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runbookc.config import Settings
from runbookc.pipeline import compile_project
from runbookc.pipeline.check import Request, check_tree

TESTS = Path(__file__).parents[1]
LINES = sorted(
    {
        line
        for ending in ("md", "mdx")
        for path in sorted(TESTS.glob(f"*/fixtures/**/*.{ending}"))
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
    }
)
PIECES = [
    *("---\n", "+++\n", "\n", "\r", "\t", "\0", "\ufeff", "\ud800", "²", "١", "𝄞", "  ", "|"),
    *("*", "**", "`", "[", "](", "[^1]", "[^1]: ", "{", "}", "{{<", "{{%", "{%", "${", "{: #a }"),
    *("<!--", "-->", "<a href=", "<Tabs>", "<X />", "{/*", "*/}", "&#x110000;", "&#55296;", "%ff"),
    *("import X from './_part.mdx'\n", '--8<-- "part.md:1:9"', '--8<-- "part.md:-9"', "--8<--\n"),
    *('{{< ref "other.md#x" >}}', '{{% relref "other" ', "https://[", "http://[::1", "!!! note"),
    *(":::note", "> [!NOTE]", "- [ ] ", "9" * 30 + ". ", "## Step ²: Go", "**Step 1 –** Go"),
    *("Upgrade from 7.4 to 7.5", "9999999999999999999.1", "does not accept pre 7.3.9"),
    *("<!-- runbookc: ignore LNK001 -->", "<!-- runbookc: "),
]
FRONT_MATTER = [
    *("title: [1]", "slug: &a [*a]", "url: 'http://['", "aliases: [[/a], 1]", "date: 2024-99-99"),
    *(
        "weight: 1e999",
        "runbook: {from: 7.4, to: []}",
        'id: "\\uD800"',
        "x: " + "[" * 99,
    ),
    *("title = 1", "date = 2024-01-01", "url = '/x'", "aliases = [1]", "tags: !!python/name:os"),
]
NAMES = {
    "plain": ("docs/guard/7.5/page.md", "docs/guard/7.4/other.md", "docs/_part.mdx", "README.md"),
    "docusaurus": ("docs/01-page.mdx", "docs/other.md", "docs/_part.mdx", "blog/2024-99-99-a.md"),
    "mkdocs": ("docs/page.md", "docs/other.md", "part.md", "docs/README.md"),
    "hugo": (
        "content/_index.md",
        "content/docs/7.5/page.md",
        "content/other.md",
        "content/a.fr.md",
    ),
}
CONFIGURATIONS = {
    "plain": ("README", ""),
    "docusaurus": ("docusaurus.config.js", "module.exports = {presets: ['classic']}"),
    "mkdocs": (
        "mkdocs.yml",
        "site_name: X\nmarkdown_extensions: [extra, admonition, pymdownx.snippets]\n",
    ),
    "hugo": ("hugo.toml", "title = 'X'\n"),
}

BODIES = st.lists(
    st.sampled_from(LINES) | st.lists(st.sampled_from(PIECES), max_size=5).map("".join), max_size=20
).map("\n".join)
HEADS = st.just("") | st.builds(
    lambda fence, lines: "\n".join((fence, *lines, fence, "")),
    st.sampled_from(["---", "+++"]),
    st.lists(st.sampled_from(FRONT_MATTER), max_size=4),
)
PAGES = st.binary(max_size=200) | st.builds(
    lambda head, body: (head + body).encode("utf-8", "surrogatepass"), HEADS, BODIES
)


@pytest.mark.parametrize("dialect", NAMES)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(pages=st.lists(PAGES, min_size=4, max_size=4))
def test_nothing_raises(dialect: str, pages: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        name, text = CONFIGURATIONS[dialect]
        (root / name).write_text(text, encoding="utf-8")
        (root / ".gitignore").write_text("!\n[z-a]\nbuild/\\\n", encoding="utf-8")
        for path, content in zip(NAMES[dialect], pages, strict=True):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)
        compiled = compile_project(root, Settings())
        assert compiled.page_count > 0
        request = Request(root, Settings, root / "runbookc.toml")
        for _ in range(2):
            checked = check_tree(request)
            assert checked.diagnostics == compiled.diagnostics
            assert checked.suppressed == compiled.suppressed

"""Laws that hold for the links of every dialect."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbookc.config import Settings
from runbookc.dialects import Dialect
from runbookc.dialects.docusaurus import DocusaurusDialect
from runbookc.dialects.docusaurus_config import DocusaurusConfig
from runbookc.dialects.mkdocs import MkdocsDialect
from runbookc.dialects.mkdocs_config import MkdocsConfig
from runbookc.dialects.plain import PlainDialect
from runbookc.linking.symbols import Symbols
from runbookc.model import Page

DIALECTS: list[Dialect] = [
    PlainDialect(),
    DocusaurusDialect(DocusaurusConfig(), Settings()),
    MkdocsDialect(MkdocsConfig(), Settings()),
]
PATHS = ["docs/index.md", "docs/a.md", "docs/guide/index.md", "docs/guide/b.md"]
PARTS = st.sampled_from(
    "..|.|/|//|a|b.md|docs|guide|%2F|%2f[|#x|?q|:|\\|\0|É|[| ".split("|"),
)


def symbols(dialect: Dialect) -> Symbols:
    pages = [
        Page(path=path, url=dialect.place(path, {}).url, dialect=dialect.name, title=path)
        for path in PATHS
    ]
    return Symbols(pages, ["docs/img/p.png", "static/f.pdf"], {})


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
@given(target=st.one_of(st.text(max_size=30), st.lists(PARTS, max_size=7).map("".join)))
def test_a_target_never_fails_and_never_leaves_the_project(dialect: Dialect, target: str) -> None:
    table = symbols(dialect)
    for image in (False, True):
        found = dialect.resolve(target, dialect.place(PATHS[3], {}), table, image=image)
        if found.outcome == "page":
            assert found.path in table.pages
        elif found.outcome == "asset":
            assert found.path is not None
            assert found.path in table.files or table.has_folder(found.path)
        else:
            assert found.path is None


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
@given(slug=st.text(max_size=20), identifier=st.one_of(st.none(), st.integers(), st.text()))
def test_any_front_matter_gives_an_address(dialect: Dialect, slug: str, identifier: object) -> None:
    assert dialect.place("docs/a.md", {"slug": slug, "id": identifier}).url.startswith("/")


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_every_page_is_reached_from_every_page(dialect: Dialect) -> None:
    table = symbols(dialect)
    for path in PATHS:
        source = dialect.place(path, {})
        for other in PATHS:
            if dialect.name != "mkdocs":
                assert dialect.resolve(f"/{other}", source, table).path == other
            assert dialect.resolve(dialect.place(other, {}).url, source, table).path == other

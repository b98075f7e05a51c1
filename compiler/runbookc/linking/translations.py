"""Pages in other languages: each language is a site of its own, in which what is not translated
shows the original page.
"""

from collections.abc import Iterator, Mapping, Sequence

from runbookc.dialects import Dialect
from runbookc.model import Page


def languages(
    translations: Sequence[Page], originals: Sequence[Page], dialect: Dialect
) -> Iterator[tuple[tuple[Page, ...], tuple[Page, ...]]]:
    """The translated pages of each language, and all pages of its site, both by path.

    Args:
        translations: the translated pages of all languages.
        originals: the pages that they translate, and those that nobody translated.
        dialect: knows which page translates which.
    """
    by_language: dict[str, dict[str, Page]] = {}
    for page in sorted(translations, key=lambda page: page.path):
        if found := dialect.translation(page.path):
            language, original = found
            by_language.setdefault(language, {})[original] = page
    for _, pages in sorted(by_language.items()):
        yield tuple(pages.values()), _site(pages, originals)


def _site(translated: Mapping[str, Page], originals: Sequence[Page]) -> tuple[Page, ...]:
    return tuple(translated.get(page.path, page) for page in originals)

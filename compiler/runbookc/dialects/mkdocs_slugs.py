"""Which slugs an `mkdocs.yml` chooses for headings and tabs: told from names, nothing is called."""

from collections.abc import Callable
from functools import partial
from typing import Any

from runbookc.dialects.mkdocs_config import MkdocsConfig
from runbookc.dialects.slugs import pymdown_slug, python_markdown_slug, unicode_slug

Slugify = Callable[[str], str]

_PYMDOWN_CASES = {
    "uslugify": "lower",
    "uslugify_cased": "none",
    "uslugify_encoded": "lower",
    "uslugify_cased_encoded": "none",
    "gfm": "lower-ascii",
    "gfm_encoded": "lower-ascii",
}
"""The functions of before PyMdown 9, and how each treats case."""


def slugify_of(config: MkdocsConfig, extension: str = "toc") -> Slugify | None:
    """The function that makes slugs; None where the project brings one that nobody here knows."""
    separator = str(config.option(extension, "separator") or "-")
    chosen = config.option(extension, "slugify")
    if chosen is None:
        return partial(python_markdown_slug, separator=separator)
    module, name, arguments = _named_function(chosen)
    if module == "pymdownx.slugs" and name in _PYMDOWN_CASES:
        encoded = name.endswith("encoded")
        return partial(
            pymdown_slug, separator=separator, case=_PYMDOWN_CASES[name], percent_encode=encoded
        )
    if module == "pymdownx.slugs" and name == "slugify":
        return partial(
            pymdown_slug,
            separator=separator,
            case=str(arguments.get("case", "none")),
            normalize=str(arguments.get("normalize", "NFC")),
            percent_encode=arguments.get("percent_encode") is True,
        )
    known = {"slugify": python_markdown_slug, "slugify_unicode": unicode_slug}
    if module == "markdown.extensions.toc" and name in known:
        return partial(known[name], separator=separator)
    return None


def _named_function(chosen: Any) -> tuple[str, str, dict[str, Any]]:
    """Module, name and keyword arguments of a tag such as `!!python/object/apply:…`."""
    tag = str(chosen.get("tag")) if isinstance(chosen, dict) else ""
    value = chosen.get("value") if isinstance(chosen, dict) else None
    arguments = value.get("kwds") if isinstance(value, dict) else None
    module, _, name = tag.rpartition(":")[2].rpartition(".")
    return module, name, arguments if isinstance(arguments, dict) else {}

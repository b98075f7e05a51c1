"""The names of the product that a page belongs to."""

from collections.abc import Iterable

from runbookc.checks.view import PageView

_SHORTEST = 3


def own_names(view: PageView) -> frozenset[str]:
    """The names of the page's product, folded: its id, what is configured, what its hops say."""
    page = view.page
    names = [page.product or ""]
    settings = view.settings.products.get(page.product or "")
    if settings is not None:
        names += [settings.name, *(former.name for former in settings.former_names)]
    for procedure in page.procedures:
        for hop in procedure.hops:
            names += [hop.from_product, hop.to_product]
    return frozenset(folded(name) for name in names) - {""}


def bears_name(mentioned: str, names: Iterable[str]) -> bool:
    """Whether a name in the text is one of these, with or without the vendor's before it."""
    name = folded(mentioned)
    return any(name.endswith(own) and len(own) >= _SHORTEST for own in names)


def folded(name: str) -> str:
    """A name for comparison: letters and digits only, in small letters."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())

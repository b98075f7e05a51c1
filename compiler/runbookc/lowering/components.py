"""The components of a product that are upgraded apart: which accept connections, which ask."""

import re

ACCEPTING = (
    "server manager controller master backend hub engine broker orchestrator coordinator"
).split()
"""Nouns for the side that others connect to; it is mostly upgraded first."""

ASKING = (
    "agent client node worker runner sensor kubelet app probe collector relay proxy gateway"
    " console forwarder satellite minion connector"
).split()
"""Nouns for the side that connects."""

CORE = rf"(?:{'|'.join((*ACCEPTING, *ASKING))}|proxie)"
"""A component's noun in the singular, or before the `s` of its plural; in any case."""

_ATTRIBUTES = frozenset(
    """administration api application auth backup central cluster control enterprise host
    management master policy remote web""".split()
)


def core_of(component: str) -> str:
    """The noun of a component, in small letters and in the singular: "Agents" is agent."""
    word = component.split()[-1].lower() if component.split() else ""
    return "proxy" if word == "proxies" else word.removesuffix("s")


def plural(component: str) -> str:
    """Several of a component in the singular: agents, proxies."""
    return component[:-1] + "ies" if component.endswith("y") else f"{component}s"


def accepts(component: str) -> bool:
    """Whether others connect to a component."""
    return core_of(component) in ACCEPTING


def split_name(words: str, noun: str) -> tuple[str, str]:
    """The product's name and the component in "Threat Prevention Enterprise" and "Managers"."""
    lead = words.split()
    own = lead.pop() if lead and lead[-1].lower() in _ATTRIBUTES else ""
    single = re.sub(r"(?i)proxies$", "proxy", noun)
    single = single[:-1] if single.lower().endswith("s") else single
    single = single if noun.isupper() or own else single.lower()
    return " ".join(lead), f"{own} {single}".strip()

"""Openings in a page's HTML: in place of what depends on other files, to be filled in later.

An opening stands for the tags of a link, or for a whole image. It is marked by a character that
Unicode keeps for the inside of programs.
"""

import re
from typing import Final

from runbookc.backends.blocks_html import LinkNode, Opening, keep_remote, needs_no_project
from runbookc.model import LinkText

MARK: Final = "\ufdd0"
OPENING: Final = re.compile(f"{MARK}(\\d+)([!()])")


class Openings:
    """Those of one page.

    Args:
        nodes: the links and images, by number.
        marks: how many marks they have in the HTML.
        needs_project: whether raw HTML asks where an address leads.
    """

    def __init__(self) -> None:
        self.nodes: list[LinkNode] = []
        self.marks = 0
        self.needs_project = False

    def of(self, node: LinkNode) -> Opening:
        """A new opening."""
        number = len(self.nodes)
        if isinstance(node, LinkText):
            self.nodes.append(node.changed(children=()))
            self.marks += 2
            return Opening(f"{MARK}{number}(", f"{MARK}{number})")
        self.nodes.append(node)
        self.marks += 1
        return Opening(f"{MARK}{number}!")

    def raw_url(self, url: str, image: bool) -> str | None:
        """What a raw address leads to, where that needs no other file."""
        if not needs_no_project(url, image=image):
            self.needs_project = True
        return keep_remote(url, image)

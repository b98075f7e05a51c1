"""The blocks and links of one source page as HTML that stands alone."""

import base64
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from runbookc.backends import wording
from runbookc.backends.blocks_html import BlockRenderer, LinkNode, Target, flat_text, is_remote
from runbookc.backends.html.marks import Marks, Spot
from runbookc.backends.links import RunbookLinks
from runbookc.model import (
    Block,
    HeadingBlock,
    LinkText,
    RunbookPart,
    Step,
    StepPlace,
    Substeps,
    step_numbers,
    walk_blocks,
)

ReadAsset = Callable[[str], bytes | None]
StepView = Mapping[str, Any]
"""A step for the template: `id`, `key`, `number`, `title`, `optional`, `marks`, `body`, `source`,
and `rest`, which begins with its substeps."""

_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "svg": "image/svg+xml",
    "bmp": "image/bmp",
    "ico": "image/x-icon",
}
_SHORT = 5
"""Blocks; a step of so many is kept on one sheet."""


class Content:
    """Renders what comes from one source page.

    Args:
        path: the page.
        links: where its links lead from here.
        read_asset: the bytes of an image, or None.
        steps_html: renders steps, for those inside other steps.
    """

    def __init__(
        self,
        path: str,
        links: RunbookLinks,
        read_asset: ReadAsset,
        steps_html: Callable[[Sequence[StepView]], str],
    ) -> None:
        self._path = path
        self._links = links
        self._read_asset = read_asset
        self._steps_html = steps_html

    def blocks(self, blocks: Sequence[Block], below: int = 2) -> Markup:
        """The blocks, safe to stand in a page, their headings below one of the level `below`."""
        return Markup(self._renderer(blocks, below).blocks(blocks))

    def steps(self, part: RunbookPart, marks: Mapping[Spot, Marks]) -> list[StepView]:
        """The steps of a part, with their substeps inside."""
        return self._views(part.procedure.steps, part.number, marks)

    def _views(
        self, steps: Sequence[Step], part: int, marks: Mapping[Spot, Marks], within: str = ""
    ) -> list[StepView]:
        numbered = zip(steps, step_numbers(steps, within), strict=True)
        return [self._view(step, part, number, marks) for step, number in numbered]

    def _view(self, step: Step, part: int, number: str, marks: Mapping[Spot, Marks]) -> StepView:
        inner = self._views(step.substeps, part, marks, number)

        def substeps(block: Substeps) -> str:
            return self._steps_html(inner[block.start : block.start + block.count])

        renderer = self._renderer(step.body, 2, substeps)
        own, rest = wording.around_substeps(step)
        place = StepPlace(part=part, number=number, path=self._path, line=step.line)
        return {
            "id": wording.step_anchor(place),
            "key": f"{part}:{number}",
            "number": number,
            "marks": marks.get((part, number), Marks()),
            "title": step.title,
            "optional": wording.optional_mark(step),
            "body": Markup(renderer.blocks(own)),
            "rest": Markup(renderer.blocks(rest)),
            "short": len(step.body) <= _SHORT and not step.substeps,
            "source": wording.source_place(self._path, step.line),
        }

    def _renderer(
        self,
        blocks: Sequence[Block],
        below: int,
        substeps: Callable[[Substeps], str] | None = None,
    ) -> BlockRenderer:
        levels = [one.level for one in walk_blocks(blocks) if isinstance(one, HeadingBlock)]
        return BlockRenderer(
            self._resolve,
            heading_shift=below + 1 - min(levels, default=1),
            heading_ids=False,
            substeps=substeps,
        )

    def _resolve(self, node: LinkNode) -> Target:
        if not isinstance(node, LinkText):
            return self._image(node)
        found = self._links.destination(node)
        if found.part:
            return Target(f"#hop-{found.part}")
        if found.appendix is not None:
            return Target(
                f"#{found.appendix.id}", after=wording.appendix_label(found.appendix.letter)
            )
        if found.href:
            bare = flat_text(node.children).strip() in (
                found.href,
                found.href.removeprefix("mailto:"),
            )
            return Target(found.href, "bare" if bare else "away")
        if found.problem:
            words = f"{found.problem}: {found.place}" if found.place else found.problem
            return Target(None, "broken", _breakable(words))
        return Target(None, "place", _breakable(found.place))

    def _image(self, node: LinkNode) -> Target:
        path = self._links.image(node) if not isinstance(node, LinkText) else None
        content = self._read_asset(path) if path is not None else None
        kind = _TYPES.get(path.rpartition(".")[2].lower()) if path is not None else None
        if content is not None and kind is not None:
            return Target(f"data:{kind};base64,{base64.b64encode(content).decode()}")
        if is_remote(node.target):
            return Target(node.target, "away")
        return Target(None, "missing", f"{wording.IMAGE_MISSING}: {node.target}")


def _breakable(text: str) -> str:
    """The text with places after its slashes where a line may end."""
    return text.replace("/", "/\u200b")

"""The blocks and links of one source page as HTML that stands alone."""

import base64
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from runbookc.backends import wording
from runbookc.backends.blocks_html import BlockRenderer, LinkNode, Target, flat_text, is_remote
from runbookc.backends.links import RunbookLinks
from runbookc.model import Block, LinkText, RunbookPart, Step, Substeps, step_numbers

ReadAsset = Callable[[str], bytes | None]
StepView = Mapping[str, Any]
"""A step for the template: `id`, `number`, `title`, `optional`, `body`, `source`, and `rest`,
which begins with its substeps."""

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
_HEADINGS_BELOW = 2
"""How far the headings of a page go down: the runbook has two levels of its own."""


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
        self._plain = self._renderer(None)

    def blocks(self, blocks: Sequence[Block]) -> Markup:
        """The blocks, safe to stand in a page."""
        return Markup(self._plain.blocks(blocks))

    def steps(self, part: RunbookPart) -> list[StepView]:
        """The steps of a part, with their substeps inside."""
        return self._views(part.procedure.steps, f"hop-{part.number}-step")

    def _views(self, steps: Sequence[Step], prefix: str, within: str = "") -> list[StepView]:
        numbered = zip(steps, step_numbers(steps, within), strict=True)
        return [
            self._view(step, number, f"{prefix}-{index}")
            for index, (step, number) in enumerate(numbered, 1)
        ]

    def _view(self, step: Step, number: str, name: str) -> StepView:
        inner = self._views(step.substeps, name, number)

        def substeps(block: Substeps) -> str:
            return self._steps_html(inner[block.start : block.start + block.count])

        renderer = self._renderer(substeps)
        own, rest = wording.around_substeps(step)
        return {
            "id": name,
            "number": number,
            "title": step.title,
            "optional": wording.optional_mark(step),
            "body": Markup(renderer.blocks(own)),
            "rest": Markup(renderer.blocks(rest)),
            "short": len(step.body) <= _SHORT and not step.substeps,
            "source": wording.source_place(self._path, step.line),
        }

    def _renderer(self, substeps: Callable[[Substeps], str] | None) -> BlockRenderer:
        return BlockRenderer(
            self._resolve,
            heading_shift=_HEADINGS_BELOW,
            heading_ids=False,
            substeps=substeps,
        )

    def _resolve(self, node: LinkNode) -> Target:
        if not isinstance(node, LinkText):
            return self._image(node)
        found = self._links.destination(node)
        if found.part:
            return Target(f"#hop-{found.part}")
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

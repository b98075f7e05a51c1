"""Writes a docs set of any number of pages; the same seed gives the same bytes.

    python -m benchmarks.generate FOLDER --pages 2000

Four products in five versions. Pages are like those of a real product: front matter, prose,
procedures in several notations, admonitions, tables, code and links, about 6 KB each. One link
in 200 is broken.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.words import (
    ACTIONS,
    ADJECTIVES,
    COMMANDS,
    HAZARDS,
    NOUNS,
    PLACES,
    PRODUCTS,
    SENTENCES,
    TOPICS,
)

SECTIONS = ("install", "configure", "operate", "reference")
PRODUCT_COUNT = 4
VERSION_COUNT = 5


@dataclass(frozen=True)
class _Place:
    """Where a page stands: its product's index, its version, its path below the version."""

    product: int
    version: str
    name: str

    @property
    def path(self) -> str:
        return f"docs/{PRODUCTS[self.product][0]}/{self.version}/{self.name}"


class _Page:
    """The text of one page, drawn from a random source of its own."""

    def __init__(self, place: _Place, siblings: list[str], seed: int) -> None:
        self.place = place
        self.siblings = siblings
        self.random = Random(f"{seed} {place.path}")
        self.parts: list[str] = []

    def words(self, pattern: str) -> str:
        """A pattern with its slots filled: {noun}, {adjective}, {place}, {action}, {product}."""
        return pattern.format(
            noun=self.random.choice(NOUNS),
            other=self.random.choice(NOUNS),
            adjective=self.random.choice(ADJECTIVES),
            place=self.random.choice(PLACES),
            action=self.random.choice(ACTIONS),
            product=PRODUCTS[self.place.product][1],
            number=self.random.randrange(2, 400),
        )

    def link(self) -> str:
        """A link to a page of the same version, to one of its headings, or outside."""
        draw = self.random.random()
        if draw < 0.005:
            return f"[the {self.words('{noun}')} page](removed-{self.random.randrange(99)}.md)"
        if draw < 0.12:
            return "[the vendor's note](https://docs.example.com/notes/" + self.place.version + ")"
        target = self.random.choice(self.siblings)
        up = "../" * self.place.name.count("/")
        fragment = "#overview" if draw < 0.35 else ""
        return f"[{self.words('{adjective} {noun}')}]({up}{target}{fragment})"

    def sentence(self) -> str:
        text = self.words(self.random.choice(SENTENCES))
        draw = self.random.random()
        if draw < 0.12:
            text += f" See {self.link()}."
        elif draw < 0.2:
            text += f" The file is `C:\\Program Files\\{self.words('{noun}')}\\settings.xml`."
        elif draw < 0.27:
            text += self.words(" Choose **{adjective} {noun}** first.")
        return text

    def paragraph(self, sentences: int = 4) -> str:
        """Some sentences; every second paragraph is wrapped as authors wrap theirs."""
        count = self.random.randrange(max(1, sentences - 2), sentences + 2)
        end = "\n" if self.random.random() < 0.5 else " "
        return end.join(self.sentence() for _ in range(count))

    def admonition(self) -> str:
        kind = self.random.choice(("note", "note", "tip", "info", "warning", "danger"))
        body = self.words(self.random.choice(HAZARDS))
        return self.random.choice(
            (
                f":::{kind}\n{body}\n:::",
                f":::{kind}[{self.words('{adjective} {noun}').capitalize()}]\n{body}\n:::",
                f"> [!{'CAUTION' if kind == 'danger' else 'NOTE'}]\n> {body}",
                f"**NOTE:** {body}",
            )
        )

    def table(self) -> str:
        rows = ["| Setting | Default | Meaning |", "| --- | ---: | --- |"]
        for _ in range(self.random.randrange(4, 9)):
            name = self.words("{adjective} {noun}").title().replace(" ", "")
            rows.append(f"| `{name}` | {self.random.randrange(900)} | {self.sentence()} |")
        return "\n".join(rows)

    def code(self) -> str:
        lines = [self.words(self.random.choice(COMMANDS)) for _ in range(3)]
        return "```bash\n" + "\n".join(lines) + "\n```"

    def facts(self) -> str:
        return "\n".join(f"- {self.sentence()}" for _ in range(self.random.randrange(3, 7)))

    def steps(self, count: int) -> Iterator[str]:
        """A procedure's steps in one of three notations, with what real steps carry."""
        style = self.random.choice(("**Step {} –** {}", "{}. {}", "### Step {}: {}"))
        for number in range(1, count + 1):
            yield style.format(number, self.words("{action}") + ("" if "#" in style else "."))
            indent = "   " if style.startswith("{}.") else ""
            for extra in self._step_extras():
                yield "\n".join(f"{indent}{line}".rstrip() for line in extra.split("\n"))

    def _step_extras(self) -> Iterator[str]:
        if self.random.random() < 0.6:
            yield self.paragraph(2)
        if self.random.random() < 0.25:
            yield self.code()
        if self.random.random() < 0.2:
            yield f":::note\n{self.words(self.random.choice(HAZARDS))}\n:::"

    def add(self, *blocks: str) -> None:
        self.parts.extend(blocks)

    def text(self) -> str:
        return "\n\n".join(self.parts) + "\n"


def _topic_page(page: _Page) -> str:
    """A page about one topic with a procedure."""
    title = page.words(page.random.choice(TOPICS)).title()
    page.add(f'---\ntitle: "{title}"\ndescription: "{page.words("{noun} of {product}")}"\n---')
    page.add(f"# {title}", page.paragraph(5), "## Overview", page.paragraph(6), page.facts())
    page.add(page.admonition(), page.paragraph(5), "## Prerequisites", page.facts())
    page.add("## " + page.words("{action}"), "Follow the steps below.")
    page.add(*page.steps(page.random.randrange(4, 9)))
    page.add("## Settings", page.paragraph(3), page.table(), page.admonition())
    page.add("## Troubleshooting", page.paragraph(4), page.code(), page.paragraph(4))
    return page.text()


def _upgrade_page(page: _Page, before: str | None, steps: int) -> str:
    """The page that describes the hop from the version before to this one."""
    version, name = page.place.version, PRODUCTS[page.place.product][1]
    page.add(f'---\ntitle: "Upgrade {name}"\n---', f"# Upgrade {name}", page.paragraph(5))
    page.add("## Overview", page.facts(), page.table())
    if before:
        page.add(f"## Upgrade Procedure for {before} to {version}")
        page.add(f"Follow the steps to upgrade {name} {before} to {version}.")
        page.add(*page.steps(steps))
    page.add("## After the Upgrade", page.paragraph(4))
    return page.text()


def _names(count: int) -> list[str]:
    return [f"{SECTIONS[i % len(SECTIONS)]}/topic-{i:04}.md" for i in range(count)]


def pages(count: int, seed: int = 1, upgrade_steps: int = 6) -> Iterator[tuple[str, str]]:
    """Path and text of each page, in a fixed order.

    Args:
        count: how many pages; at least one a version of each product is written.
        seed: another seed gives other words.
        upgrade_steps: how many steps a hop has.
    """
    versions = [f"{major}.0" for major in range(1, VERSION_COUNT + 1)]
    sets = [(product, version) for product in range(PRODUCT_COUNT) for version in versions]
    for index, (product, version) in enumerate(sets):
        share = count // len(sets) + (index < count % len(sets))
        names = ["install/upgrade.md", *_names(max(0, share - 1))]
        before = versions[versions.index(version) - 1] if version != versions[0] else None
        for name in names:
            place = _Place(product, version, name)
            page = _Page(place, names, seed)
            upgrade = name == names[0]
            yield (
                place.path,
                _upgrade_page(page, before, upgrade_steps) if upgrade else _topic_page(page),
            )


def write(folder: Path, count: int, seed: int = 1, upgrade_steps: int = 6) -> int:
    """Write a docs set with its `runbookc.toml` into a folder; gives its size in bytes."""
    size = 0
    for path, text in pages(count, seed, upgrade_steps):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        size += file.write_bytes(text.encode("utf-8"))
    settings = ['title = "Generated docs"', 'sources = ["docs"]', 'dialect = "plain"']
    for identifier, name in PRODUCTS[:PRODUCT_COUNT]:
        settings += ["", f"[products.{identifier}]", f'name = "{name}"']
        settings += [f'folder = "docs/{identifier}"']
    (folder / "runbookc.toml").write_text("\n".join(settings) + "\n", encoding="utf-8")
    return size


def main() -> None:
    """Write a docs set."""
    parser = argparse.ArgumentParser(description="Write a docs set to measure with.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--upgrade-steps", type=int, default=6)
    chosen = parser.parse_args()
    size = write(chosen.folder, chosen.pages, chosen.seed, chosen.upgrade_steps)
    print(f"{chosen.pages} pages, {size / chosen.pages / 1000:.1f} KB each, in {chosen.folder}")


if __name__ == "__main__":
    main()

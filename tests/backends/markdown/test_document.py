"""Markdown runbooks: what they hold, and how they read raw."""

from runbookc.backends import markdown
from runbookc.dialects.plain import PlainDialect
from runbookc.model import ListBlock
from runbookc.parsing import parse
from runbookc.source import SourceFile
from tests.backends.sample import LINKS, UPGRADE, runbook_of


def written(text: str, **options: str) -> str:
    """The Markdown of a page's runbook."""
    runbook = runbook_of(text, LINKS, **options)
    ((name, content),) = markdown.render(runbook, lambda _: None).items()
    assert name == f"{runbook.id}.md"
    return content.decode()


def test_a_whole_runbook() -> None:
    digest = runbook_of(UPGRADE, LINKS).digest

    expected = EXPECTED.replace("THE DIGEST", digest)
    stamp = f"runbookc 1.2.3; id=demo-1.0-to-2.0; digest={digest}; commit={'0123456789abcdef' * 2}"
    assert written(UPGRADE) == f"{expected}\n<!-- {stamp} -->\n"


def test_every_step_is_a_box_to_tick() -> None:
    document = parse(SourceFile("a.md", written(UPGRADE)), PlainDialect())
    lists = [block for block in document.body if isinstance(block, ListBlock)]

    (steps,) = (one for one in lists if one.items[0].checked is not None)
    assert [item.checked for item in steps.items] == [False, False, False]


def test_with_a_site_links_are_links() -> None:
    text = "# Do it\n\n**Step 1 –** See [this](#elsewhere).\n\n**Step 2 –** Done.\n"
    anchor = {"#elsewhere": {"kind": "anchor", "anchor": "elsewhere", "status": "ok"}}
    runbook = runbook_of(text, anchor, "https://docs.example")
    (content,) = markdown.render(runbook, lambda _: None).values()

    assert b"See [this](https://docs.example/demo/upgrade#elsewhere)." in content


def test_notes_without_steps_stand_in_their_hop() -> None:
    text = "# Notes\n\n## Upgrading from Demo 1.0 to 2.0\n\nThe port changes to 8080.\n"

    content = written(text)
    assert "_The source numbers no steps here; this is its text._" in content
    assert content.index("## Hop 1 of 1") < content.index("The port changes to 8080.")
    assert content.count("The port changes") == 1


def test_the_end_of_a_page_is_no_line_of_spaces() -> None:
    content = written(UPGRADE)

    assert content.endswith(" -->\n")
    assert not [line for line in content.splitlines() if line != line.rstrip()]


EXPECTED = """\
# Upgrade Demo 1.0 to 2.0

**Demo 1.0 → 2.0**

## Route

| Hop | From | To | Steps | Hazards | Source |
| --- | --- | --- | --- | --- | --- |
| 1 | Demo 1.0 | Demo 2.0 | 3 | 1 warning, 1 caution | `docs/demo/2.0/upgrade.md:9` |

## Hazards on this route

- **◆ DANGER** Power off the rack. ([before you start](#considerations))
- **▲ WARNING** Do not skip: Keep the old server. \
([hop 1, before its first step](#hop-1-of-1-demo-10-to-20))
- **△ CAUTION** The service restarts. ([hop 1, step 2.2](#hop-1-step-2-2))

## Considerations

Save your work.

> **◆ DANGER**
>
> Power off the rack.

_Source:_ `docs/demo/2.0/upgrade.md:1`

## Hop 1 of 1: Demo 1.0 to 2.0

_Source:_ `docs/demo/2.0/upgrade.md:9` _(the only description of this hop)_\\
_The source gives no rollback._

Follow the steps to upgrade from Demo 1.0 to 2.0.

> **▲ WARNING: Do not skip**
>
> Keep the old server.

- [ ] **Step 1.** Run `setup.exe /q` with a guide (`guide.md`) and [help](https://example.com/help).

  ```sh
  echo "1 < 2" && exit
  ```

  _Source:_ `docs/demo/2.0/upgrade.md:17`

- [ ] **Step 2.** _(Optional)_ Then, follow these steps:

  _Source:_ `docs/demo/2.0/upgrade.md:23`

  1. [ ] Click **Next**.

     _Source:_ `docs/demo/2.0/upgrade.md:25`

  2. [ ] <a id="hop-1-step-2-2"></a>

     > **△ CAUTION**
     >
     > The service restarts.

     Edit \\<add key="a" value="b"/>.

     _Source:_ `docs/demo/2.0/upgrade.md:26`

  Image: The wizard (`docs/demo/2.0/img/a.png`)

- [ ] **Step 3.** See nowhere (broken link in the source: `nope.md`) and evil (unsafe link removed).

  | Key | Value |
  | --- | ---: |
  | `a\\|b` | 1 |

  _Source:_ `docs/demo/2.0/upgrade.md:34`

## What is not in this document

- guide: `docs/demo/2.0/guide.md` _(hop 1)_
- help: <https://example.com/help> _(hop 1)_

## Where this comes from

Compiled by runbookc 1.2.3 from commit 0123456789ab, 2026-01-02.

- `docs/demo/2.0/upgrade.md` SHA-256 `5ha`

Digest: `THE DIGEST`
"""

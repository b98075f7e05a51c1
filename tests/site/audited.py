"""A small project that has every kind of page, and the addresses of its pages."""

import struct
import zlib
from pathlib import Path
from typing import Final

MKDOCS: Final = """\
site_name: Demo docs
docs_dir: docs
site_dir: out
theme: {theme}
use_directory_urls: false
markdown_extensions:
  - admonition
  - attr_list
  - pymdownx.details
  - pymdownx.superfences
  - pymdownx.tabbed:
      alternate_style: true
plugins:
  - runbookc:
      pdf: false
"""
HOME: Final = """\
# Demo docs

Choose what you have and what you want. ![Two machines](machines.png)

## Text

Read [how to upgrade](demo/3.0/upgrade.md#text) first.
"""
UPGRADE: Final = """\
---
description: How to upgrade Demo.
---

# Upgrade Demo

The {new} server refuses agents older than {old}. See [every kind](kinds.md#search).

![Two machines](../../machines.png)

## Text

Back up first.

## Upgrade from Demo {old} to {new}

!!! danger "No power cut"

    The database is lost when the power fails.

1. Back up the database.
2. Run `setup.exe` as an administrator.

    !!! warning

        Every session is closed.

3. Restart the server: `Restart-Service Demo`.

## Verify

Open the console. It shows {new}.
"""
KINDS: Final = """\
# Every kind of text

Prose with **strong**, *soft*, `code`, [a page](upgrade.md), and
[another host](https://example.com/).

## Search

!!! note

    A note.

??? tip "A folded tip"

    Behind a summary with a [link](upgrade.md).

=== "Windows"

    ```powershell title="restart.ps1"
    Get-Service -Name "Demo.With.A.Very.Long.Name.Indeed" | Restart-Service -PassThru -Verbose
    ```

=== "Linux"

    ```bash
    systemctl restart demo  # as root
    ```

### Two tables

| One | Two | Three | Four | Five | Six | Seven |
| --- | --- | ----- | ---- | ---- | --- | ----- |
| aaaaaaaaaaaaaaaa | bbbbbbbbbbbbb | cccccccccc | dddddddd | eeee | ffff | ggg |

| Key | Value |
| --- | ----: |
| C:\\\\Program Files\\\\Demo\\\\A Long Folder\\\\Another Folder\\\\program.exe | 1 |

> A quotation.

- [x] Done
- [ ] To do

<details><summary>More</summary>Text in <kbd>HTML</kbd>.</details>

![Two machines](../../machines.png "The machines")
"""
LONG: Final = {
    "german": "Datenbankverbindungszeichenfolgenverschlüsselungsschlüsselrotation und "
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "japanese": "サーバーアップグレード手順における証明書の移行とエージェント再登録および"
    "データベースのバックアップに関する注意事項の一覧",
}
PAGES: Final = {
    "start": "index.html",
    "runbooks": "runbooks/index.html",
    "procedure": "demo/3.0/upgrade.html",
    "kinds": "demo/3.0/kinds.html",
    "old": "demo/2.0/upgrade.html",
    "german": "demo/3.0/german.html",
    "japanese": "demo/3.0/japanese.html",
    "report": "report/index.html",
    "findings": "report/demo-3.0.html",
    "missing": "404.html",
}
RUNBOOK: Final = "runbooks/demo/demo-2.0-to-3.0.html"


def picture(width: int = 640, height: int = 200) -> bytes:
    """A grey PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = (b"\0" + b"\xbb" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, data) for kind, data in chunks)


def write_project(root: Path, theme: str = "runbookc") -> None:
    """Write the project with its `mkdocs.yml`."""
    files = {
        "mkdocs.yml": MKDOCS.format(theme=theme),
        "docs/index.md": HOME,
        "docs/tool/6/upgrade.md": "# Upgrade\n\n## Upgrade from Tool 5 to 6\n\n1. Run it.\n",
    }
    for old, new in (("1.0", "2.0"), ("2.0", "3.0")):
        folder = f"docs/demo/{new}"
        files[f"{folder}/upgrade.md"] = UPGRADE.format(old=old, new=new)
        files[f"{folder}/kinds.md"] = KINDS
    for name, title in LONG.items():
        files[f"docs/demo/3.0/{name}.md"] = f"# {title}\n\n## {title}\n\n{title}\n"
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    (root / "docs" / "machines.png").write_bytes(picture())

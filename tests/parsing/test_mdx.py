"""Comments, imports and exports of MDX are no text, and links in them are none."""

import pytest

from runbookc.config import Settings
from runbookc.dialects.docusaurus import DocusaurusDialect
from runbookc.dialects.docusaurus_config import DocusaurusConfig
from runbookc.model import plain_text
from runbookc.parsing import parse
from runbookc.source import decode

DIALECT = DocusaurusDialect(DocusaurusConfig(), Settings())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{/* [a](b.md) */}", []),
        ("{/*\n\n[a](b.md)\n\n*/}\nText", ["Text"]),
        ("Text\n{/* [a](b.md) */}\nmore", ["Text", "more"]),
        ("{/* never closed", ["{/* never closed"]),
        ("{/* [a](b.md) */} text", [" text"]),
        ("import A from './a.mdx'\nimport B from './b.mdx';\n\nText", ["Text"]),
        ("import {\n  A,\n} from './a'\n\nText", ["Text"]),
        ("export const a = '[a](b.md)'\n\nText", ["Text"]),
        ("export default ({children}) => children\n\nText", ["Text"]),
        ("import the key from the vault", ["import the key from the vault"]),
        ("export RKE2_MINOR=36", ["export RKE2_MINOR=36"]),
        ("Text\nimport A from 'a'", ["Text import A from 'a'"]),
        ("        Text\n\nmore\n\n        and {x}", ["Text", "more", "and {x}"]),
        ("{a.map((x) => (\n\n  [x](y)\n\n))}\nText", ["Text"]),
        ("{a}", ["{a}"]),
        ("export const a = {\n\n  b: 1,\n}\n\nText", ["Text"]),
        ("export const a = {\n\nText", ["Text"]),
    ],
)
def test_what_is_not_shown(text: str, shown: list[str]) -> None:
    body = parse(decode("docs/a.mdx", text.encode())[0], DIALECT).body
    found = [plain_text(block.inlines).replace("\n", " ") for block in body]  # type: ignore[union-attr]
    assert found == shown

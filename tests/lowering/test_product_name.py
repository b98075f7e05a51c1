"""How a page spells its product's name."""

import pytest

from runbookc.config import parse_settings
from runbookc.lowering import lower
from runbookc.lowering.product_name import product_name
from tests.parsing.builder import dialect, document


@pytest.mark.parametrize(
    ("product", "text", "name"),
    [
        ("passwordsecure", "Install Password Secure.", "Password Secure"),
        ("password-secure", "Install Password\nSecure 9.3", "Password Secure"),
        ("accessanalyzer", "AccessAnalyzer is old, Access Analyzer is new", "AccessAnalyzer"),
        ("passwordsecure", "see /docs/PasswordSecure/9.3 and PasswordSecure.exe", ""),
        ("passwordsecure", "`passwordsecure` and Passwords Secured", ""),
        ("...", "What is this?", ""),
        ("c++", "C", "C"),
    ],
)
def test_words_that_spell_out_the_id(product: str, text: str, name: str) -> None:
    assert product_name(product, [text]) == name


def test_headings_come_first_and_text_counts_where_it_has_procedures() -> None:
    steps = "**Step 1 –** Open Example guard.\n\n**Step 2 –** Stop it.\n"
    assert _named(f"# Stop\n\n{steps}") == "Example guard"
    assert _named(f"# Stop\n\n{steps}\n## The Example Guard\n\nText.\n") == "Example Guard"
    assert _named("# Stop\n\nExample Guard is a product.\n") == ""


def test_a_configured_name_is_not_looked_for() -> None:
    assert _named("# Example Guard\n", '[products.exampleguard]\nname = "Guard"\n') == ""


def _named(text: str, settings: str = "") -> str:
    path = "docs/exampleguard/8.0/a.md"
    parsed = document(text, path=path)
    placement = dialect().place(path, parsed.front_matter)
    assert placement.product == "exampleguard"
    return lower(parsed, placement, parse_settings(settings)).page.product_name

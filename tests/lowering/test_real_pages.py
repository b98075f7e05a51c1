"""The three pages on which the project was founded, as the issue states them."""

from pathlib import Path

from runbookc.model import Page
from tests.parsing.builder import lowered


def page(corpora: Path, path: str) -> Page:
    text = (corpora / "seeds" / path).read_text("utf-8")
    return lowered(text, path=path).page


def test_the_upgrade_page(corpora: Path) -> None:
    found = page(corpora, "docs/threatprevention/8.0/install/upgrade/overview.md")
    hops = [hop for procedure in found.procedures for hop in procedure.hops]
    assert [(h.from_product, h.from_version.raw, h.to_product, h.to_version.raw) for h in hops] == [
        ("", "8.0.x", "", "8.0.y"),
        ("Threat Prevention", "7.5", "Threat Prevention", "8.0"),
        ("", "7.5.x", "", "7.5.y"),
        ("Threat Prevention", "7.4", "Threat Prevention", "7.5"),
        ("StealthINTERCEPT", "7.3.9", "Threat Prevention", "7.5"),
        ("StealthINTERCEPT", "7.3.7+", "StealthINTERCEPT", "7.3.9"),
    ]
    assert [len(p.steps) for p in found.procedures] == [2, 4, 2, 3, 3, 3]
    kinds = [a.kind for a in found.admonitions]
    assert (kinds.count("note"), kinds.count("info"), len(kinds)) == (5, 1, 6)
    assert len(found.links) == 24


def test_the_migration_page(corpora: Path) -> None:
    found = page(corpora, "docs/threatprevention/7.4/install/migrateemserver.md")
    (procedure,) = found.procedures
    assert procedure.kind == "migrate"
    assert [len(step.substeps) for step in procedure.steps] == [0, 3, 0, 4, 0]
    assert [len(s.admonitions) for s in procedure.steps[1].substeps] == [1, 0, 0]
    assert sorted(a.kind for a in found.admonitions) == ["note", "note", "note", "tip", "warning"]
    assert [block.type for block in found.admonitions[-1].body] == ["paragraph"]
    assert len(found.links) == 3


def test_the_update_page(corpora: Path) -> None:
    found = page(corpora, "docs/passwordsecure/9.3/maintenance/update.md")
    (procedure,) = found.procedures
    assert procedure.kind == "update"
    assert len([s for s in procedure.prerequisites if s.title]) == 4
    assert [s.marker for s in procedure.steps] == ["section"] * 4
    kinds = [(a.kind, a.notation) for a in found.admonitions]
    assert (kinds.count(("note", "prose")), kinds.count(("caution", "prose"))) == (3, 3)
    assert len(found.links) == 6

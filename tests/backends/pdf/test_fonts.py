import pytest

from runbookc.backends.pdf import fonts


def test_every_family_is_loaded_from_a_package_or_typst() -> None:
    loaded = set(fonts.fonts().families())
    assert {name for names in fonts.families().values() for name in names} <= loaded


def test_other_installed_packages_serve_what_the_own_fonts_lack(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = {"ibm_plex_sans": ("IBM Plex Sans", "s"), "ibm_plex_mono": ("IBM Plex Mono", "m")}
    monkeypatch.setattr(fonts, "_packages", lambda: own | {"other": ("Other Sans", "o")})
    assert fonts.families() == {
        "body": ["IBM Plex Sans", "Other Sans", "DejaVu Sans Mono"],
        "mono": ["IBM Plex Mono", "IBM Plex Sans", "Other Sans", "DejaVu Sans Mono"],
    }

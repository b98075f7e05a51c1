from pathlib import Path

from benchmarks.site_vs_peers import first_load, median_page


def test_the_first_load_counts_what_a_browser_fetches_at_once(tmp_path: Path) -> None:
    page = (
        '<link rel="stylesheet" href="a.css"><link rel="canonical" href="other.html">'
        '<script src="a.js"></script><script src="a.js"></script><img src="pic.png">'
        '<a href="other.html">x</a>'
    )
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    (tmp_path / "other.html").write_bytes(b"x" * 10)
    (tmp_path / "a.css").write_text("@font-face { src: url('font.woff2') }", encoding="utf-8")
    for name, size in (("a.js", 100), ("pic.png", 1000), ("font.woff2", 10_000)):
        (tmp_path / name).write_bytes(b"x" * size)

    own = len(page) + (tmp_path / "a.css").stat().st_size
    assert first_load(tmp_path) == own + 11_100
    assert median_page(tmp_path) == (len(page) + 10) / 2

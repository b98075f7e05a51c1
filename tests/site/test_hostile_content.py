"""Docs that attack their reader: nothing runs, nothing is asked of another host."""

import re
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from runbookc.cli import main
from tests.site.payloads import (
    CLAIMED,
    CLAIMS,
    DRAWINGS,
    HANDLERS,
    NAMES,
    RESULT,
    SCHEMES,
    TEMPLATES,
    breakout,
    placed,
    taken_names,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAYLOADS = """\
<script>alert("script")</script>
<SCRIPT SRC="https://evil.example/a.js"></SCRIPT>

<img src="x" onerror="alert('onerror')">
<img src="https://evil.example/pixel.png">
<svg onload="alert('svg')"><script>alert('in svg')</script></svg>
<iframe src="javascript:alert('frame')"></iframe>
<iframe srcdoc="<script>alert('srcdoc')</script>"></iframe>
<object data="data:text/html,<script>alert('object')</script>"></object>
<embed src="https://evil.example/a.swf">
<link rel="stylesheet" href="https://evil.example/a.css">
<style>@import "https://evil.example/b.css"; p { background: url(https://evil.example/c) }</style>
<meta http-equiv="refresh" content="0; url=https://evil.example/">
<base href="https://evil.example/">
<form action="https://evil.example/"><button id="press">Press</button></form>
<p style="background: url(https://evil.example/d); position: fixed; inset: 0">Over it all</p>
<details open ontoggle="alert('toggle')"><summary>More</summary>Text</details>
<video autoplay src="https://evil.example/v.mp4" onerror="alert('video')"></video>
<a id="getElementById" name="querySelector" href="javascript:alert('clobber')">Clobber</a>
<a id="body" name="localStorage" href="https://evil.example/" ping="https://evil.example/p">Ping</a>
<math><mtext><table><mglyph><style><img src=x onerror="alert('math')"></style></mglyph></table>
</mtext></math>

Text with <img src=x onerror=alert('inline')> and <b onmouseover="alert('over')">bold</b>.

[script](javascript:alert('link')) [upper](JaVaScRiPt:alert('upper'))
[entity](&#106;avascript:alert('entity')) [tab](<java\tscript:alert('tab')>)
[data](data:text/html,<script>alert('data')</script>) [vb](vbscript:alert)
[quote](<" onmouseover="alert('quote')>) <javascript:alert('auto')>

![remote](https://evil.example/e.png) ![data](data:image/svg+xml,<svg/onload=alert('image')>)
![drawing](drawing.svg) !["><script>alert('alt')</script>](drawing.svg)

| a | b |
| --- | --- |
| <script>alert('cell')</script> | `<script>alert('code')</script>` |

```html title="<script>alert('title')</script>"
<script>alert('fence')</script></code></pre><script>alert('out')</script>
```

:::warning <script>alert('admonition')</script>

Text </div></section><script>alert('body')</script>

:::
"""

PAGE = f"""\
---
title: "Upgrade <script>alert('title')</script>"
description: "\\"><script>alert('description')</script>"
---

# Upgrade "><script>alert('heading')</script>

{PAYLOADS}

## Upgrade Procedure for 7.4 to 7.5 <img src=x onerror=alert('anchor')>

**Step 1 –** Stop it. <script>alert('step')</script>

{PAYLOADS}

**Step 2 –** [Start](javascript:alert('step-link')) it.
"""

FAMILIES = {
    "handlers": "\n\n".join(HANDLERS),
    "schemes": "\n\n".join(SCHEMES),
    "drawings": "\n\n".join(DRAWINGS),
    "names": taken_names(),
    "templates": "\n\n".join(TEMPLATES),
    "places": placed(),
    "claims": "\n\n".join(CLAIMS),
}
FAMILY = """\
---
title: {title}
description: "x\\n\\n# Injected\\n- [evil](https://evil.example/) {description}"
---

# {name} {title}

{text}

## Upgrade from {version} to {newer} {title}

**Step 1 –** Stop it {title}.

:::warning {title}

{text}

:::

**Step 2 –** {text}
"""
HOME = f"""\
# picker

{taken_names()}
"""
ODD_PRODUCT = breakout("product").replace("/", "")
ODD_PAGE = breakout("page").replace("/", "")
SCHEME_FILES = ("javascript:alert`page`.md", "javascript:alert`one`.txt", "data:text,x.md")
"""Names of files that would run as the address of a link."""
LINKS_TO_FILES = (
    "# Files\n\n[page](./{0}) [text](./{1}) [data](./{2}) ![image](./{1}) [bare]({0})\n"
)
CONTROL = '---\ntitle: "Up\\u0001\\u000b\\ufffe & <gone>"\n---\n\n# Up\n'

DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" onload="alert('drawing')" width="10" height="10">
<script>alert('drawing script')</script>
<image href="https://evil.example/f.png" width="10" height="10"/>
<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="alert(1)"/></body>
</foreignObject></svg>
"""


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile")
    folder = root / "docs" / "vault" / "7.5"
    folder.mkdir(parents=True)
    (folder / "upgrade.md").write_text(PAGE, encoding="utf-8")
    (folder / "drawing.svg").write_text(DRAWING, encoding="utf-8")
    (root / "docs" / "index.md").write_text(HOME, encoding="utf-8")
    for index, (name, text) in enumerate(FAMILIES.items()):
        page = FAMILY.format(
            name=name,
            text=text,
            title=f"a](https://evil.example/) [{breakout('title')}",
            description=breakout("description").replace('"', ""),
            version=f"7.{index + 5}",
            newer=f"7.{index + 6}",
        )
        (folder / f"{name}.md").write_text(page, encoding="utf-8")
    odd = root / "docs" / ODD_PRODUCT / "1.0"
    odd.mkdir(parents=True)
    for name in SCHEME_FILES:
        (root / "docs" / name).write_text(LINKS_TO_FILES.format(*SCHEME_FILES), "utf-8")
    (root / "docs" / "control.md").write_text(CONTROL, "utf-8")
    (root / "runbookc.toml").write_text('site_url = "https://docs.example.com/"\n')
    (odd / f"{ODD_PAGE}.md").write_text(PAGE.replace("7.4 to 7.5", "0.9 to 1.0"), "utf-8")
    with pytest.raises(SystemExit) as stop:
        main(["--root", str(root), "build", "--keep-going", "--only", "runbooks,site"])
    assert stop.value.code == 1
    return root / "build"


TOUCH_ALL = """() => {
  const found = [];
  for (const each of document.querySelectorAll("body *")) {
    each.dispatchEvent(new MouseEvent("mouseover", {bubbles: true}));
    if (/^\\s*(javascript|data|vbscript):/i.test(each.getAttribute("href") ?? ""))
      found.push(each.outerHTML);
    for (const {name} of each.attributes)
      if (/^on/i.test(name)) found.push(each.outerHTML);
  }
  return found;
}"""


def attacks(browser: "Browser", path: Path) -> list[str]:
    """What happens in a browser that opens a page and moves over everything on it."""
    seen: list[str] = []
    page = browser.new_page()
    page.add_init_script("window.alert = (said) => console.error('RAN ' + said)")
    page.on("console", lambda said: seen.extend([said.text] if "RAN" in said.text else []))
    page.on("dialog", lambda dialog: seen.append(dialog.message))
    page.on("request", lambda request: seen.append(request.url))
    page.goto(path.as_uri())
    page.wait_for_timeout(200)
    seen += page.evaluate(TOUCH_ALL)
    page.wait_for_timeout(100)
    seen += [] if page.url == path.as_uri() else [f"left for {page.url}"]
    page.close()
    return [said for said in seen if not said.startswith(("file:", "data:"))]


def test_the_runbook(output: Path, browser: "Browser") -> None:
    pages = sorted((output / "runbooks").rglob("*.html"))
    assert pages
    assert {path.name: attacks(browser, path) for path in pages} == {p.name: [] for p in pages}


def test_the_site(output: Path, browser: "Browser") -> None:
    pages = sorted((output / "site").rglob("*.html"))
    assert pages
    assert {str(path): attacks(browser, path) for path in pages} == {str(p): [] for p in pages}


def test_ids_of_the_docs_hide_nothing_of_the_page(output: Path, browser: "Browser") -> None:
    page = browser.new_page()
    for path in sorted(output.rglob("*.html")):
        page.goto(path.as_uri())
        assert page.evaluate("document.getElementById instanceof Function")
        assert page.evaluate("document.querySelector instanceof Function")
        assert page.evaluate("document.body instanceof HTMLBodyElement")
    page.close()


def test_picker_and_search_work_among_their_names(output: Path, browser: "Browser") -> None:
    seen: list[str] = []
    page = browser.new_page()
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.on("console", lambda said: seen.extend([said.text] if "RAN" in said.text else []))
    page.add_init_script("window.alert = (said) => console.error('RAN ' + said)")
    page.goto((output / "site" / "index.html").as_uri())

    page.wait_for_selector("form.picker .picked > h2")
    for product in page.locator(".picker [name=product] option").evaluate_all(
        "all => all.map((one) => one.value)"
    ):
        page.select_option(".picker [name=product]", product)
        page.wait_for_selector(".picked > *")
    page.click(".search-open")
    page.keyboard.type("stop")
    page.wait_for_selector("dialog.search li a")

    assert page.locator("form.picker").count() == page.locator("dialog.search").count() == 1
    assert page.locator(":is(form.picker, dialog.search) img").count() == 0
    assert page.evaluate(TOUCH_ALL) == []
    assert seen == []
    page.close()


def test_the_way_to_the_text_leads_there(output: Path, browser: "Browser") -> None:
    page = browser.new_page()
    page.goto((output / "site" / "vault" / "7.5" / "names.html").as_uri())
    page.focus(".skip")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"
    page.close()


def test_templates_are_text(output: Path) -> None:
    pages = [*(output / "site").rglob("templates.html"), *(output / "runbooks").rglob("*.html")]
    assert len(pages) > 1
    for path in pages:
        assert RESULT not in path.read_text(encoding="utf-8").replace("sha256", "")
    (page,) = (output / "site").rglob("templates.html")
    assert "{{ 7+1330 }}" in page.read_text(encoding="utf-8")


def test_the_list_for_programs_leads_to_our_pages_alone(output: Path) -> None:
    listed = (output / "site" / "llms.txt").read_text(encoding="utf-8")
    tokens = [one for part in MarkdownIt().parse(listed) for one in [part, *(part.children or ())]]
    places = [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]
    assert len(places) > len(FAMILIES)
    assert [place for place in places if "evil" in place] == []
    assert "\n# Injected" not in listed
    assert not any(token.type == "html_inline" for token in tokens)


def test_names_of_the_docs_stand_where_they_are_written(output: Path) -> None:
    """A name that is reserved for nobody keeps its anchor, so that links to it work."""
    text = (output / "site" / "vault" / "7.5" / "names.html").read_text(encoding="utf-8")
    assert all(f'id="{name.lower()}"' in text for name in NAMES if name.isalpha())


def test_feeds_and_maps_are_xml_whatever_stands_in_titles(output: Path) -> None:
    found = sorted((output / "site").rglob("*.xml"))
    assert "sitemap.xml" in {path.name for path in found}
    for path in found:
        assert ElementTree.parse(path).getroot().tag.startswith("{http")


def test_docs_claim_nothing_of_the_frame(output: Path) -> None:
    """Of the attributes that they ask for, only those are there that our own elements have."""
    (page,) = (output / "site").rglob("claims.html")
    article = page.read_text(encoding="utf-8").partition("<article")[2].partition("</article>")[0]
    raw = [tag for tag in re.findall(r"<[a-z][^<>]*>", article) if "permalink" not in tag]
    assert raw
    assert [tag for tag in raw if "CLAIM" in tag] == []
    given = {name for tag in raw for name in re.findall(r"\s([a-z-]+)(?==)", tag)}
    own = {"class", "role", "aria-hidden", "data-pagefind-weight"}
    assert given & set(CLAIMED) <= own
    assert 'data-pagefind-weight="9.5"' not in article
    assert 'role="alert"' not in article
    assert not re.search(r'class="[^"]*\bpicker\b', article)

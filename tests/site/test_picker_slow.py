"""The picker on a slow line: what was chosen last is shown and stands in the URL, nothing else."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.backends.site.test_picker import PAGE
from tests.site.conftest import built
from tests.site.serving import served
from tests.site.test_picker import OTHER, SHORTER

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

PRODUCT, FROM, TO = (f".picker [name={name}]" for name in ("product", "from", "to"))
AGENT, AGENT_TO = ".picker [name=agent]", ".picker [name=agent-to]"
FIRST = {"product": "demo", "from": "1.0", "to": "3.0", "agent": "", "agent-to": ""}
"""What a visitor sees first; its routes come with the page, those of all others when asked for."""
COUNT_SCRIPTS = """() => {
  window.ended = 0;
  const count = () => { ended += 1; };
  for (const kind of ["load", "error"]) document.addEventListener(kind, count, true);
}"""
FOLLOW = """(state) => new Promise((done) => {
  window.addEventListener("hashchange", () => setTimeout(done), { once: true });
  location.hash = state;
})"""
CHOOSE_AT_ONCE = """(version) => new Promise((done) => {
  const from = document.querySelector(".picker [name=from]");
  const look = () => {
    if (from.disabled || ![...from.options].some(({ value }) => value === version)) {
      setTimeout(look);
      return;
    }
    from.value = version;
    from.dispatchEvent(new Event("change", { bubbles: true }));
    done();
  };
  look();
})"""


class Line:
    """The start page, to which scripts of routes come when the test says so."""

    def __init__(self, page: "Page", root: str) -> None:
        self.page = page
        self.root = root
        self._held: dict[str, Route] = {}

    def open(self, state: str = "") -> None:
        """Visit the page; what it shows first comes at once."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.root}/index.html{state}")
        self.page.wait_for_selector(".picked > *")
        self.page.evaluate(COUNT_SCRIPTS)
        self.page.route("**/runbooks/*/routes*.js", self._hold)

    def _hold(self, route: "Route") -> None:
        self._held[route.request.url.partition("/runbooks/")[2]] = route

    def _asked(self, script: str) -> "Route":
        for _ in range(500):
            if script in self._held:
                break
            self.page.wait_for_timeout(10)
        return self._held.pop(script)

    def _ended(self) -> None:
        """A script has run, or failed, and so has what waited for it."""
        self.page.wait_for_function("ended && !(ended = 0)")

    def let(self, *scripts: str) -> None:
        """Let scripts come, in this order, each once it has been asked for."""
        for script in scripts:
            self._asked(script).continue_()
            self._ended()

    def lose(self, script: str) -> None:
        """Let a script never come."""
        self._asked(script).abort()
        self._ended()

    def go(self, state: str) -> None:
        """Follow an address of the same page."""
        self.page.evaluate(FOLLOW, state)

    def fields(self) -> dict[str, str]:
        """What the fields say."""
        found: dict[str, str] = self.page.eval_on_selector_all(
            ".picker select", "all => Object.fromEntries(all.map((one) => [one.name, one.value]))"
        )
        return found

    def address(self) -> str:
        """The address from its # on."""
        found: str = self.page.evaluate("location.hash")
        return found

    def answer(self) -> str:
        """The answer."""
        return self.page.inner_text(".picked")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("slow")
    for where, text in (("demo/3.0", PAGE), ("gate/3.0", SHORTER), ("tool/6", OTHER)):
        (folder / "docs" / where).mkdir(parents=True)
        (folder / "docs" / where / "upgrade.md").write_text(text, encoding="utf-8")
    return built(folder, folder / "site")


@pytest.fixture(scope="module")
def root(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.fixture
def line(page: "Page", root: str) -> Line:
    return Line(page, root)


def test_until_the_routes_are_there_all_tells_of_the_choice_before(line: Line) -> None:
    line.open("#product=demo&from=1.0&to=3.0")
    before, answer = line.address(), line.answer()
    line.page.select_option(FROM, "2.0")

    assert line.address() == before
    assert line.answer() == answer
    assert line.page.get_attribute(".picker", "aria-busy") == "true"

    line.let("demo/routes-from-2.0.js")

    assert line.address() == "#product=demo&from=2.0&to=3.0"
    assert "Upgrade Demo 2.0 to 3.0" in line.answer()
    assert "the same (2.0)" in line.page.inner_text(AGENT)
    assert line.page.get_attribute(".picker", "aria-busy") is None


@pytest.mark.parametrize("order", [("2.0", "3.0"), ("3.0", "2.0")])
def test_of_two_versions_the_later_choice_counts_whichever_comes_first(
    line: Line, order: tuple[str, str]
) -> None:
    line.open()
    line.page.select_option(FROM, "2.0")
    line.page.select_option(FROM, "3.0")
    for version in order:
        line.let(f"demo/routes-from-{version}.js")
        assert ("from=3.0" in line.address()) == ("You have this version" in line.answer())

    assert line.fields() == FIRST | {"from": "3.0"}
    assert line.address() == "#product=demo&from=3.0&to=3.0"
    assert "the same (3.0)" in line.page.inner_text(AGENT)
    assert "You have this version already" in line.answer()


def test_what_is_chosen_while_the_routes_load_is_kept(line: Line) -> None:
    line.open()
    line.page.select_option(FROM, "2.0")
    line.page.select_option(AGENT, "1.0")
    line.page.select_option(TO, "2.0")
    line.let("demo/routes-from-2.0.js")

    assert line.fields() == FIRST | {"from": "2.0", "to": "2.0", "agent": "1.0"}
    assert line.address() == "#product=demo&from=2.0&to=2.0&agent=1.0"
    assert "You have this version already" in line.answer()


def test_fields_in_use_are_left_alone(line: Line) -> None:
    """A list that is filled again would close, and forget what is being typed."""
    line.open()
    line.page.eval_on_selector(f"{FROM} option", "option => { option.seen = true; }")
    line.page.focus(AGENT)
    line.page.keyboard.type("1.0")

    assert line.address() == "#product=demo&from=1.0&to=3.0&agent=1.0"
    assert line.page.evaluate("document.activeElement.name") == "agent"
    assert line.page.eval_on_selector(f"{FROM} option", "option => option.seen")


def test_back_to_a_version_whose_routes_are_there(line: Line) -> None:
    line.open()
    line.page.select_option(FROM, "2.0")
    line.page.select_option(FROM, "1.0")
    assert line.address() == "#product=demo&from=1.0&to=3.0"

    line.let("demo/routes-from-2.0.js")

    assert line.fields() == FIRST
    assert line.address() == "#product=demo&from=1.0&to=3.0"
    assert "Upgrade Demo 1.0 to 3.0" in line.answer()


def test_a_version_chosen_as_soon_as_the_product_offers_it(page: "Page", site: Path) -> None:
    with served(site, late=("routes.js", "0.js")) as root:
        page.goto(f"{root}/index.html#product=tool")
        page.wait_for_selector(".picked h2")
        assert page.locator(AGENT).count() == 0
        page.select_option(PRODUCT, "gate")
        page.evaluate(CHOOSE_AT_ONCE, "1.0")
        page.wait_for_function("location.hash.includes('product=gate&from=1.0')")

        assert page.evaluate("location.hash") == "#product=gate&from=1.0&to=3.0"
        assert "the same (1.0)" in page.inner_text(AGENT)
        assert "agents of 1.0 would meet a 3.0 server" in page.inner_text(".picked")
        page.goto("about:blank")  # what still comes late must not find the server gone


def test_the_versions_of_another_product_cannot_be_chosen(line: Line) -> None:
    line.open()
    line.page.select_option(PRODUCT, "gate")
    for script in ("gate/routes.js", "gate/routes-from-2.0.js"):
        for field in (FROM, TO, AGENT, AGENT_TO):
            assert line.page.is_disabled(field)
        line.let(script)

    assert line.fields() == FIRST | {"product": "gate", "from": "2.0"}
    for field in (FROM, TO, AGENT, AGENT_TO):
        assert line.page.is_enabled(field)
    assert line.address() == "#product=gate&from=2.0&to=3.0"


def test_of_two_products_the_later_choice_counts(line: Line) -> None:
    line.open()
    line.page.select_option(PRODUCT, "gate")
    line.page.select_option(PRODUCT, "tool")
    line.let("tool/routes.js", "tool/routes-from-5.js")
    line.let("gate/routes.js")

    assert line.fields() == {"product": "tool", "from": "5", "to": "6"}
    assert line.address() == "#product=tool&from=5&to=6"
    assert "Upgrade Tool 5 to 6" in line.answer()


def test_a_version_and_then_another_product(line: Line) -> None:
    line.open()
    line.page.select_option(FROM, "2.0")
    line.page.select_option(PRODUCT, "tool")
    line.let("demo/routes-from-2.0.js")
    assert line.address() == ""

    line.let("tool/routes.js", "tool/routes-from-5.js")

    assert line.fields() == {"product": "tool", "from": "5", "to": "6"}
    assert line.address() == "#product=tool&from=5&to=6"


def test_back_to_a_product_that_is_there(line: Line) -> None:
    line.open()
    line.page.select_option(PRODUCT, "gate")
    line.page.select_option(PRODUCT, "demo")
    line.let("gate/routes.js")

    assert line.fields() == FIRST
    assert line.address() == "#product=demo&from=1.0&to=3.0"
    line.page.select_option(TO, "2.0")
    assert "Upgrade Demo 1.0 to 2.0" in line.answer()


def test_the_back_button_while_routes_load(line: Line) -> None:
    line.open()
    visited = "#product=demo&from=2.0&to=2.0&agent=1.0"
    line.page.evaluate("state => history.replaceState(null, '', state)", visited)
    line.go("#product=demo&from=1.0&to=3.0")
    line.page.select_option(FROM, "3.0")
    line.page.go_back()
    line.let("demo/routes-from-3.0.js", "demo/routes-from-2.0.js")

    assert line.fields() == FIRST | {"from": "2.0", "to": "2.0", "agent": "1.0"}
    assert line.address() == visited
    assert "You have this version already" in line.answer()

    line.page.go_forward()
    line.page.wait_for_selector(".picked >> text=Upgrade Demo 1.0 to 3.0")

    assert line.fields() == FIRST
    assert line.address() == "#product=demo&from=1.0&to=3.0"


def test_back_to_the_address_without_a_choice(line: Line) -> None:
    line.open()
    line.go("#product=tool&from=5&to=6")
    line.let("tool/routes.js", "tool/routes-from-5.js")
    assert "Upgrade Tool 5 to 6" in line.answer()

    line.page.go_back()
    line.page.wait_for_selector(".picked >> text=Upgrade Demo 1.0 to 3.0")

    assert line.fields() == FIRST
    assert line.address() == ""


def test_an_address_that_arrives_while_routes_load(line: Line) -> None:
    line.open()
    sent = "#product=gate&from=2.0&to=3.0&agent=1.0"
    line.page.select_option(FROM, "3.0")
    line.go(sent)
    line.let("demo/routes-from-3.0.js", "gate/routes.js", "gate/routes-from-2.0.js")

    assert line.fields() == FIRST | {"product": "gate", "from": "2.0", "agent": "1.0"}
    assert line.address() == sent
    assert "Upgrade Gate 2.0 to 3.0" in line.answer()


def test_a_choice_while_the_routes_of_an_address_load(line: Line) -> None:
    line.open()
    line.go("#product=demo&from=2.0&to=3.0&agent=1.0")
    line.page.select_option(TO, "2.0")
    line.let("demo/routes-from-2.0.js")

    assert line.fields() == FIRST | {"to": "2.0"}
    assert line.address() == "#product=demo&from=1.0&to=2.0"
    assert "Upgrade Demo 1.0 to 2.0" in line.answer()


def test_a_near_version_of_a_product_that_is_being_left(line: Line) -> None:
    line.open("#product=demo&from=3.0&to=2.0")
    line.page.select_option(PRODUCT, "gate")
    line.page.click(".near button >> text=2.0 to 3.0")
    line.let("demo/routes-from-2.0.js", "gate/routes.js")

    assert line.fields() == FIRST | {"from": "2.0"}
    assert line.address() == "#product=demo&from=2.0&to=3.0"
    assert "Upgrade Demo 2.0 to 3.0" in line.answer()


def test_an_anchor_of_the_page_leaves_what_is_chosen(line: Line) -> None:
    line.open("#product=demo&from=1.0&to=2.0")
    line.go("#runbookc-text")

    assert line.address() == "#runbookc-text"
    assert line.fields() == FIRST | {"to": "2.0"}
    assert "Upgrade Demo 1.0 to 2.0" in line.answer()


def test_routes_that_never_come(browser: "Browser", root: str) -> None:
    line = Line(browser.new_page(), root)
    line.open()
    line.page.select_option(FROM, "2.0")
    line.page.select_option(FROM, "3.0")
    line.let("demo/routes-from-3.0.js")
    line.lose("demo/routes-from-2.0.js")
    assert "You have this version already" in line.answer()

    line.page.select_option(FROM, "2.0")
    line.lose("demo/routes-from-2.0.js")
    assert "could not be loaded" in line.answer()
    assert "the same (2.0)" in line.page.inner_text(AGENT)
    assert line.address() == "#product=demo&from=2.0&to=3.0"

    line.page.select_option(PRODUCT, "tool")
    line.lose("tool/routes.js")
    assert "could not be loaded" in line.answer()
    assert line.address() == "#product=tool"

    line.page.select_option(PRODUCT, "demo")
    line.page.select_option(FROM, "2.0")
    line.let("demo/routes-from-2.0.js")
    assert "Upgrade Demo 2.0 to 3.0" in line.answer()
    line.page.close()

"""Literals in JavaScript, read and never executed."""

from hypothesis import given
from hypothesis import strategies as st

from runbookc.dialects.javascript import UNKNOWN, object_literals

CONFIG = """
// @ts-check
import {themes} from 'prism-react-renderer'; /* { not: 'this' } */
const base = process.env.BASE || '/x/';
const config: Config = {
  title: "It\\'s",  url: `https://a.example`,
  baseUrl: base,
  'trailingSlash': false,
  count: 3,
  markdown: { mermaid: true } as const,
  run() { return { title: 'no' }; },
  presets: [['classic', { docs: { routeBasePath: '/', path: `${base}docs` }, blog: false } satisfies X]],
  ...spread({ a: 1 }),
  plugins: [require('x'), ['y', { id: 'z' }],],
};
export default config;
"""  # noqa: E501 - as people write it


def test_reads_literals_and_nothing_else() -> None:
    config = next(item for item in object_literals(CONFIG) if "presets" in item)
    assert config["title"] == "It's"
    assert config["url"] == "https://a.example"
    assert config["baseUrl"] is UNKNOWN
    assert config["trailingSlash"] is False
    assert config["count"] == 3
    assert config["markdown"] == {"mermaid": True}
    docs = config["presets"][0][1]["docs"]
    assert docs["routeBasePath"] == "/"
    assert docs["path"] is UNKNOWN
    assert config["plugins"] == ["x", ["y", {"id": "z"}]]


@given(st.text(alphabet="{}[]():,;'\"`a=> .\n/*\\", max_size=60))
def test_never_fails(text: str) -> None:
    assert all(isinstance(item, dict) for item in object_literals(text))


def test_deep_nesting_is_harmless() -> None:
    _, after = object_literals("x = " + "{a:[" * 20_000 + "]}" * 20_000 + "; y = {b: 1}")
    assert after == {"b": 1}


def test_parentheses_required_names_and_missing_semicolons() -> None:
    text = """
const config = {
  presets: [
    [
      require.resolve('@docusaurus/preset-classic'),
      /** @type {import('@docusaurus/preset-classic').Options} */
      ({docs: {path: '../docs', editUrl: ({path}) => { return `x/${path}` }, after: 1}}),
    ],
    [require('a'), ([1])],
  ],
  call: require('a')(1),
  sum: (1 + 2) * 3,
  arrow: ({a}) => a,
}

export default config
"""
    docs = {"path": "../docs", "editUrl": UNKNOWN, "after": 1}
    assert object_literals(text) == [
        {
            "presets": [["@docusaurus/preset-classic", {"docs": docs}], ["a", [1]]],
            "call": UNKNOWN,
            "sum": UNKNOWN,
            "arrow": UNKNOWN,
        }
    ]


def test_constants_stand_for_their_values() -> None:
    text = """
    const folder: string = '../manual';
    const inner = `${folder}/in`, deep = `${folder}/${process.env.X}`;
    const plugins: Plugin[] = [['a', {path: folder}]];
    const docs = {path: folder, other: folder.length, made: make(folder)};
    const {version} = require('x');
    const make = (x) => ({y: x});
    const made = {inner, inner2: inner, hole: `${folder}/${version}`};
    const all = [...plugins, ...others(), 'z'];
    const presets = [['classic', {docs}]];
    export default {...made, all, plugins, docs, again: docs, presets, version};
    """
    *_, made, _, found = object_literals(text)
    assert {key: found[key] for key in made} == made
    assert found["all"] == [["a", {"path": "../manual"}], UNKNOWN, "z"]
    assert found["plugins"] == [["a", {"path": "../manual"}]]
    assert made == {"inner": "../manual/in", "inner2": "../manual/in", "hole": UNKNOWN}
    assert found["docs"] == {"path": "../manual", "other": UNKNOWN, "made": UNKNOWN}
    assert found["presets"][0][1]["docs"] is found["again"]
    assert "version" not in found

"""What attackers write into docs, by family. Each says who it is when it runs.

The families are well known; the words are ours. Where a payload would ask another host, the host is
`evil.example`.
"""

from html import escape
from typing import Final


def _numbered(family: str, forms: str) -> list[str]:
    """One payload a line, `RUN` replaced by a call that names the line."""
    lines = [line for line in forms.splitlines() if line]
    return [line.replace("RUN", f"alert`{family}{index}`") for index, line in enumerate(lines)]


HANDLERS: Final = _numbered(
    "handler",
    """\
<img/src=x/onerror=RUN>
<IMG SRC=x OnErRoR = RUN>
<img src="x"onerror="RUN">
<img src=x onerror
=RUN>
<img src=`x` onerror=RUN>
<img src=x onerror=&#97;lert`entity`>
<<img src=x onerror=RUN>
<img src=x alt="<" onerror=RUN ">">
<p onclick=RUN onmouseover=RUN onpointerenter=RUN onfocus=RUN tabindex=0 autofocus>Over</p>
<a href=# onfocus=RUN autofocus>Focus</a>
<input autofocus onfocus=RUN>
<details open ontoggle=RUN><summary onclick=RUN>S</summary></details>
<video autoplay><source src=x onerror=RUN></video>
<audio src=x onerror=RUN></audio>
<marquee onstart=RUN>M</marquee>
<body onload=RUN onhashchange=RUN>
<p style="animation-name:spin" onanimationstart=RUN>A</p>
<div onbeforematch=RUN hidden=until-found>B</div>
<!--><img src=x onerror=RUN>-->
<!-- --!><img src=x onerror=RUN>
<![CDATA[><img src=x onerror=RUN>]]>
<?xml ?><img src=x onerror=RUN>
<!DOCTYPE x [<!ENTITY y "<img src=x onerror=RUN>">]>&y;
</article></main><img src=x onerror=RUN>
</p></div></section></li></ol><script>RUN</script>
<script/src=data:,RUN></script>
<scr<script>ipt>RUN</scr</script>ipt>
<script
>RUN</script
>
<x-element onclick=RUN onfocus=RUN tabindex=0>Own element</x-element>
<a href="#" style="position:fixed;inset:0" target="_blank" onauxclick=RUN>Over it all</a>""",
)

_SCHEMES: Final = (
    "javascript:alert`scheme`",
    "JaVaScRiPt:alert`scheme`",
    " javascript:alert`scheme`",
    "\x01javascript:alert`scheme`",
    "java\tscript:alert`scheme`",
    "java&#10;script:alert`scheme`",
    "&#106;avascript:alert`scheme`",
    "&#x6A;avascript&colon;alert`scheme`",
    "javascript&#58alert`scheme`",
    "javascript://%0aalert`scheme`",
    "vbscript:alert",
    "data:text/html,<script>alert`scheme`</script>",
    "data:image/svg+xml,<svg onload=alert`scheme`>",
    "feed:javascript:alert`scheme`",
    "view-source:javascript:alert`scheme`",
    "//evil.example/x",
    "\\\\evil.example\\x",
)
_CARRIERS: Final = (
    '<a href="{}">Link</a>',
    '<a xlink:href="{}" ping="{}">Link</a>',
    '<img src="{}" srcset="{} 1x" longdesc="{}" lowsrc="{}" dynsrc="{}">',
    '<form action="{}"><button formaction="{}">Send</button></form>',
    '<iframe src="{}"></iframe><embed src="{}"><object data="{}"></object>',
    '<video poster="{}" src="{}"></video>',
    '<table background="{}"><tr><td background="{}">Cell</td></tr></table>',
    '<q cite="{}">Q</q><del cite="{}">D</del>',
    '<link rel="stylesheet" href="{}"><base href="{}">',
    '<meta http-equiv="refresh" content="0; url={}">',
    "[Link]({})",
    "[Link](<{}>)",
    "![Image](<{}>)",
    "<{}>",
)
SCHEMES: Final = [carrier.replace("{}", scheme) for scheme in _SCHEMES for carrier in _CARRIERS]

DRAWINGS: Final = _numbered(
    "drawing",
    """\
<svg onload=RUN>
<svg><script>RUN</script></svg>
<svg><a xlink:href="javascript:RUN"><text y="9">T</text></a></svg>
<svg><a><animate attributeName=href values=javascript:RUN /><text y=9>T</text></a></svg>
<svg><set attributeName=onmouseover to=RUN></svg>
<svg><use href="data:image/svg+xml,<svg id=x><script>RUN</script></svg>#x"></svg>
<svg><foreignObject><img src=x onerror=RUN></foreignObject></svg>
<svg><style><img src=x onerror=RUN></style></svg>
<svg></p><style><a id="</style><img src=x onerror=RUN>">
<svg><desc><table><tr><td><style><img title="</style><img src=x onerror=RUN>"></svg>
<math href="javascript:RUN"><mi>x</mi></math>
<math><maction actiontype="statusline" xlink:href="javascript:RUN"><mi>x</mi></maction></math>
<math><mtext></form><form><mglyph><style></math><img src=x onerror=RUN>
<math><annotation-xml encoding="text/html"><img src=x onerror=RUN></annotation-xml></math>
<noscript><p title="</noscript><img src=x onerror=RUN>"></noscript>
<template><img src=x onerror=RUN></template>
<textarea><img title="</textarea><img src=x onerror=RUN>"></textarea>
<title><a title="</title><img src=x onerror=RUN>"></title>
<xmp><p title="</xmp><img src=x onerror=RUN>"></xmp>
<select><style></select><img src=x onerror=RUN></style>
<table><tr><svg><td><img src=x onerror=RUN></td></svg></tr></table>""",
)

NAMES: Final = tuple(
    "picker search search-open search-text runbookc-text text picker-result __proto__ constructor"
    " prototype body head forms location cookie currentScript defaultView getElementById"
    " querySelector querySelectorAll runbookcRoutes runbookcEngines runbookcSearch step-1 step-2"
    " localStorage history URL top parent self frames name status toString hasOwnProperty".split()
)
"""Ids and names that a script, ours or the browser's, may look for."""


def taken_names() -> str:
    """Markdown that claims every name, in headings and in every element that can."""
    headings = "\n\n".join(f"## {name}" for name in NAMES)
    forms = "\n".join(
        f'<form id="{name}" name="{name}" class="picker"><input name="product"></form>'
        f'<a id="{name}" name="{name}" class="search-open">A</a>'
        f'<img id="{name}" name="{name}" alt=""><dialog class="search" id="{name}">D</dialog>'
        for name in NAMES
    )
    return f"{headings}\n\n{forms}\n"


CLAIMS: Final = (
    '<div class="picker CLAIM" data-pagefind-ignore data-pagefind-weight="9.5"'
    ' data-pagefind-meta="title:CLAIM" data-base="//evil.example">A form</div>',
    '<p class="admonition danger CLAIM" role="alert" aria-hidden="true" inert hidden>Gone</p>',
    '<p popover popovertarget="x" contenteditable accesskey="s" tabindex="1" draggable="true">',
    '<table class="CLAIM" style="CLAIM"><tr><td class="CLAIM" slot="CLAIM" part="CLAIM">T</td></tr>'
    "</table>",
    '<a href="#step-1" target="CLAIM" download="CLAIM" rel="CLAIM" ping="CLAIM" is="CLAIM">A</a>',
    '<img src="drawing.svg" usemap="#CLAIM" crossorigin="CLAIM" sizes="CLAIM" srcset="CLAIM">',
    "## Heading {.CLAIM #own onclick=CLAIM data-pagefind-ignore=CLAIM style=CLAIM}",
    "Paragraph.\n{: .CLAIM onclick=CLAIM data-pagefind-ignore=CLAIM }",
    "``` {.CLAIM onclick=CLAIM data-pagefind-ignore=CLAIM}\ncode\n```",
)
"""What would look like a part of the page's frame, or tell Pagefind what to index."""

CLAIMED: Final = (
    "data-pagefind-ignore data-pagefind-weight data-base class style role aria-hidden inert hidden"
    " popover popovertarget contenteditable accesskey draggable slot part target download rel"
    " ping is usemap crossorigin sizes srcset onclick".split()
)
"""The attributes of the claims."""

TEMPLATES: Final = (
    "{{ 7+1330 }} {{7+1330}} ${7+1330} #{7+1330} ${{7+1330}} [[7+1330]]",
    "<%= 7+1330 %> {% print(7+1330) %}",
    "{{ config.__class__.__mro__ }} {{ page.meta }} {% include 'base.html' %} {% raw %}",
    "{{constructor.constructor('alert`template`')()}} ${alert`template`} {alert`template`}",
    "<div ng-app>{{$on.constructor('alert`template`')()}}</div>",
)
RESULT: Final = "1337"
"""What a template language would make of the first of them."""

BREAKOUT: Final = "\"'`></title></script></textarea>--><img src=x onerror=alert`{}`>"
"""Leaves whatever it is put into; the braces say where that was."""


def breakout(place: str) -> str:
    """The payload for a place."""
    return BREAKOUT.format(place)


def placed() -> str:
    """Markdown with the payload in each place that has text of its own."""
    return f"""\
## Heading {breakout("heading")}

### Own id {{#"><img{breakout("id")}}}

[{breakout("link text")}](upgrade.md "{escape(breakout("link title"))}")
![{breakout("alt")}](drawing.svg "{escape(breakout("image title"))}") `{breakout("code")[:6]}`

| {breakout("table head")} | b |
| --- | --- |
| {breakout("table cell")} | [c]({escape(breakout("cell link"))}) |

```{breakout("language").replace("`", "")} title="{breakout("code title").replace("`", "")}"
{breakout("code block")}
```

:::danger {breakout("admonition title")}

{breakout("admonition")}

:::

- [ ] {breakout("task")}

> {breakout("quotation")}

[{breakout("reference")}]: <{escape(breakout("definition"))}> "{escape(breakout("its title"))}"
"""

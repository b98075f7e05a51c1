"""A page on which everything stands within everything, for formats with a strict grammar."""

TORTURE = """\
# Upgrade Demo

Look < here & "there". `]]>` and <b>raw</b>.

> [!NOTE]
> A note
>
> > [!WARNING]
> > within a note
> >
> > > A quote
> > >
> > > > within a quote
> > >
> > > - [ ] a task
> > > - [x] done

## Prerequisites

| | |
| --- | ---: |
| a\\|b | **bold** |
| only one |

## Upgrade from Demo 1.0 to Demo 2.0

Follow the steps to upgrade.

:::info[Own title]
Good to know.
:::

1. Stop the service.

2. > [!DANGER]
   > Power off.

   Uninstall **all _of_ it** ~~now~~\\
   on the next line: [next](#upgrade-from-demo-10-to-demo-20),
   [away](<https://example.com/a b?x=1&y=2>),
   [mail](mailto:a@example.com), [lost](lost.md), ![inline](img/a.png).

   1. A substep

      1. A step within

         1. and within that

            ```xml
            <a b="c">&amp; ]]></a>
            ```

   | Key | Value |
   | --- | ----- |
   | x   | ![in a cell](img/a.png) |

3. ```sh title="run.sh"
   echo "<1>" && exit
   ```

4. ![An image](img/a.png "Its title")

5. ![From afar](https://example.com/a.png) <your-domain> <br> end

6. Continue:

   7. seven
   8. eight

   <details><summary>More</summary><pre>raw
   text</pre></details>

   ***

7. Δοκιμή Проверка \u0007\ufffe 名前 \U0001f600

Done < end.
"""

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a494441"
    "54789c636000000002000148afa4710000000049454e44ae426082"
)
"""One black pixel."""

LINKS = {
    "img/a.png": {"kind": "asset", "resolved": "docs/demo/2.0/img/a.png", "status": "ok"},
    "lost.md": {"kind": "page", "status": "broken-page"},
}


def read_asset(path: str) -> bytes | None:
    """The one image that the page shows."""
    return PNG if path.endswith("a.png") else None

// In the preview alone: loads the page again when it has changed, and shows what the gate found.
"use strict";

(() => {
  const own = document.currentScript;
  const shown = Number(own.dataset.shown);
  const source = document.querySelector(".source .path")?.textContent ?? "";

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  const row = (found) => make("li", { className: found.severity },
    make("b", {}, found.severity), ` ${found.code} `, found.message,
    make("small", {}, `${found.path}:${found.line}`));

  const panel = make("details", { className: "preview-findings" });
  document.head.append(make("link", { rel: "stylesheet", href: "/-/preview.css" }));
  document.body.append(panel);

  const show = (state) => {
    const here = state.findings.filter((one) => one.path === source);
    const others = state.findings.filter((one) => one.path !== source);
    const words = state.trouble
      || `${here.length} here, ${state.count - here.length} on other pages`;
    panel.hidden = !state.count && !state.trouble;
    panel.classList.toggle("trouble", Boolean(state.trouble));
    panel.replaceChildren(
      make("summary", {}, state.trouble ? words : `Findings: ${words}`),
      make("ul", {}, ...[...here, ...others].map(row)),
    );
  };

  const listen = async () => {
    let generation = -1;
    for (;;) {
      try {
        const answer = await fetch(`/-/events?after=${generation}`);
        const state = await answer.json();
        if (state.shown !== shown && !state.trouble) {
          location.reload();
          return;
        }
        generation = state.generation;
        show(state);
      } catch {
        await new Promise((done) => { setTimeout(done, 1000); });
      }
    }
  };

  listen();
})();

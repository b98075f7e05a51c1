// The search: a button in the header, the keys / and Ctrl+K, a dialog with the results. Its parts are
// found by where they stand in the frame, never by an id, because the ids of a page are its writer's.
"use strict";

(() => {
  const button = document.querySelector("body > header > .search-open");
  const dialog = document.querySelector("body > dialog.search");
  if (!button || !dialog) return;
  const start = window.runbookcEngines(button.dataset.base);
  const input = dialog.querySelector("input");
  const [product, version] = dialog.querySelectorAll("select");
  const list = dialog.querySelector("ol");
  const status = dialog.querySelector("[role=status]");
  let engine;
  let last = 0;

  const make = (name, className, text) => {
    const element = document.createElement(name);
    element.className = className;
    element.textContent = text;
    return element;
  };

  const row = (result) => {
    const item = document.createElement("li");
    const link = make("a", "", result.title);
    link.href = result.url;
    link.addEventListener("click", () => dialog.close());
    item.append(link);
    if (result.scope) item.append(" ", make("span", "search-scope", result.scope));
    if (result.place) item.append(make("p", "", result.place));
    return item;
  };

  const search = async () => {
    const mine = ++last;
    const text = input.value.trim();
    if (!text) {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    engine ??= start();
    let results;
    try {
      const find = await engine;
      results = await find(text, { product: product.value, version: version.value });
    } catch {
      if (mine === last) status.textContent = "The index could not be loaded.";
      return;
    }
    if (mine !== last) return;
    list.replaceChildren(...results.map(row));
    status.textContent = results.length
      ? `${results.length} page${results.length === 1 ? "" : "s"}`
      : `Nothing found for “${text}”.`;
  };

  const versions = () => {
    const scopes = JSON.parse(product.selectedOptions[0]?.dataset.versions ?? "[]");
    const before = version.value;
    version.replaceChildren(new Option("All versions", ""), ...scopes.map((one) => new Option(one)));
    if (scopes.includes(before)) version.value = before;
    version.disabled = !scopes.length;
  };

  const open = () => {
    if (dialog.open) return;
    dialog.showModal();
    input.select();
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
    const chord = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (chord || (slash && !typing)) {
      event.preventDefault();
      open();
    }
  });
  dialog.addEventListener("keydown", (event) => {
    // A search field would take the first press to empty itself.
    if (event.key === "Escape") dialog.close();
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (event.target.closest("select")) return;
    const links = [input, ...list.querySelectorAll("a")];
    const step = event.key === "ArrowDown" ? 1 : -1;
    const next = links[links.indexOf(document.activeElement) + step];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });
  button.addEventListener("click", open);
  let waiting;
  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 120); });
  product.addEventListener("change", () => { versions(); search(); });
  version.addEventListener("change", search);
  dialog.querySelector("form").addEventListener("submit", (event) => {
    if (event.submitter) return;
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  versions();
})();

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
  const everywhere = dialog.querySelector(".search-everywhere");
  let engine;
  let last = 0;

  const make = (name, className, text) => {
    const element = document.createElement(name);
    element.className = className;
    element.textContent = text;
    return element;
  };

  const has = (select, value) => [...select.options].some((option) => option.value === value);

  const row = (result) => {
    const item = document.createElement("li");
    const link = make("a", "", result.title);
    link.href = result.url;
    link.addEventListener("click", () => dialog.close());
    item.append(link);
    if (result.scope) item.append(" ", make("span", "search-scope", result.scope));
    const place = [result.section && make("b", "", result.section), result.place].filter(Boolean);
    if (place.length) {
      const line = make("p", "", "");
      line.append(place[0], ...place.slice(1).flatMap((one) => [" ", one]));
      item.append(line);
    }
    return item;
  };

  const counted = ({ results, total, instead, without = [] }) => {
    const pages = `${total} page${total === 1 ? "" : "s"}`;
    const most = total > results.length ? `, the first ${results.length} are shown` : "";
    const told = instead.map(([word, near]) => `; “${near}” in place of “${word}”`);
    const missed = without.map((word) => `; none has “${word}”`);
    return `${pages}${most}${told.join("")}${missed.join("")}`;
  };

  const SLOW = 300;
  const LONGEST = 40;

  // Ends when what stands in the field has been looked for.
  const search = async () => {
    const mine = ++last;
    const text = input.value.trim();
    everywhere.hidden = true;
    if (!text) {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    engine ??= start();
    const slow = setTimeout(() => { if (mine === last) status.textContent = "Searching …"; }, SLOW);
    let answer;
    try {
      const find = await engine;
      answer = await find(text, { product: product.value, version: version.value });
    } catch {
      engine = undefined;
      if (mine === last) {
        list.replaceChildren();
        status.textContent = "The index could not be loaded.";
      }
      return;
    } finally {
      clearTimeout(slow);
    }
    if (mine !== last) return;
    list.replaceChildren(...answer.results.map(row));
    const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text;
    status.textContent = answer.total ? counted(answer) : `Nothing found for “${shown}”.`;
    everywhere.hidden = !product.value;
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
  dialog.querySelector(".search-close").addEventListener("click", () => dialog.close());
  let waiting;
  let asked = Promise.resolve();
  const ask = () => { clearTimeout(waiting); waiting = undefined; asked = search(); return asked; };
  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, 120); });
  product.addEventListener("change", () => { versions(); ask(); });
  version.addEventListener("change", ask);
  everywhere.addEventListener("click", () => {
    product.value = "";
    versions();
    ask();
    input.focus();
  });
  dialog.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    await (waiting === undefined ? asked : ask());
    list.querySelector("a")?.click();
  });
  // A page of one version is searched in that version first.
  if (has(product, button.dataset.product)) product.value = button.dataset.product;
  versions();
  if (has(version, button.dataset.version)) version.value = button.dataset.version;
})();

// Steps: ticked with the time, noted on, closed until the gate before them is signed.
import { button, element, now, say, time, work } from "./elements.js";
import { whenChanged } from "./storage.js";
import { enter } from "./runs.js";
import { closedBy, doneAt, inWords, keyOf, noteOf, progressOf } from "./progress.js";

const root = document.documentElement;
const items = new Map(
  [...document.querySelectorAll("li[data-step]")].map((item) => [item.dataset.step, item]),
);
const views = work.steps.filter((step) => items.has(keyOf(step))).map(viewOf);
const parts = [...document.querySelectorAll("section[data-part]")].map(partViewOf);

function viewOf(step) {
  const item = items.get(keyOf(step));
  const box = item.querySelector("input");
  const done = element("span", { className: "done-at" });
  const note = element("textarea", {
    rows: 2, maxLength: 4000, "aria-label": `Note on step ${step.number}`, hidden: true,
  });
  const add = button("Note", () => {
    note.hidden = !note.hidden || Boolean(note.value);
    if (note.value) note.hidden = false;
    add.setAttribute("aria-expanded", String(!note.hidden));
    if (!note.hidden) note.focus();
  }, { "aria-label": `Note on step ${step.number}`, "aria-expanded": "false" });
  const source = item.querySelector(":scope > .text > .source");
  const row = element("div", { className: "record row" }, add, done);
  source.before(row);
  row.append(source);
  row.after(note);
  box.addEventListener("change", () => tick(step, box.checked));
  note.addEventListener("input", () => enter(`note/${keyOf(step)}`, note.value.trim() && note.value));
  return { step, item, box, done, note, add };
}

function partViewOf(section) {
  const part = Number(section.dataset.part);
  const count = element("span");
  const closed = element("p", { className: "closed" });
  section.querySelector(".about").after(element("p", { className: "count row" }, count), closed);
  return { part, section, count, closed };
}

function tick(step, checked) {
  const after = nextOpen(1);
  enter(`done/${keyOf(step)}`, checked ? now() : "");
  const words = `Step ${step.number} ${checked ? "done" : "open again"}. `;
  say(words + inWords(progressOf(step.part)));
  // What is filtered away must not take the focus with it.
  if (document.activeElement.checkVisibility?.() === false) (after ?? document.querySelector("h1")).focus();
}

let lastFocus = null;
document.addEventListener("focusin", ({ target }) => {
  if (target.closest("main")) lastFocus = target;
});

// The next box to tick or gate to sign, or the one before, from where the focus was last.
function nextOpen(direction) {
  const wanted = "li[data-step] > .tick input:enabled:not(:checked), .gate:not(.done) [name=who]:enabled";
  const open = [...document.querySelectorAll(wanted)].filter((one) => one !== lastFocus);
  const isAhead = (one) => lastFocus?.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
  const cut = lastFocus ? open.findIndex(isAhead) : 0;
  const ahead = cut < 0 ? [] : open.slice(cut);
  const order = [...ahead, ...open.slice(0, open.length - ahead.length)];
  return order.at(direction > 0 ? 0 : -1);
}

export function goTo(direction) {
  const found = nextOpen(direction);
  if (!found) return say("Nothing is open.");
  found.focus();
  return found.closest("li, .gate").scrollIntoView({ block: "center" });
}

export function showOnlyOpen(wanted) {
  root.classList.toggle("only-open", wanted);
  say(wanted ? "Only what is open is shown." : "Everything is shown.");
}

function refresh() {
  for (const { step, item, box, done, note, add } of views) {
    const moment = doneAt(step);
    box.checked = Boolean(moment);
    box.disabled = closedBy(step.part) !== undefined;
    item.classList.toggle("done", Boolean(moment));
    done.replaceChildren(...(moment ? ["Done ", time(moment)] : []));
    if (document.activeElement !== note) note.value = noteOf(step);
    if (note.value) note.hidden = false;
    else if (document.activeElement !== note) note.hidden = true;
    note.rows = Math.max(2, note.value.split("\n").length);
    add.setAttribute("aria-expanded", String(!note.hidden));
  }
  for (const { part, section, count, closed } of parts) {
    const gate = closedBy(part);
    section.classList.toggle("locked", gate !== undefined);
    closed.replaceChildren(...(gate === undefined ? [] : closedWords(gate)));
    count.textContent = progressOf(part).total ? inWords(progressOf(part)) : "";
  }
}

function closedWords(gate) {
  return ["Closed until the ", element("a", { href: `#gate-${gate}` }, `gate after hop ${gate}`), " is signed."];
}

refresh();
whenChanged(refresh);

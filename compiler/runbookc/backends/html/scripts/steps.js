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

// The next box to tick, or the one before, from where the focus is.
function nextOpen(direction) {
  const here = document.activeElement;
  const open = views.map(({ box }) => box).filter((box) => !box.checked && !box.disabled);
  const place = Node.DOCUMENT_POSITION_FOLLOWING;
  const ahead = (box) => here === document.body || Boolean(here.compareDocumentPosition(box) & place);
  const others = open.filter((box) => box !== here);
  if (direction > 0) return others.find(ahead);
  return others.filter((box) => !ahead(box)).at(-1);
}

export function goTo(direction) {
  const box = nextOpen(direction);
  if (!box) return say(direction > 0 ? "No open step follows." : "No open step stands before.");
  box.focus();
  box.closest("li").scrollIntoView({ block: "center" });
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

// What stands around the work: the runs, the record, and the bar that says how far it is.
import { ask, button, element, say } from "./elements.js";
import { keeps, whenChanged } from "./storage.js";
import { begin, choose, ids, nameOf, remove, rename, run } from "./runs.js";
import { inWords, progressOf } from "./progress.js";
import { goTo, showOnlyOpen } from "./steps.js";
import { showRecord } from "./paper.js";
import { exportRecord, importRecord } from "./exchange.js";
import { SHORTCUTS } from "./keyboard.js";

const chooser = element("select", { autocomplete: "off" });
const kept = element("p", {});
const file = element("input", { type: "file", accept: ".json,application/json", hidden: true });
const meter = element("progress", { "aria-label": "Steps done" });
const count = element("span", {});
const filter = element("input", { type: "checkbox", autocomplete: "off" });

async function newRun() {
  const name = await ask({ title: "New run", label: "Name", value: `Run ${ids().length + 1}`, action: "Begin" });
  if (name) begin(name);
}

async function renameRun() {
  const name = await ask({ title: "Rename the run", label: "Name", value: run().name, action: "Rename" });
  if (name) rename(name);
}

async function removeRun() {
  const { id, name } = run();
  const text = `All ticks, times, notes and signatures of “${name}” are deleted from this browser. Records that were exported stay.`;
  if (await ask({ title: "Delete the run?", text, action: "Delete" })) remove(id);
}

function panel() {
  const keys = SHORTCUTS.map(([key, words]) => element("li", {}, element("kbd", {}, `Alt+Shift+${key}`), ` ${words}`));
  return element("section", { className: "run", "aria-labelledby": "run" },
    element("h2", { id: "run", tabIndex: -1 }, "Your run"),
    element("p", { className: "row" }, element("label", {}, "Run ", chooser),
      button("New", newRun), button("Rename", renameRun), button("Delete", removeRun)),
    element("p", { className: "row" }, button("Export the record", exportRecord),
      button("Import a record", () => file.click()), button("Show the record", () => showRecord()), file),
    kept,
    element("details", {}, element("summary", {}, "Keyboard"), element("ul", {}, ...keys)));
}

function bar() {
  return element("aside", { className: "bar", "aria-label": "Progress" }, meter, count,
    element("label", {}, filter, " Only what is open"), button("Next open", () => goTo(1)));
}

function refreshPanel() {
  const known = ids();
  const { id } = run();
  const options = known.includes(id) ? known : [...known, id];
  chooser.replaceChildren(...options.map((one) => element("option", { value: one, selected: one === id }, nameOf(one))));
  kept.className = keeps() ? "aside" : "unkept";
  const words = keeps()
    ? "What you enter is kept in this browser, on this device. Export the record to keep it elsewhere or to hand over."
    : "This browser does not keep what you enter. Export the record before you close this page.";
  // Said anew only when it changes.
  if (kept.textContent !== words) kept.textContent = words;
  const progress = progressOf();
  meter.max = Math.max(1, progress.total);
  meter.value = progress.done;
  count.textContent = inWords(progress);
}

chooser.addEventListener("change", () => {
  choose(chooser.value);
  say(`This is now ${run().name}.`);
});
file.addEventListener("change", async () => {
  const [chosen] = file.files;
  if (chosen) await importRecord(chosen);
  file.value = "";
});
filter.addEventListener("change", () => showOnlyOpen(filter.checked));
document.querySelector("main").prepend(panel());
document.querySelector("footer").after(bar());
document.documentElement.classList.add("scripted");
refreshPanel();
whenChanged(refreshPanel);

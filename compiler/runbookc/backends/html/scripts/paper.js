// The record as a page of its own, to read and to print.
import { button, clock, element, ofHop, time, work } from "./elements.js";
import { recordOfRun } from "./record.js";

const main = document.querySelector("main");
let paper = null;

const row = (cell, ...values) => element("tr", {}, ...values.map((value) => element(cell, cell === "th" ? { scope: "col" } : {}, ...[value].flat())));
const both = (moment) => (moment ? [time(moment, "short"), element("span", { className: "source" }, ` ${moment}`)] : ["open"]);

function table(caption, heads, rows) {
  return element("div", { className: "table", role: "group", tabIndex: 0, "aria-label": caption },
    element("table", {}, element("caption", {}, caption),
      element("thead", {}, row("th", ...heads)), element("tbody", {}, ...rows)));
}

function stepsTable(record, part) {
  const rows = record.steps.filter((step) => step.part === part).map((step) =>
    row("td", step.number, step.command, both(step.done), step.note ?? ""));
  return rows.length ? [table(work.hops ? `Hop ${part}` : "Steps", ["Step", "What", "Done", "Note"], rows)] : [];
}

function after(record, part) {
  const made = [];
  const watch = record.watches.find((one) => one.part === part);
  if (watch) made.push(element("p", {}, `Time by the stop-watch: ${clock(watch.seconds)}`));
  for (const gate of record.gates.filter((one) => one.after === part)) {
    made.push(element("p", { className: "signed" }, `Gate${ofHop(part, "after")}: signed by `,
      element("strong", {}, gate.name), ", ", ...both(gate.time),
      gate.override ? ` Although something was open: “${gate.override}”` : ""));
  }
  return made;
}

function numbersOf(record) {
  const all = [...record.steps, ...record.watches].map(({ part }) => part);
  return [...new Set([...all, ...record.gates.map((gate) => gate.after)])].sort((a, b) => a - b);
}

export function showRecord(record = recordOfRun(), foreign = false) {
  closeRecord();
  const { runbook, run } = record;
  const heading = element("h1", { tabIndex: -1 }, "Record of execution");
  const facts = [
    ["Runbook", runbook.title], ["Digest", runbook.digest], ["Commit", runbook.commit || "none"],
    ["Run", run.name], ["Begun", both(run.started)], ...Object.entries(record.fields),
  ];
  paper = element("main", { className: "paper" }, heading,
    element("p", { className: "row tools" }, button("Print", () => window.print()), button("Back to the runbook", closeRecord)),
    ...(foreign ? [element("p", { className: "unkept" }, "This record belongs to another edition of the runbook. It can be read here, not continued.")] : []),
    element("dl", {}, ...facts.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, ...[value].flat())])),
    ...numbersOf(record).flatMap((part) => [...stepsTable(record, part), ...after(record, part)]),
    element("p", { className: "signature" }, "Signature"));
  main.before(paper);
  document.body.classList.add("recording");
  heading.focus();
}

export function closeRecord() {
  if (!paper) return;
  paper.remove();
  paper = null;
  document.body.classList.remove("recording");
  document.querySelector(".run h2").focus();
}

// The record of a run: built from what was entered, and taken in again. It is data, nothing else.
import { parsed, work } from "./elements.js";
import { together } from "./storage.js";
import { begin, enter, ids, newId, run } from "./runs.js";
import { doneAt, gateOf, gates, keyOf, noteOf } from "./progress.js";
import { secondsOf } from "./watches.js";
import { filledIn } from "./fields.js";
import { misfit, RECORD } from "./shape.js";

export function recordOfRun() {
  const { id, digest, title, commit } = work;
  const parts = [...document.querySelectorAll("section[data-part]")].map((one) => Number(one.dataset.part));
  return {
    version: 1,
    runbook: { id, digest, title, commit },
    run: run(),
    steps: work.steps.map((step) => ({
      part: step.part, number: step.number, command: step.command, done: doneAt(step), note: noteOf(step),
    })),
    gates: gates.flatMap(({ after }) => {
      const signature = gateOf(after);
      return signature ? [{ after, ...signature }] : [];
    }),
    watches: parts.map((part) => ({ part, seconds: secondsOf(part) })).filter(({ seconds }) => seconds),
    fields: filledIn(),
  };
}

// Reads a record; gives it, or why it is none.
export function readRecord(text) {
  const record = parsed(text);
  const fault = record === null ? "record" : misfit(record, RECORD);
  if (fault) return { problem: `This file is no record of an execution, or it was changed: ${fault} is wrong.` };
  const full = { gates: [], watches: [], fields: {}, ...record };
  return { record: full, foreign: record.runbook.digest !== work.digest || record.runbook.id !== work.id };
}

// What a record claims of this very runbook and is not so, or "".
export function contradiction({ steps, gates: signed, watches }) {
  const known = new Map(work.steps.map((step) => [keyOf(step), step.command]));
  const seen = new Set();
  for (const step of steps) {
    const key = keyOf(step);
    if (known.get(key) !== step.command) return `it holds another step ${step.number} of hop ${step.part}`;
    if (seen.has(key)) return `it holds step ${step.number} of hop ${step.part} twice`;
    seen.add(key);
  }
  const places = gates.map(({ after }) => after);
  const gate = signed.find(({ after }, index) => !places.includes(after) || signed.findIndex((one) => one.after === after) < index);
  if (gate) return `it holds a gate after hop ${gate.after} that is not here, or twice`;
  const watch = watches.find(({ part }) => !document.querySelector(`section[data-part="${part}"]`));
  return watch ? `it holds a hop ${watch.part}` : "";
}

// A record becomes a run of its own; nothing that is here is overwritten.
export function takeIn({ run: theirs, steps, gates: signed, watches, fields }) {
  const twice = ids().includes(theirs.id);
  together(() => {
    const name = twice ? `${theirs.name.slice(0, 180)} (imported)` : theirs.name;
    begin(name || "Imported", twice ? newId() : theirs.id, theirs.started);
    for (const step of steps) {
      enter(`done/${keyOf(step)}`, step.done ?? "");
      enter(`note/${keyOf(step)}`, step.note ?? "");
    }
    for (const { after, name: who, time, override = "" } of signed) {
      enter(`gate/${after}`, JSON.stringify({ name: who, time, override }));
    }
    for (const { part, seconds } of watches) enter(`watch/${part}`, JSON.stringify({ seconds, since: "" }));
    for (const [label, text] of Object.entries(fields)) enter(`field/${label}`, text);
  });
}

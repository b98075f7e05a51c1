// How far the current run is: read from its entries, never kept beside them.
import { parsed, work } from "./elements.js";
import { isMoment, misfit, SIGNATURE } from "./shape.js";
import { entry } from "./runs.js";

export const keyOf = (step) => `${step.part}:${step.number}`;
export const noteOf = (step) => entry(`note/${keyOf(step)}`).slice(0, 4000);
const isSubstep = (step) => step.number.includes(".");

export function doneAt(step) {
  const moment = entry(`done/${keyOf(step)}`);
  return isMoment(moment) ? moment : "";
}

// The signature at the gate after a part, or null.
export function gateOf(part) {
  const signature = parsed(entry(`gate/${part}`));
  return misfit(signature, SIGNATURE) ? null : signature;
}

export const gates = [...document.querySelectorAll("section[data-gate]")].map((section) => ({
  section,
  after: Number(section.dataset.gate),
}));

// A part is open when all gates before it are signed; the first that is not, or undefined.
export const closedBy = (part) => gates.find(({ after }) => after < part && !gateOf(after))?.after;

// Substeps help along the way; what counts is the steps.
const stepsOf = (part) =>
  work.steps.filter((step) => !isSubstep(step) && (!part || step.part === part));

export function progressOf(part) {
  const all = stepsOf(part);
  return { done: all.filter(doneAt).length, total: all.length };
}

export const mustBeDone = (part) => stepsOf(part).filter((step) => !step.optional && !doneAt(step));

export function inWords({ done, total }) {
  return `${done} of ${total} step${total === 1 ? "" : "s"} done`;
}

// Shortcuts, all with two modifiers, so that they clash with nothing that listens for letters.
import { goTo, showOnlyOpen } from "./steps.js";
import { closeRecord, showRecord } from "./paper.js";

export const SHORTCUTS = [
  ["N", "next step or gate that is open"],
  ["P", "the one before"],
  ["O", "show only what is open, or everything"],
  ["R", "show the record"],
  ["B", "back to the runbook"],
];
const ACTIONS = {
  KeyN: () => goTo(1),
  KeyP: () => goTo(-1),
  KeyO: () => {
    const filter = document.querySelector(".bar input");
    filter.checked = !filter.checked;
    showOnlyOpen(filter.checked);
  },
  KeyR: () => showRecord(),
  KeyB: closeRecord,
};

addEventListener("keydown", (event) => {
  const action = ACTIONS[event.code];
  if (!action || !event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return;
  if (document.querySelector("dialog[open]")) return;
  event.preventDefault();
  action();
});

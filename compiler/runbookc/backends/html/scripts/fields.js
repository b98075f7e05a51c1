// The fields of the letterhead.
import { whenChanged } from "./storage.js";
import { enter, entriesOf, entry } from "./runs.js";

const fields = [...document.querySelectorAll("input[data-field]")];

// What is filled in, by label; also what an imported record brought and this page does not ask.
export function filledIn() {
  return Object.fromEntries(entriesOf("field/").map((label) => [label, entry(`field/${label}`).slice(0, 200)]));
}

function refreshFields() {
  for (const field of fields) {
    if (document.activeElement !== field) field.value = entry(`field/${field.dataset.field}`);
  }
}

for (const field of fields) {
  field.addEventListener("input", () => enter(`field/${field.dataset.field}`, field.value));
}
refreshFields();
whenChanged(refreshFields);

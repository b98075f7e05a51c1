// What was entered, by name: in memory always, in the browser's storage where there is one.
// Each entry has its own key, so that two tabs on one runbook never overwrite each other's work.
import { work } from "./elements.js";

const PREFIX = `runbookc/${work.id}/${work.digest}/`;
const entries = new Map();
const listeners = [];
const homeless = new Set();
const storage = usable();
let batches = 0;
let exported = true;

function usable() {
  try {
    const found = window.localStorage;
    found.setItem("runbookc/probe", "1");
    found.removeItem("runbookc/probe");
    return found;
  } catch {
    return null;
  }
}

function load() {
  for (let index = 0; storage && index < storage.length; index += 1) {
    const key = storage.key(index);
    if (key.startsWith(PREFIX)) entries.set(key.slice(PREFIX.length), storage.getItem(key));
  }
}

// Whether all of it would survive closing the page.
export const keeps = () => storage !== null && homeless.size === 0;
export const whenChanged = (listener) => listeners.push(listener);
export const get = (name) => entries.get(name) ?? "";
export const names = (prefix) => [...entries.keys()].filter((name) => name.startsWith(prefix));

export function changed() {
  if (!batches) for (const listener of listeners) listener();
}

// Many entries at once; who listens hears of them once.
export function together(action) {
  batches += 1;
  action();
  batches -= 1;
  changed();
}

// An empty text takes the entry away.
export function put(name, text) {
  if (get(name) === text) return;
  if (text) entries.set(name, text);
  else entries.delete(name);
  exported = false;
  homeless.add(name);
  house();
  changed();
}

// What found no room before is tried again each time.
function house() {
  if (!storage) return;
  for (const name of homeless) {
    try {
      if (entries.has(name)) storage.setItem(PREFIX + name, entries.get(name));
      else storage.removeItem(PREFIX + name);
      homeless.delete(name);
    } catch {
      // The quota is used up; `keeps` tells.
    }
  }
}

export function isExported() {
  exported = true;
}

load();
addEventListener("storage", (event) => {
  if (event.key === null) {
    // Somebody emptied the storage: what this page still knows is written again.
    for (const name of entries.keys()) homeless.add(name);
    house();
  } else if (event.key.startsWith(PREFIX)) {
    const name = event.key.slice(PREFIX.length);
    if (event.newValue === null) entries.delete(name);
    else entries.set(name, event.newValue);
  } else {
    return;
  }
  changed();
});
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  load();
  changed();
});
addEventListener("beforeunload", (event) => {
  if (!keeps() && !exported) event.preventDefault();
});

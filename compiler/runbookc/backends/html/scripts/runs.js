// Executions of this runbook, side by side; one of them is the tab's current one.
import { now, say, work } from "./elements.js";
import { isMoment } from "./shape.js";
import { changed, get, names, put, together, whenChanged } from "./storage.js";

const SESSION = `runbookc/${work.id}/${work.digest}/run`;
let current = "";
let fresh = "";

export const ids = () =>
  names("run/")
    .filter((name) => name.endsWith("/started") && isMoment(get(name)))
    .map((name) => name.split("/")[1])
    .filter((id) => /^[0-9a-z]{1,32}$/.test(id))
    .sort((one, other) => (startOf(one) + nameOf(one)).localeCompare(startOf(other) + nameOf(other)));
const startOf = (id) => get(`run/${id}/started`);
export const nameOf = (id) => get(`run/${id}/name`).slice(0, 200) || "Run 1";
export const run = () => ({ id: current, name: nameOf(current), started: startOf(current) || now() });
export const entry = (name) => get(`of/${current}/${name}`);

export function newId() {
  const random = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(random, (byte) => (byte % 36).toString(36)).join("");
}

// A first run comes into being with its first entry.
export function enter(name, text) {
  together(() => {
    if (text && current === fresh) begin(nameOf(current), current);
    put(`of/${current}/${name}`, text);
  });
}

export function begin(name, id = newId(), started = now()) {
  together(() => {
    put(`run/${id}/name`, name);
    put(`run/${id}/started`, started);
    choose(id);
  });
}

export function choose(id) {
  current = id;
  fresh = "";
  remember(id);
  put("last", id);
  changed();
}

export function rename(name) {
  if (current === fresh) begin(name, current);
  else put(`run/${current}/name`, name);
}

export function remove(id) {
  together(() => {
    for (const name of [...names(`of/${id}/`), ...names(`run/${id}/`)]) put(name, "");
  });
}


// The ends of the names of the run's entries that begin so.
export function entriesOf(prefix) {
  const whole = `of/${current}/${prefix}`;
  return names(whole).map((name) => name.slice(whole.length));
}

// Which run a tab shows survives its reload; another tab may show another.
function remember(id) {
  try {
    sessionStorage.setItem(SESSION, id);
  } catch {
    // Then the one that was used last is shown.
  }
}

function remembered() {
  try {
    return sessionStorage.getItem(SESSION) ?? "";
  } catch {
    return "";
  }
}

function settle() {
  const known = ids();
  if (known.includes(current)) return;
  const gone = current && current !== fresh;
  const found = [remembered(), get("last"), known.at(-1)].find((id) => known.includes(id));
  if (found) choose(found);
  else current = fresh = newId();
  if (gone) say(`The run was deleted. This is now ${nameOf(current)}.`);
}

settle();
whenChanged(settle);

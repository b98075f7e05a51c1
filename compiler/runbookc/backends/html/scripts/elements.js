// What every other module needs: the runbook's data, elements, times, the voice of the page.

export const work = JSON.parse(document.querySelector("script[data-runbook]").textContent);

// Text is only ever set as text; nothing here reads markup.
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

export function button(words, action, properties = {}) {
  const made = element("button", { type: "button", ...properties }, words);
  made.addEventListener("click", action);
  return made;
}

const voice = element("p", { className: "spoken", role: "status" });
document.body.append(voice);

// Says something to who cannot see it; the same words twice are said twice.
export function say(words) {
  voice.textContent = voice.textContent === words ? `${words}\u00a0` : words;
}

export const utc = (date) => date.toISOString().replace(/\.\d+/, "");
export const now = () => utc(new Date());

export function time(moment, zone = undefined) {
  const words = new Date(moment).toLocaleString("en-GB", {
    day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit",
    second: zone && "2-digit", timeZoneName: zone,
  });
  return element("time", { dateTime: moment }, words);
}

export function clock(seconds) {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}

// Which hop is meant, where there are hops.
export const ofHop = (part, word = "of") => (work.hops ? ` ${word} hop ${part}` : "");
export const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

// The value of JSON text that anybody may have written, or the fallback.
export function parsed(text, fallback = null) {
  try {
    return JSON.parse(text) ?? fallback;
  } catch {
    return fallback;
  }
}

// Asks in a dialog; gives what was typed, or "yes" where there is nothing to type; null for no.
export function ask({ title, text = "", label = "", value = "", action, refuse = "Cancel" }) {
  const field = element("input", { type: "text", value, maxLength: 200, required: true });
  const form = element("form", { method: "dialog" }, element("h2", { id: "asked" }, title));
  if (text) form.append(element("p", {}, text));
  if (label) form.append(element("label", {}, `${label} `, field));
  const dialog = element("dialog", { "aria-labelledby": "asked" }, form);
  const no = button(refuse, () => dialog.close());
  form.append(element("p", { className: "row" }, ...(action ? [element("button", { value: "yes" }, action)] : []), no));
  document.body.append(dialog);
  dialog.showModal();
  field.select();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue ? field.value.trim() || "yes" : null);
    });
  });
}

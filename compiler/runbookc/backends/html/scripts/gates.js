// Gates: signed with name and time before the next hop opens; with a reason where work is open.
import { ask, button, counted, element, say, time, utc } from "./elements.js";
import { whenChanged } from "./storage.js";
import { enter } from "./runs.js";
import { closedBy, gateOf, gates, mustBeDone } from "./progress.js";

const gateViews = gates.map(gateViewOf);

function gateViewOf({ section, after }) {
  const form = section.querySelector("form");
  const { who, when } = form.elements;
  const reason = element("textarea", { name: "reason", rows: 1, maxLength: 4000 });
  const open = element("p", { className: "aside" });
  const sign = element("button", { type: "submit" }, "Sign");
  form.querySelector(".signature").before(
    element("label", { className: "wide" }, "Reason, if you go on although something is open ", reason),
    open,
    sign,
  );
  const words = element("p", { tabIndex: -1 });
  const signed = element("div", { className: "signed" }, words,
    button("Withdraw the signature", () => withdraw(after)));
  form.after(signed);
  const view = { section, after, form, who, when, reason, open, sign, words, signed, chosen: false };
  form.addEventListener("focusin", () => fillTime(view));
  when.addEventListener("input", () => (view.chosen = true));
  reason.addEventListener("input", () => reason.setCustomValidity(""));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    signGate(view);
  });
  return view;
}

const openWords = (missing) => `${counted(missing, "step")} ${missing === 1 ? "is" : "are"} open.`;

// The field wants local time without a zone.
function fillTime({ when, chosen }) {
  const date = new Date();
  date.setMinutes(date.getMinutes() - date.getTimezoneOffset());
  if (!chosen || !when.value) when.value = date.toISOString().slice(0, 16);
}

function signGate(view) {
  const { after, who, when, reason } = view;
  const missing = mustBeDone(after).length;
  reason.setCustomValidity(missing && !reason.value.trim()
    ? `${openWords(missing)} Tick, or give a reason.` : "");
  who.value = who.value.trim();
  if (!view.form.reportValidity()) return;
  const moment = view.chosen ? new Date(when.value) : new Date();
  enter(`gate/${after}`, JSON.stringify({
    name: who.value, time: utc(moment), override: reason.value.trim(),
  }));
  view.chosen = false;
  say(`Signed by ${who.value}.`);
  const next = document.querySelector(`section[data-part="${after + 1}"] h2`);
  const target = next ?? view.words;
  target.tabIndex = -1;
  target.focus();
}

async function withdraw(after) {
  const sure = await ask({
    title: "Withdraw the signature?", action: "Withdraw",
    text: "The hops after this gate are closed until it is signed again. Ticks and notes stay.",
  });
  if (sure) enter(`gate/${after}`, "");
}

function refreshGates() {
  for (const { section, after, form, open, words, signed } of gateViews) {
    const signature = gateOf(after);
    const missing = mustBeDone(after).length;
    section.classList.toggle("done", Boolean(signature));
    form.hidden = Boolean(signature);
    signed.hidden = !signature;
    for (const field of form.elements) field.disabled = closedBy(after) !== undefined;
    open.textContent = missing ? openWords(missing) : "";
    if (!signature) continue;
    words.replaceChildren("Signed by ", element("strong", {}, signature.name), ", ", time(signature.time), ".");
    if (signature.override) words.append(` Although something was open: “${signature.override}”`);
  }
}

refreshGates();
whenChanged(refreshGates);

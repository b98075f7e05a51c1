// A stop-watch for each part; it goes on while the page is closed.
import { button, clock, element, now, ofHop, parsed } from "./elements.js";
import { misfit, WATCH } from "./shape.js";
import { whenChanged } from "./storage.js";
import { enter, entry } from "./runs.js";
import { closedBy } from "./progress.js";

function watchOf(part) {
  const watch = parsed(entry(`watch/${part}`));
  return misfit(watch, WATCH) ? { seconds: 0, since: "" } : watch;
}

export function secondsOf(part) {
  const { seconds, since } = watchOf(part);
  const going = since ? Math.max(0, Date.now() - Date.parse(since)) / 1000 : 0;
  return Math.floor(seconds + going);
}

const watches = [...document.querySelectorAll("section[data-part]")].map((section) => {
  const part = Number(section.dataset.part);
  const face = element("span", { className: "face", role: "timer" });
  const press = button("Start", () => toggleWatch(part));
  section.querySelector(".count").append(element("span", {}, "Stop-watch ", face), press);
  return { part, face, press };
});

function toggleWatch(part) {
  const seconds = secondsOf(part);
  const since = watchOf(part).since ? "" : now();
  enter(`watch/${part}`, JSON.stringify({ seconds, since }));
}

function refreshWatches() {
  for (const { part, face, press } of watches) {
    face.textContent = clock(secondsOf(part));
    const words = watchOf(part).since ? "Pause" : "Start";
    press.textContent = words;
    press.setAttribute("aria-label", `${words} the stop-watch${ofHop(part)}`);
    press.disabled = closedBy(part) !== undefined;
  }
}

refreshWatches();
whenChanged(refreshWatches);
setInterval(() => {
  for (const { part, face } of watches) {
    if (watchOf(part).since) face.textContent = clock(secondsOf(part));
  }
}, 1000);

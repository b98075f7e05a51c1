/* On a version's page of the report: shows only findings of some severities, or with some words. */
"use strict";

(() => {
  const NAMES = { error: "Errors", warning: "Warnings", info: "Infos" };
  const sections = [...document.querySelectorAll("article .on-page")];
  const items = sections.flatMap((section) => [...section.querySelectorAll(".findings > li")]);
  if (items.length < 2) return;

  const form = document.createElement("form");
  form.className = "report-filter";
  const words = document.createElement("input");
  words.type = "search";
  words.autocomplete = "off";
  words.spellcheck = false;
  form.append(labelled("Only with these words", words, "name"));

  const boxes = Object.keys(NAMES)
    .filter((severity) => items.some((item) => item.dataset.severity === severity))
    .map((severity) => {
      const box = document.createElement("input");
      box.type = "checkbox";
      box.checked = true;
      box.value = severity;
      form.append(labelled(NAMES[severity], box, ""));
      return box;
    });
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  form.append(said);

  /* A field with its label: above it where the label has a class, else behind it. */
  function labelled(text, field, name) {
    const label = document.createElement("label");
    const caption = document.createElement("span");
    caption.textContent = text;
    caption.className = name;
    label.append(...(name ? [caption, field] : [field, " ", caption]));
    return label;
  }

  function show() {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const severities = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    let count = 0;
    for (const item of items) {
      const text = item.textContent.toLowerCase();
      item.hidden = !severities.has(item.dataset.severity) || !wanted.every((word) => text.includes(word));
      count += item.hidden ? 0 : 1;
    }
    for (const section of sections) section.hidden = !section.querySelector(".findings > li:not([hidden])");
    said.textContent = count < items.length ? `${count} of ${items.length} shown` : "";
  }

  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  sections[0].before(form);
  show();
})();

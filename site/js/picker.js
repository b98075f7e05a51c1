// The picker of the start page: product, installed version, wanted version, and the runbook.
//
// What is chosen stands in the address, behind its #, so that it can be sent to a colleague. All
// that comes from the address or from the docs is text; nothing of it becomes markup. Its parts are
// found in its form, never by an id, because the ids of a page are its writer's.
//
// Who chooses, in the fields or by an address, asks for a state. `settle` is the only way to it: once
// all that it needs is loaded, fields, answer and address change together, or not at all where
// something else has been asked for by then.
"use strict";

(() => {
  const form = document.querySelector("form.picker");
  if (!form) return;
  const base = form.dataset.base;
  const [product, from, to] = form.querySelectorAll("select");
  const result = form.querySelector(".picked");
  const loaded = new Map();
  // The product whose fields stand there, and for each of its components the selects, installed and wanted.
  let shown;
  const apart = new Map();
  // The state that was asked for last.
  let latest;
  const SYMBOLS = { danger: "◆", warning: "▲", caution: "△", notice: "■" };
  const NEAREST = 6;

  window.runbookcRoutes = (id, known) => { if (!loaded.has(id)) loaded.set(id, { ...known, id, routes: {} }); };
  window.runbookcRoutesFrom = (id, start, routes) => { loaded.get(id).routes[start] = routes; };

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children.filter(Boolean));
    return element;
  };

  const own = (object, key) => (Object.hasOwn(object, key) ? object[key] : undefined);

  const script = (id, name) => new Promise((done, failed) => {
    const path = [id, name].map(encodeURIComponent).join("/");
    const element = make("script", { src: `${base}/runbooks/${path}` });
    element.addEventListener("load", () => done());
    element.addEventListener("error", () => failed(new Error(path)));
    document.head.append(element);
  });

  const startOf = (known, state) => (known.from.includes(state.get("from")) ? state.get("from") : known.first[0]);

  // The routes from a version stand in a file of their own.
  const load = async (id, state) => {
    if (!loaded.has(id)) await script(id, "routes.js");
    const known = loaded.get(id);
    const start = startOf(known, state);
    if (own(known.ends, start) && !own(known.routes, start)) await script(id, `routes-from-${start}.js`);
  };

  // A list that stays the same is left alone: it may be open.
  const fill = (select, values, label, wanted, otherwise = values[0]) => {
    const options = values.map((value) => new Option(label(value), value));
    const same = (option, index) => option.isEqualNode(select.options[index] ?? null);
    if (options.length !== select.length || !options.every(same)) select.replaceChildren(...options);
    select.value = values.includes(wanted) ? wanted : otherwise;
  };

  const named = (known, version) => {
    const series = own(known.builds, version);
    if (series) return `a later build of ${series}`;
    const name = own(known.names, version);
    return name && name !== known.name ? `${version} (${name})` : version;
  };

  // Without what is left as it is by default.
  const chosen = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => value));

  const asked = () => new URLSearchParams(location.hash.slice(1));

  // A later build is offered to who has one of the same series.
  const fillTargets = (known, wanted) => {
    const targets = known.to.filter((version) =>
      !own(known.builds, version) || own(known.ends, from.value)?.includes(version));
    fill(to, targets, (version) => named(known, version), wanted,
      targets.findLast((version) => !own(known.builds, version)));
  };

  const routeOf = (known) => own(own(known.routes, from.value) ?? {}, to.value);

  const label = (select, words) => {
    select.closest(".field").querySelector(".name").textContent = words;
  };

  const capital = (words) => words[0].toUpperCase() + words.slice(1);

  // The fields of what is upgraded apart; in front of the answer, and none where nothing is.
  const makeApart = (known) => {
    const server = known.server ? `${capital(known.server)} ` : "";
    label(from, server ? `${server}installed` : "Installed");
    label(to, server ? `${server}wanted` : "Wanted");
    for (const [installed, wanted] of apart.values()) {
      installed.closest(".field").remove();
      wanted.closest(".field").remove();
    }
    apart.clear();
    for (const { name, plural } of known.components) {
      const selects = ["installed", "wanted"].map((which) => {
        const select = make("select", { name: which === "wanted" ? `${name}-to` : name });
        result.before(make("label", { className: "field" },
          make("span", { className: "name" }, `${capital(plural)} ${which}`), select));
        return select;
      });
      apart.set(name, selects);
    }
  };

  // "" is the default: the version of the server, and an upgrade with each hop.
  const fillApart = (known, state) => {
    const { restsOf } = window.runbookcComponents(known);
    for (const [name, [installed, wanted]] of apart) {
      fill(installed, ["", ...known.from], (version) =>
        (version ? named(known, version) : `the same (${from.value})`), state.get(name));
      const rests = restsOf(routeOf(known), installed.value || from.value);
      fill(wanted, ["", ...rests], (version) =>
        (version ? `${version}, no further` : "upgraded along the way"), state.get(`${name}-to`));
    }
  };

  const fillFields = (known, state) => {
    if (known !== shown) makeApart(known);
    shown = known;
    fill(from, known.from, (version) => named(known, version), startOf(known, state));
    fillTargets(known, state.get("to") ?? known.first[1]);
    fillApart(known, state);
  };

  // The fields of another product cannot be chosen from, and are no part of what is chosen.
  const lock = (locked) => {
    for (const select of [from, to, ...[...apart.values()].flat()]) select.disabled = locked;
  };

  const alongOf = (known, route) => {
    const { along } = window.runbookcComponents(known);
    return known.components.map((component) => {
      const [installed, wanted] = apart.get(component.name).map((select) => select.value);
      return along(component, route, installed || from.value,
        wanted || route.versions.at(-1));
    });
  };

  const read = (href, words) => make("a", { href: `${base}/${href}` }, words);

  const row = ({ text, href, bad, quote }) => make("p", { className: bad ? "met bad" : "met" },
    bad ? make("b", {}, `${SYMBOLS.warning} `) : null,
    quote ? make("q", {}, text) : href ? read(href, text) : text);

  const stops = (route, told) => make("ol", { className: "stops" },
    ...route.stops.map((stop, index) => make("li", {}, make("b", {}, stop),
      ...told.flatMap((one) => one.stops[index].map(row)))));

  const needs = (told) => told.flatMap((one) => one.needs).map(({ text, told: what, sentence, way }) =>
    make("div", { className: "picked-need" },
      make("p", {}, make("b", {}, `${SYMBOLS.warning} ${text}`), ` ${what}`,
        way ? " " : null, way ? read(way.href, way.text) : null),
      sentence ? make("p", {}, make("q", {}, sentence.text), " ", read(sentence.href, "Read more")) : null));

  const hazards = (route) => {
    if (!route.hazards.length) return null;
    const items = route.hazards.map(([kind, text]) =>
      make("li", {},
        make("b", { className: kind }, `${SYMBOLS[kind] ?? ""} ${kind.toUpperCase()}`), " ", text));
    if (route.more) items.push(make("li", {}, `and ${route.more} more in the runbook`));
    return make("ul", { className: "picked-hazards" }, ...items);
  };

  const copy = (file) => {
    if (!navigator.clipboard) return null;
    const button = make("button", { type: "button", ariaLabel: `Copy the SHA-256 of the ${file.format} file` }, "Copy");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(file.sha256);
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
    return button;
  };

  const files = (route) => make("ul", { className: "picked-files" },
    ...route.files.map((file) => {
      const link = make("a", { href: `${base}/runbooks/${file.path}` }, file.format);
      if (file.format !== "HTML" && file.format !== "PDF") link.download = "";
      return make("li", {}, link, " ", make("span", { className: "size" }, file.size),
        make("code", { className: "sum", title: `SHA-256 ${file.sha256}` }, file.sha256), copy(file));
    }));

  const found = (known, route) => {
    const told = alongOf(known, route);
    return [
      make("h2", {}, route.title),
      ...needs(told),
      stops(route, told),
      make("p", { className: "picked-counts" },
        `${count(route.versions.length - 1, "hop")}, ${count(route.steps, "step")}, `
        + `${count(route.hazards.length + route.more, "hazard")}`),
      hazards(route),
      files(route),
      make("p", { className: "picked-digest" }, "Digest ",
        make("code", {}, route.digest.slice(0, 16).replace(/(.{4})(?=.)/g, "$1 "))),
    ];
  };

  const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

  const choose = (known, choices, words) => make("ul", {}, ...choices.map(([start, end]) => {
    const button = make("button", { type: "button" }, words(start, end));
    button.addEventListener("click", () =>
      settle(new URLSearchParams({ ...Object.fromEntries(chosen()), product: known.id, from: start, to: end })));
    return make("li", {}, button);
  }));

  const bothEnds = (start, end) => `${start} to ${end}`;

  const near = (known, words, choices, label) => (choices.length
    ? make("div", { className: "near" }, make("p", {}, words), choose(known, choices, label)) : null);

  // The versions of a list that stand next to one, in their own order.
  const nearest = (known, versions, wish) => {
    const place = (version) => known.to.indexOf(version);
    return versions.toSorted((one, other) =>
      Math.abs(place(one) - place(wish)) - Math.abs(place(other) - place(wish)) || place(one) - place(other))
      .slice(0, NEAREST).sort((one, other) => place(one) - place(other));
  };

  const missing = (known) => {
    const why = own(own(known.none, from.value) ?? {}, to.value);
    if (!why) return [make("p", {}, "Choose two versions.")];
    const way = why.instead ?? [];
    return [
      make("p", {}, make("b", {}, "There is no route: "), `${why.reason}.`),
      why.said ? make("p", {}, make("q", {}, why.said), " ", read(why.href, "Read more")) : null,
      ...(way.length ? allowed(known, way) : around(known)),
    ];
  };

  const allowed = (known, way) => [
    near(known, `What the docs allow, one after the other: ${way.join(" → ")}`,
      way.slice(1).map((end, index) => [way[index], end]), bothEnds),
  ];

  // The other way round, and where one can go, or come from, instead.
  const around = (known) => {
    const ends = own(known.ends, from.value) ?? [];
    const starts = known.from.filter((start) => own(known.ends, start)?.includes(to.value));
    const back = known.to.indexOf(from.value) > known.to.indexOf(to.value);
    const turned = back && own(known.ends, to.value)?.includes(from.value);
    return [
      near(known, `From ${from.value} you can get to`,
        nearest(known, ends, to.value).map((end) => [from.value, end]), (start, end) => named(known, end)),
      turned ? near(known, "The other way round", [[to.value, from.value]], bothEnds) : null,
      back ? null : near(known, `You can get to ${to.value} from`,
        nearest(known, starts, from.value).map((start) => [start, to.value]), (start) => named(known, start)),
    ];
  };

  // The server is where it shall be; what connects to it may not be.
  const arrived = (known) => {
    const here = { stops: [named(known, from.value)], versions: [from.value], hops: [] };
    const told = alongOf(known, here);
    const { wayTo, rank } = window.runbookcComponents(known);
    known.components.forEach((component, index) => {
      const version = apart.get(component.name)[0].value || from.value;
      const way = rank(version) < rank(from.value) && wayTo(component, from.value);
      if (way) told[index].stops[0].push({ text: `Step ${way.step} of “${way.title}” upgrades ${component.plural}`, href: way.href });
    });
    const later = Object.keys(known.builds).filter((build) => known.builds[build] === from.value);
    return [
      make("p", {}, "You have this version already."),
      ...needs(told),
      told.some((one) => one.stops[0].length) ? stops(here, told) : null,
      near(known, "There is also the way to", later.map((build) => [from.value, build]), (start, end) => named(known, end)),
    ];
  };

  const answer = (known) => {
    const route = routeOf(known);
    return route ? found(known, route) : from.value === to.value ? arrived(known) : missing(known);
  };

  const failed = () => [make("p", {}, "The list of routes could not be loaded.")];

  // What an address asked for stands in it already, and in the history of the browser.
  const settle = async (state, remembered = true) => {
    latest = state;
    product.value = state.get("product") ?? "";
    if (product.selectedIndex < 0) product.selectedIndex = 0;
    const id = product.value;
    form.setAttribute("aria-busy", "true");
    lock(loaded.get(id) !== shown);
    const complete = await load(id, state).then(() => true, () => false);
    if (latest !== state) return;
    const known = loaded.get(id);
    if (known) fillFields(known, state);
    lock(!known);
    result.replaceChildren(...(complete ? answer(known) : failed()).filter(Boolean));
    form.removeAttribute("aria-busy");
    if (remembered) history.replaceState(null, "", `#${chosen()}`);
  };

  const restore = () => settle(asked(), false);

  form.addEventListener("change", ({ target }) =>
    settle(target === product ? new URLSearchParams({ product: product.value }) : chosen()));
  form.addEventListener("submit", (event) => event.preventDefault());
  // An anchor of the page says nothing about the picker.
  window.addEventListener("hashchange", () => { if (!location.hash || asked().has("product")) restore(); });
  // What is shown first is loaded by the page itself, behind this script.
  document.addEventListener("DOMContentLoaded", restore);
})();

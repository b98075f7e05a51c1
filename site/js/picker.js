// The picker of the start page: product, installed version, wanted version, and the runbook.
//
// What is chosen stands in the address, behind its #, so that it can be sent to a colleague. All
// that comes from the address or from the docs is text; nothing of it becomes markup. Its parts are
// found in its form, never by an id, because the ids of a page are its writer's.
"use strict";

(() => {
  const form = document.querySelector("form.picker");
  if (!form) return;
  const base = form.dataset.base;
  const [product, from, to, peer] = form.querySelectorAll("select");
  const peerField = peer.closest(".field");
  const result = form.querySelector(".picked");
  const loaded = new Map();
  const SYMBOLS = { danger: "◆", warning: "▲", caution: "△", notice: "■" };
  const SHOWN_HAZARDS = 6;

  window.runbookcRoutes = (id, known) => loaded.set(id, known);

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children.filter(Boolean));
    return element;
  };

  const load = (id) => new Promise((done, failed) => {
    if (loaded.has(id)) return done();
    const script = make("script", { src: `${base}/runbooks/${encodeURIComponent(id)}/routes.js` });
    script.addEventListener("load", () => done());
    script.addEventListener("error", () => failed(new Error(id)));
    document.head.append(script);
  });

  const has = (select, value) => [...select.options].some((option) => option.value === value);

  const fill = (select, values, label, wanted) => {
    select.replaceChildren(...values.map((value) => new Option(label(value), value)));
    if (wanted !== undefined && has(select, wanted)) select.value = wanted;
  };

  const own = (object, key) => (Object.hasOwn(object, key) ? object[key] : undefined);

  const named = (known, version) => {
    const series = own(known.builds, version);
    if (series) return `a later build of ${series}`;
    const name = own(known.names, version);
    return name && name !== known.name ? `${version} (${name})` : version;
  };

  const asked = () => new URLSearchParams(location.hash.slice(1));

  const remember = () => {
    const state = new URLSearchParams({ product: product.value, from: from.value, to: to.value });
    if (!peerField.hidden) state.set("peer", peer.value);
    history.replaceState(null, "", `#${state}`);
  };

  // A later build is offered to who has one of the same series.
  const showTargets = (known, wanted) => {
    const targets = known.to.filter((version) =>
      !own(known.builds, version) || own(own(known.routes, from.value) ?? {}, version));
    fill(to, targets, (version) => named(known, version), wanted);
    if (!has(to, wanted)) to.value = targets.findLast((version) => !own(known.builds, version));
  };

  const showPeers = (known, wanted) => {
    const [first] = known.peers;
    const versions = known.from;
    peerField.hidden = !first;
    if (peerField.hidden) return;
    const plural = `${first.name[0].toUpperCase()}${first.name.slice(1)}s`;
    peerField.querySelector(".name").textContent = `${plural} installed`;
    const until = versions.indexOf(from.value);
    fill(peer, versions.slice(0, until + 1), (version) => named(known, version), wanted);
    if (!has(peer, wanted)) peer.value = from.value;
  };

  const stops = (route) => make("ol", { className: "stops" },
    ...route.stops.map((stop) => make("li", {}, stop)));

  const hazards = (route) => {
    if (!route.hazards.length) return null;
    const items = route.hazards.slice(0, SHOWN_HAZARDS).map(([kind, text]) =>
      make("li", {},
        make("b", { className: kind }, `${SYMBOLS[kind] ?? ""} ${kind.toUpperCase()}`), " ", text));
    const more = route.hazards.length - items.length;
    if (more > 0) items.push(make("li", {}, `and ${more} more in the runbook`));
    return make("ul", { className: "picked-hazards" }, ...items);
  };

  const files = (route) => make("ul", { className: "picked-files" },
    ...route.files.map((file) => {
      const link = make("a", { href: `${base}/runbooks/${file.path}` }, file.format);
      if (file.format !== "HTML" && file.format !== "PDF") link.download = "";
      return make("li", {}, link, " ", make("span", { className: "size" }, file.size),
        make("code", { className: "sum", title: "SHA-256" }, file.sha256));
    }));

  const skew = (known, route) => {
    const [first] = known.peers;
    if (peerField.hidden || !first) return null;
    const met = route.versions.map((version, index) =>
      [version, index < 2 ? peer.value : route.versions[index - 1]]);
    const broken = met.map(([version, other]) => {
      const index = own(own(first.forbidden, version) ?? {}, other);
      return index === undefined ? null : [version, other, first.sentences[index]];
    }).find(Boolean);
    if (!broken) return null;
    const [version, other, sentence] = broken;
    return make("p", { className: "picked-skew" },
      make("b", {}, `${SYMBOLS.warning} ${first.name}s of ${other} do not work with ${version}. `),
      make("q", {}, sentence.text), " ",
      make("a", { href: `${base}/${sentence.href}` }, "Read more"));
  };

  const found = (known, route) => [
    make("h2", {}, route.title),
    stops(route),
    make("p", { className: "picked-counts" },
      `${count(route.versions.length - 1, "hop")}, ${count(route.steps, "step")}, `
      + `${count(route.hazards.length, "hazard")}`),
    skew(known, route),
    hazards(route),
    files(route),
    make("p", { className: "picked-digest" }, "Digest ",
      make("code", {}, route.digest.slice(0, 16).replace(/(.{4})(?=.)/g, "$1 "))),
  ];

  const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

  const choose = (select, values) => values.map((value) => {
    const button = make("button", { type: "button" }, value);
    button.addEventListener("click", () => { select.value = value; changed(); });
    return make("li", {}, button);
  });

  const missing = (known) => {
    const why = own(own(known.none, from.value) ?? {}, to.value);
    if (!why) return [make("p", {}, "Choose two versions.")];
    const lists = [[to, why.to, `From ${from.value} you can get to`],
      [from, why.from, `You can get to ${to.value} from`]];
    return [
      make("p", {}, make("b", {}, "There is no route: "), `${why.reason}.`),
      ...lists.filter(([, values]) => values.length).map(([select, values, words]) =>
        make("div", { className: "near" }, make("p", {}, words),
          make("ul", {}, ...choose(select, values)))),
    ];
  };

  const show = () => {
    const known = loaded.get(product.value);
    const route = own(own(known.routes, from.value) ?? {}, to.value);
    const parts = from.value === to.value && !route
      ? [make("p", {}, "You have this version already.")]
      : route ? found(known, route) : missing(known);
    result.replaceChildren(...parts.filter(Boolean));
  };

  const changed = () => {
    const known = loaded.get(product.value);
    showTargets(known, to.value);
    showPeers(known, peer.value);
    show();
    remember();
  };

  const chosen = async (state) => {
    const id = product.value;
    try {
      await load(id);
    } catch {
      result.replaceChildren(make("p", {}, "The list of routes could not be loaded."));
      return;
    }
    if (product.value !== id) return;
    const known = loaded.get(id);
    const newest = known.to.findLast((version) => !own(known.builds, version));
    const ends = Object.keys(known.routes);
    const start = known.from.find((version) => own(known.routes[version] ?? {}, newest))
      ?? known.from.find((version) => ends.includes(version));
    fill(from, known.from, (version) => named(known, version), state.get("from") ?? start);
    showTargets(known, state.get("to") ?? newest);
    showPeers(known, state.get("peer") ?? from.value);
    show();
  };

  const restore = () => {
    const state = asked();
    if (has(product, state.get("product"))) product.value = state.get("product");
    return chosen(state);
  };

  product.addEventListener("change", async () => { await chosen(new URLSearchParams()); remember(); });
  for (const select of [from, to, peer]) select.addEventListener("change", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", restore);
  // What is shown first is loaded by the page itself, behind this script.
  document.addEventListener("DOMContentLoaded", restore);
})();

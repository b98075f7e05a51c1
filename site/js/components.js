// What connects to the server and is upgraded apart from it, along a route: for each stop whether it
// still works with the server there, which step upgrades it, and what must be done before which hop.
// The docs' own sentences decide; where they say nothing, that is what is said.
"use strict";

window.runbookcComponents = (known) => {
  const own = (object, key) => (Object.hasOwn(object, key) ? object[key] : undefined);
  const series = (version) => version.replace(/\.[xy]$/, "");
  const rank = (version) => known.from.indexOf(series(version));
  const capital = (words) => words[0].toUpperCase() + words.slice(1);

  const verdict = (component, server, version) => {
    const [state, index] = own(own(component.met, series(server)) ?? {}, version) ?? [];
    return { state, sentence: component.sentences[index] };
  };
  const refused = (...pair) => verdict(...pair).state === "refused";

  const hopOf = (component, route, index) =>
    known.hops[route.hops[index - 1]]?.[component.name] ?? { speaks: true, says: [] };

  const wayTo = (component, version) => own(component.ways, version);

  const metRow = (component, server, version) => {
    const { state, sentence } = verdict(component, server, version);
    const who = `${capital(component.plural)} of ${version}`;
    const href = sentence?.href;
    if (state === "refused") return { text: `${who} cannot connect`, bad: true, href };
    if (series(server) === version) return null;
    if (state === "works") return { text: `${who} can connect`, href };
    if (state === "spared") return { text: `${who} are not among those that ${server} refuses`, href };
    return { text: `The docs do not say whether ${component.plural} of ${version} work with ${server}` };
  };

  const stepRow = (hop, what, before = "") =>
    ({ text: `Step ${hop.step} of this hop upgrades ${what}${before}`, href: hop.href });

  // What has to be done, because a server would refuse what is there by then.
  const needOf = (component, route, index, version) => {
    const server = route.versions[index];
    const { sentence } = verdict(component, server, version);
    const before = route.versions[index - 1] ?? server;
    const enough = known.from.find((one) => rank(one) > rank(version) && rank(one) <= rank(server)
      && !refused(component, server, one) && !refused(component, before, one));
    const way = enough && wayTo(component, enough);
    const what = `${component.plural} from ${version} to ${enough} or newer`;
    const told = !enough ? `The docs name no version of ${component.plural} that both accept.`
      : index ? `Before the hop from ${before} to ${server}, upgrade ${what}.`
        : `Before anything else, upgrade ${what}.`;
    const text = `${capital(component.plural)} of ${version} do not work with ${server}`
      + `${index ? "" : ", which is installed"}.`;
    return { text, told, sentence, way: way && { text: `Step ${way.step} of “${way.title}”`, href: way.href } };
  };

  // Rows for each stop, and what is needed, for a component in the version installed that is
  // upgraded with the server up to the version wanted.
  const along = (component, route, installed, wanted) => {
    const needs = [];
    let version = installed;
    let cutSince = null;
    const stops = route.versions.map((server, index) => {
      if (cutSince) return [{ text: `${capital(component.plural)} of ${version} are cut off since ${cutSince}`, bad: true }];
      const rows = [];
      const hop = index ? hopOf(component, route, index) : null;
      const before = route.versions[index - 1];
      const upgraded = hop && rank(server) > rank(version) && rank(server) <= rank(wanted);
      if (hop && rank(version) < rank(before)) {
        rows.push(...hop.says.map((text) => ({ text, quote: true })));
      }
      if (upgraded && hop.first) {
        version = series(server);
        if (hop.step) rows.push(stepRow(hop, `${component.plural} to ${version}`, ", before the server"));
        if (refused(component, before, version)) {
          rows.push({ ...metRow(component, before, version), text: `Until the server is upgraded, ${component.plural} of ${version} cannot connect` });
        }
      }
      rows.push(metRow(component, server, version));
      if (refused(component, server, version)) {
        needs.push(needOf(component, route, index, version));
        cutSince = server;
      } else if (upgraded && !hop.first) {
        const target = `${component.plural} to ${series(server)}`;
        if (hop.step) rows.push(stepRow(hop, target));
        else rows.push({ text: hop.speaks
          ? `The docs of this hop speak of upgrading ${component.plural}, though in no step`
          : `No step of this hop upgrades ${component.plural}` });
        if (hop.step || hop.speaks) version = series(server);
      }
      return rows.filter(Boolean);
    });
    return { stops, needs };
  };

  // The versions at which a component may be left: where it is, and those that the route passes.
  const restsOf = (route, installed) => {
    const passed = (route?.versions ?? []).slice(1, -1).map(series);
    return [installed, ...passed.filter((version) => rank(version) > rank(installed))]
      .filter((version) => rank(version) < rank(route?.versions.at(-1) ?? version));
  };

  return { along, restsOf, wayTo, rank };
};

// Two ways to find a page: Pagefind's index of every word, over HTTP, and the small index of
// titles, headings, steps and hazards, which a site on a disk has too.
"use strict";

window.runbookcEngines = (base) => {
  const WEIGHT = { h: 5, s: 4, z: 4 };
  const TITLE_WEIGHT = 10;
  const SHOWN = 20;

  const words = (text) => text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "")
    .split(/[^\p{L}\p{N}.]+/u).filter(Boolean);

  const script = (path) => new Promise((done, failed) => {
    const element = document.createElement("script");
    element.src = `${base}/${path}`;
    element.addEventListener("load", () => done());
    element.addEventListener("error", () => failed(new Error(path)));
    document.head.append(element);
  });

  let known;
  window.runbookcSearch = (data) => { known = data; };

  const small = async () => {
    await script("search-index.js");
    const pages = known.pages.map(([url, title, scope, items]) => ({
      url, title, scope, head: words(title),
      items: items.map(([kind, anchor, text]) => ({ kind, anchor, text, words: words(text) })),
    }));
    const hits = (asked, own) => asked.filter((word) => own.some((one) => one.startsWith(word)));
    return async (text, wanted) => {
      const asked = words(text);
      const found = [];
      for (const page of pages) {
        const [product, , version] = known.scopes[page.scope] ?? ["", "", ""];
        if (wanted.product && product !== wanted.product) continue;
        if (wanted.version && version !== wanted.version) continue;
        const met = new Set(hits(asked, page.head));
        let score = met.size * TITLE_WEIGHT;
        let best = null;
        for (const item of page.items) {
          const here = hits(asked, item.words);
          here.forEach((word) => met.add(word));
          const own = here.length * WEIGHT[item.kind];
          score += own / 4;
          if (own > (best?.own ?? 0)) best = { ...item, own };
        }
        if (met.size < asked.length || !asked.length) continue;
        found.push({ page, best, score: score + (best?.own ?? 0) });
      }
      found.sort((one, other) => other.score - one.score);
      return found.slice(0, SHOWN).map(({ page, best }) => ({
        title: page.title,
        url: `${base}/${page.url}${best ? `#${best.anchor}` : ""}`,
        scope: (known.scopes[page.scope] ?? []).slice(1).join(" "),
        place: best?.kind === "s" ? `Step ${best.text}` : best?.text ?? "",
      }));
    };
  };

  const EXCERPT = 28;
  const BEFORE = 6;

  // The step, or the heading, under which most of what was asked stands, and the words there.
  const placeOf = (data) => {
    const anchors = data.anchors.filter((one) => !/^(circle|path|g)$/.test(one.element));
    const sums = new Map();
    for (const { location, balanced_score: score } of data.weighted_locations ?? []) {
      const anchor = anchors.findLast((one) => one.location <= location);
      const sum = sums.get(anchor) ?? { anchor, first: location, score: 0 };
      // The title says which page it is; the link leads to a place on it, where there is one.
      sum.score += anchor?.element === "h1" ? score / 1000 : score;
      sums.set(anchor, sum);
    }
    const best = [...sums.values()].reduce((one, other) => (other.score > one.score ? other : one));
    const from = Math.max(best.anchor?.location ?? 0, best.first - BEFORE);
    const next = anchors.find((one) => one.location > best.first)?.location ?? Infinity;
    const until = Math.min(from + EXCERPT, next);
    const text = data.raw_content.split(/\s+/).slice(from, until).join(" ");
    // Pagefind keeps the text with its entities; a document that is never shown reads them.
    const { textContent } = new DOMParser().parseFromString(text, "text/html").body;
    return { id: best.anchor?.id, text: until === next ? textContent : `${textContent} …` };
  };

  // To try what a policy forbids would be reported as a breach of it, so the policy is asked first.
  const forbidsPrograms = async () => {
    const { headers } = await fetch(location.pathname, { method: "HEAD" });
    const policy = headers.get("content-security-policy") ?? "";
    return /(default|script)-src/.test(policy) && !policy.includes("wasm-unsafe-eval");
  };

  const large = async () => {
    if (await forbidsPrograms()) return small();
    // Where something else forbids it, it fails here; Pagefind itself would wait for ever.
    new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
    const pagefind = await import(new URL(`${base}/pagefind/pagefind.js`, location.href).href);
    const [scopes] = await Promise.all([
      fetch(`${base}/pagefind/scopes.json`).then((answer) => answer.json()), pagefind.init(),
    ]);
    const fits = (id, wanted) => {
      const [product, version] = scopes[id] ?? [];
      return (!wanted.product || product === wanted.product)
        && (!wanted.version || version === wanted.version);
    };
    return async (text, wanted) => {
      const answer = await pagefind.search(text);
      const results = answer.results.filter((one) => fits(one.id, wanted)).slice(0, SHOWN);
      const all = await Promise.all(results.map((one) => one.data()));
      return all.map((data) => {
        const place = placeOf(data);
        return {
          title: data.meta.title ?? data.url,
          url: place.id ? `${data.url}#${place.id}` : data.url,
          scope: data.meta.scope ?? "",
          place: place.text,
        };
      });
    };
  };

  return async () => {
    if (location.protocol === "file:") return small();
    try {
      return await large();
    } catch {
      return small();
    }
  };
};

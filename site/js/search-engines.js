// Two ways to find a page: Pagefind's index of every word, over HTTP, and the small index of
// titles, headings, steps and hazards, which a site on a disk has too.
"use strict";

window.runbookcEngines = (base) => {
  const WEIGHT = { h: 5, s: 4, z: 4, n: 3, w: 2 };
  const TITLE_WEIGHT = 10;
  const SHOWN = 20;
  const NO_SPACES = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;

  const plain = (text) => text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").normalize("NFC");
  const split = (text) => text.split(/[^\p{L}\p{N}.]+/u)
    .map((word) => word.replace(/^\.+|\.+$/g, "")).filter(Boolean);
  const words = (text) => split(plain(text));

  // What is asked; scripts without spaces are cut where the browser knows their words.
  const asked = (text) => [...new Set(words(text).flatMap((word) => {
    if (!NO_SPACES.test(word) || !Intl.Segmenter) return [word];
    return [...new Intl.Segmenter([], { granularity: "word" }).segment(word)].map((one) => one.segment);
  }))];

  const meets = (own, word) => own.startsWith(word) || own.includes(`.${word}`)
    || (NO_SPACES.test(word) && own.includes(word));

  const script = (path) => new Promise((done, failed) => {
    const element = document.createElement("script");
    element.src = `${base}/${path}`;
    element.addEventListener("load", () => done());
    element.addEventListener("error", () => failed(new Error(path)));
    document.head.append(element);
  });

  // The word that differs in one letter, or in two where it is long; the first in the alphabet.
  const nearest = (word, all) => {
    const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    if (!most || /\p{N}/u.test(word)) return undefined;
    let best = { distance: most + 1 };
    for (const one of all) {
      if (Math.abs(one.length - word.length) > most) continue;
      const distance = differing(word, one);
      if (distance < best.distance || (distance === best.distance && one < best.one)) best = { one, distance };
    }
    return best.one;
  };

  // How many letters have to be put in, left out, exchanged or swapped.
  const differing = (one, other) => {
    let before = [];
    let row = [...Array(other.length + 1).keys()];
    for (let i = 1; i <= one.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1];
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          next[j] = Math.min(next[j], before[j - 2] + 1);
        }
      }
      [before, row] = [row, next];
    }
    return row[other.length];
  };

  let known;
  window.runbookcSearch = (data) => { known = data; };

  const small = async () => {
    await script("search-index.js");
    const named = known.scopes.map(([, ...names]) => words(names.join(" ")));
    const pages = known.pages.map(([url, title, scope, items]) => ({
      url, title, scope, head: words(title), named: named[scope] ?? [],
      items: items.map(([kind, anchor, text]) => ({ kind, anchor, text, words: words(text) })),
    }));
    const all = new Set(pages.flatMap((page) => [page.head, page.named, ...page.items.map((one) => one.words)]).flat());
    const hits = (wish, own) => wish.filter((word) => own.some((one) => meets(one, word)));
    // The words that are there; for one that no page has, what was probably meant.
    const meant = (text) => {
      const instead = [];
      const wish = asked(text).map((word) => {
        if ([...all].some((one) => meets(one, word))) return word;
        const near = nearest(word, all);
        if (near) instead.push([word, near]);
        return near ?? word;
      });
      return { wish, instead };
    };
    return async (text, wanted) => {
      const { wish, instead } = meant(text);
      const phrase = words(text).join(" ");
      const found = [];
      for (const page of pages) {
        const [product, , version] = known.scopes[page.scope] ?? ["", "", ""];
        if (wanted.product && product !== wanted.product) continue;
        if (wanted.version && version !== wanted.version) continue;
        const inTitle = hits(wish, page.head);
        const met = new Set(inTitle);
        let score = inTitle.length * TITLE_WEIGHT * (inTitle.length === wish.length ? 2 : 1);
        let around = 0;
        let best = null;
        let section = "";
        for (const item of page.items) {
          if (item.kind === "h") section = item.text;
          const here = hits(wish, item.words);
          if (!here.length) continue;
          here.forEach((word) => met.add(word));
          const own = here.length * WEIGHT[item.kind] * (item.words.join(" ").includes(phrase) ? 2 : 1);
          around += own / 4;
          if (own > (best?.own ?? 0)) best = { ...item, own, section };
        }
        // What the product or the version says of itself leads nowhere alone.
        const whole = new Set([...met, ...hits(wish, page.named)]);
        if (!met.size || whole.size < wish.length) continue;
        score += (best?.own ?? 0) + Math.min(around, TITLE_WEIGHT);
        found.push({ page, best, score });
      }
      found.sort((one, other) => other.score - one.score || one.page.scope - other.page.scope);
      const results = found.slice(0, SHOWN).map(({ page, best }) => ({
        title: page.title,
        url: `${base}/${page.url}${best?.anchor ? `#${best.anchor}` : ""}`,
        scope: (known.scopes[page.scope] ?? []).slice(1).filter(Boolean).join(" "),
        section: best && best.kind !== "h" ? best.section : "",
        place: best ? shown(best, wish) : "",
      }));
      return { results, total: found.length, instead };
    };
  };

  const LINE = 160;

  // A text in one or two lines, with the first of the words that were asked for.
  const shown = ({ kind, text }, wish) => {
    if (kind === "w") {
      return text.split(" ").filter((name) => words(name).some((own) => wish.some((word) => meets(own, word)))).join(" ");
    }
    const told = kind === "s" ? `Step ${text}` : text;
    const all = told.split(" ");
    const first = all.findIndex((one) => words(one).some((own) => wish.some((word) => meets(own, word))));
    if (told.length <= LINE || all.slice(0, first + 1).join(" ").length <= LINE) {
      return told.length <= LINE ? told : `${told.slice(0, LINE).replace(/\s\S*$/, "")} …`;
    }
    const lead = all.slice(0, kind === "s" ? 2 : 1).join(" ");
    const rest = all.slice(Math.max(1, first - 8)).join(" ");
    return `${lead} … ${rest.length <= LINE ? rest : `${rest.slice(0, LINE).replace(/\s\S*$/, "")} …`}`;
  };

  const EXCERPT = 28;
  const BEFORE = 6;
  const STEM = 5;

  // The step, or the heading, under which most of what was asked stands, and the words there.
  const placeOf = (data) => {
    const anchors = data.anchors.filter((one) => !/^(circle|path|g)$/.test(one.element));
    const content = data.raw_content.split(/\s+/);
    const stem = (location) => words(content[location] ?? "").join(".").slice(0, STEM);
    const places = data.weighted_locations ?? [];
    const often = new Map();
    for (const { location } of places) often.set(stem(location), (often.get(stem(location)) ?? 0) + 1);
    const sums = new Map();
    for (const { location, balanced_score } of places) {
      // A word that the page is full of says little of where on it.
      const score = balanced_score / often.get(stem(location));
      const anchor = anchors.findLast((one) => one.location <= location);
      const sum = sums.get(anchor) ?? { anchor, first: location, most: 0, score: 0 };
      if (score > sum.most) Object.assign(sum, { first: location, most: score });
      // The title says which page it is; the link leads to a place on it, where there is one.
      sum.score += anchor?.element === "h1" ? score / 1000 : score;
      sums.set(anchor, sum);
    }
    const best = [...sums.values()].reduce((one, other) => (other.score > one.score ? other : one));
    const begin = best.anchor?.location ?? 0;
    const from = Math.max(begin, best.first - BEFORE);
    const next = anchors.find((one) => one.location > best.first)?.location ?? Infinity;
    const until = Math.min(from + EXCERPT, next);
    const text = content.slice(from, until).join(" ");
    // Pagefind keeps the text with its entities; a document that is never shown reads them.
    const { textContent } = new DOMParser().parseFromString(text, "text/html").body;
    const step = /(?:^|-)step-(\d+)(?:-\d+)?$/.exec(best.anchor?.id ?? "");
    const heading = anchors.findLast((one) => /^h[2-6]$/.test(one.element) && one.location <= begin);
    const lead = from === begin ? "" : step ? `Step ${step[1]} … ` : "… ";
    return {
      id: best.anchor?.id,
      section: heading && heading !== best.anchor ? heading.text : "",
      text: `${lead}${textContent}${until === next ? "" : " …"}`,
    };
  };

  // Pages that bear what was asked in their title come first.
  const byTitle = (results, text) => {
    const wish = asked(text);
    const bears = ({ title }) => {
      const own = words(title);
      return wish.every((word) => own.some((one) => meets(one, word)));
    };
    return [...results.filter(bears), ...results.filter((one) => !bears(one))];
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
    const root = new URL(`${base}/pagefind/`, location.href).href;
    const told = async (path) => (await fetch(root + path)).json();
    const listed = await told("bundles.json");
    const opened = new Map();
    const open = (folder) => {
      if (!opened.has(folder)) {
        opened.set(folder, bundle(root, folder, told));
        opened.get(folder).catch(() => opened.delete(folder));
      }
      return opened.get(folder);
    };
    let other;
    const smaller = async (...question) => (await (other ??= small()))(...question);
    return async (text, wanted) => {
      const asking = listed.filter(([, product, version]) => !wanted.product
        || (product === wanted.product && (!wanted.version || [null, wanted.version].includes(version))));
      let all;
      try {
        all = (await Promise.all(asking.map(async ([folder]) => (await open(folder))(text, wanted)))).flat();
      } catch {
        // Where one bundle is lost, its pages shall be found all the same.
        return smaller(text, wanted);
      }
      const least = Math.min(...all.map((one) => one.without.length));
      if (least) {
        // What Pagefind does not know, such as a slip of the pen, the small index may.
        const answer = await smaller(text, wanted);
        if (answer.total || !all.length) return answer;
      }
      const found = all.filter((one) => one.without.length === least);
      const without = [...new Set(found.flatMap((one) => one.without))];
      found.sort((one, another) => another.score - one.score);
      const results = await Promise.all(found.slice(0, SHOWN).map(async ({ page, data }) => {
        const content = await data();
        const place = placeOf(content);
        return {
          title: content.meta.title ?? page.url,
          url: `${base}/${page.url}${place.id ? `#${place.id}` : ""}`,
          scope: page.title,
          section: place.section,
          place: place.text,
        };
      }));
      return { results: byTitle(results, text), total: found.length, instead: [], without };
    };
  };

  // The pages of one product, or of one version of it: what finds some of them.
  const bundle = async (root, folder, told) => {
    const { scopes, pages } = await told(`${folder}/scopes.json`);
    // Each bundle gets a program of its own, for two that begin at once in one would mix up their
    // memories; the browser loads the files of the program but once.
    const { createInstance } = await import(`${root}pagefind.js#${folder}`);
    const pagefind = createInstance({ basePath: `${root}${folder}/`, noWorker: true });
    return async (text, wanted) => {
      // What the product or the version says of itself need not stand on its pages.
      const questions = new Map();
      scopes.forEach(([product, version, title], scope) => {
        if (wanted.product && product !== wanted.product) return;
        if (wanted.version && version !== wanted.version) return;
        const named = new Set(words(title));
        const rest = text.split(/\s+/).filter((one) => words(one).some((word) => !named.has(word)));
        const question = rest.join(" ") || text;
        questions.set(question, [...questions.get(question) ?? [], scope]);
      });
      const found = await Promise.all([...questions].map(async ([question, of]) => {
        const results = (await pagefind.search(question)).results
          .filter(({ id }) => of.includes(pages[id]?.[1]));
        const without = results.length ? missing(await results[0].data(), question) : [];
        return results.map(({ id, score, data }) => {
          const [url, scope] = pages[id];
          return { page: { url, title: scopes[scope][2] }, score, data, without };
        });
      }));
      return found.flat();
    };
  };

  // The words that were asked and do not stand on a page that was found. Pagefind leaves out a word
  // that none of a bundle's pages has, and another bundle may have it; so one of them tells for all.
  // Endings do not count, for Pagefind knows words by their stems.
  const missing = (content, question) => {
    const bare = (text) => plain(text).replace(/[^\p{L}\p{N}]/gu, "");
    const { raw_content: text, weighted_locations: places = [], meta } = content;
    const all = text.split(text.includes("\u200b") ? "\u200b" : /\s+/);
    const met = [meta.title ?? "", ...places.map(({ location }) => all[location] ?? "")].map(bare);
    return asked(question).filter((word) => {
      const whole = bare(word);
      const begin = whole.slice(0, Math.max(3, Math.ceil(whole.length * 0.55)));
      return !met.some((one) => one.includes(begin));
    });
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

/* Search over everything that the site says (Pagefind). Opens over any page, with `/` or `s` too;
 * what is looked for stands in the address, so that a search can be linked and gone back to.
 * Without JavaScript the control leads to the page of all statements; where there is no control,
 * the theme's own search is in place and nothing happens here. */
(() => {
  "use strict";

  const ROOT = new URL("..", document.currentScript.src);
  const KEY = "find";
  const FACETS = ["type", "speaker", "kind", "stance", "place", "date", "publisher", "source"];
  const ORDERS = ["", "newest", "oldest"];
  /* Results that are put on the page at once, and values of a facet. */
  const STEP = 20;
  const FEW = 6;
  /* Names that are put before statements, and those among which the closest are looked for. */
  const NAMES = 3;
  const KNOWN = 20;
  /* Words around the first match of a long text. */
  const AROUND = 24;
  const DAY = /^\d{4}-\d\d-\d\d$/;
  /* Milliseconds after the last letter typed. */
  const WAIT = 150;
  /* A title outranks words, words other forms of a name, and those what our tables know. */
  const RANKING = { metaWeights: {
    title: 5, by: 1, words: 1, names: 0.6, reference: 0.4, brief: 0,
  } };

  /** @param {string} name @param {object} [given] properties @param {(Node|string)[]} children
   * @returns {HTMLElement} */
  const make = (name, given = {}, ...children) => {
    const made = Object.assign(document.createElement(name), given);
    made.append(...children);
    return made;
  };

  /** @param {string} text @returns {string} for comparing: no case, no accents, same length */
  const bare = (text) => [...text].map((char) => {
    const plain = char.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    return plain.length === char.length ? plain : char.toLowerCase().slice(0, char.length);
  }).join("");

  /** @param {string} text @returns {string[]} */
  const wordsOf = (text) => text.split(/\s+/).filter(Boolean);

  /* What somebody looks for: days, phrases and words, and the spelling nearest to a word that stands
   * nowhere. Nothing here touches the page. */
  const asking = (() => {
    /* A month or a day as the facet of dates has it. */
    const DATE = /^\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?$/;
    const QUOTES = /[“”„‟«»]/g;
    const PHRASE = /"([^"]+)"/g;
    /* Shorter words have too many neighbours. */
    const WORD = /^\p{L}{4,}$/u;
    const EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
    /* Spellings that are offered for one word. */
    const OFFERED = 3;

    /** @param {string} text @returns {string} for comparing: no case, no accents */
    const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

    /** @typedef {{dates: string[], phrases: string[], words: string[]}} Asked */

    /** @param {string} text @param {Object<string, number>} known dates of documents
     * @returns {Asked} the parts of a text: dates of documents, what must stand together, and words */
    const parted = (text, known) => {
      const asked = { dates: [], phrases: [], words: [] };
      const rest = text.replace(QUOTES, '"').replace(PHRASE, (_, phrase) => {
        if (phrase.trim()) asked.phrases.push(phrase.trim());
        return " ";
      });
      for (const word of rest.replaceAll('"', " ").split(/\s+/).filter(Boolean)) {
        if (!DATE.test(word)) asked.words.push(word);
        // Of a day of which there is no document, only the very figures are looked for.
        else (word in known ? asked.dates : asked.phrases).push(word);
      }
      return asked;
    };

    /** @param {string} one @param {string} other @returns {boolean} whether they differ by one letter
     * more, less or another, or by two that changed places */
    const isNear = (one, other) => {
      let start = 0;
      while (start < one.length && one[start] === other[start]) start += 1;
      let [end, last] = [one.length, other.length];
      while (end > start && last > start && one[end - 1] === other[last - 1]) [end, last] = [end - 1, last - 1];
      const [left, right] = [one.slice(start, end), other.slice(start, last)];
      if (left.length <= 1 && right.length <= 1) return true;
      return left.length === 2 && right === left[1] + left[0];
    };

    /** @param {string} word @param {string} whole @returns {boolean} whether it is near to a beginning */
    const beginsNear = (word, whole) => [-1, 0, 1]
      .some((more) => word.length + more < whole.length && isNear(word, whole.slice(0, word.length + more)));

    /** @typedef {{names: string[], words: string[]}} Spellings the most frequent first */

    /** @param {string} word @param {Spellings} spellings @returns {string[]|null} the nearest ones: whole
     * before beginnings, names before words, and of each those first that begin with the same letter;
     * null when the word stands somewhere */
    const nearest = (word, spellings) => {
      const sought = folded(word);
      const found = [[], [], [], []];
      for (const [place, list] of [spellings.names, spellings.words].entries()) {
        for (const spelling of list) {
          const other = folded(spelling);
          if (other.startsWith(sought)) return null;
          if (Math.abs(other.length - sought.length) <= 1 && isNear(sought, other)) {
            found[place].push(spelling);
          } else if (beginsNear(sought, other)) found[2 + place].push(spelling);
        }
      }
      const isOther = (spelling) => Number(!folded(spelling).startsWith(sought[0]));
      return found.flatMap((list) => list.sort((a, b) => isOther(a) - isOther(b))).slice(0, OFFERED);
    };

    /** @typedef {{words: string[], changed: {from: string, to: string[]}[], missing: string[]}} Spelt */

    /** @param {string[]} words @param {(word: string) => Promise<boolean>} stands whether a word stands
     * somewhere, in any form @param {() => Promise<Spellings>} load @returns {Promise<Spelt>} the words
     * to look for, which of them were spelt otherwise, and which stand nowhere */
    const spelt = async (words, stands, load) => {
      const spelt = { words: [], changed: [], missing: [] };
      const there = await Promise.all(words.map((word) => stands(word)));
      for (const [place, typed] of words.entries()) {
        const word = typed.replace(EDGES, "");
        const near = there[place] || !WORD.test(word) ? null : nearest(word, await load());
        if (near === null) spelt.words.push(typed);
        else if (near.length === 0) spelt.missing.push(word);
        else {
          spelt.words.push(near[0]);
          spelt.changed.push({ from: word, to: near });
        }
      }
      return spelt;
    };

    return { parted, spelt };
  })();

  /* What comes from elsewhere ---------------------------------------------------------------- */

  /** @returns {Promise<Object<string, string>>} the interface's words, by key */
  const loadWords = () => new Promise((resolve, reject) => {
    const script = make("script", { src: new URL("search/words.js", ROOT).href });
    window.briefingsSearch = resolve;
    script.onload = () => script.remove();
    script.onerror = () => reject(new Error(script.src));
    document.head.append(script);
  });

  /* Pagefind's files stand in packs: one of what every search needs, and records by their hash. */
  const FILES = new URL("pagefind/", ROOT);
  const START = "start.pack";
  const packs = new Map();

  /** @param {string} name of a pack @returns {Promise<{head: object, files: Map<string, Uint8Array>}>} */
  const loadPack = async (name) => {
    const answer = await fetch(new URL(name, FILES));
    if (!answer.ok) throw new Error(answer.url);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    let at = bytes.indexOf(10) + 1;
    const head = JSON.parse(new TextDecoder().decode(bytes.subarray(0, at)));
    const files = new Map();
    for (const [path, length] of head.files) files.set(path, bytes.subarray(at, at += length));
    return { head, files };
  };

  /** @param {string} name of a pack @returns {ReturnType<typeof loadPack>} fetched once */
  const pack = (name) => {
    if (!packs.has(name)) {
      packs.set(name, loadPack(name).catch((error) => { packs.delete(name); throw error; }));
    }
    return packs.get(name);
  };

  /** @param {string} path of one of Pagefind's files @returns {Promise<Uint8Array|undefined>} the file,
   * when it stands in a pack */
  const packedFile = async (path) => {
    const { head, files } = await pack(START);
    const hash = /^fragment\/.*_([0-9a-f]+)\./.exec(path)?.[1];
    if (hash === undefined) return files.get(path);
    return (await pack(`records/${hash.slice(0, head.digits) || "all"}.pack`)).files.get(path);
  };

  /* Pagefind asks for its files by `fetch`; those in packs are handed to it. */
  const around = window.fetch;
  window.fetch = async (input, ...more) => {
    const { origin, pathname } = new URL(input.url ?? input, location.href);
    const path = decodeURI(pathname).slice(decodeURI(FILES.pathname).length);
    const isOurs = origin + pathname === FILES.origin + FILES.pathname + encodeURI(path);
    const isApart = path.endsWith(".pack") || path.startsWith("index/") || path.endsWith(".json");
    const found = isOurs && (!isApart || path === "pagefind-entry.json") && await packedFile(path);
    return found ? new Response(found) : around.call(window, input, ...more);
  };

  /** @returns {Promise<{engine: object, facets: Object<string, Object<string, number>>}>} */
  const loadEngine = async () => {
    const script = await packedFile("pagefind.js");
    const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    const engine = await import(address);
    URL.revokeObjectURL(address);
    // A worker would fetch by itself, file by file.
    await engine.options({ basePath: FILES.pathname, noWorker: true, ranking: RANKING });
    await engine.init();
    return { engine, facets: await engine.filters() };
  };

  /** @returns {Promise<{names: string[], words: string[]}>} how the words of the site are spelt */
  const loadSpellings = async () => {
    const answer = await fetch(new URL("pagefind/spellings.json", ROOT));
    if (!answer.ok) throw new Error(answer.url);
    return answer.json();
  };

  const once = (load) => {
    let loading = null;
    return () => (loading ??= load().catch((error) => { loading = null; throw error; }));
  };
  const words = once(loadWords);
  const engine = once(loadEngine);
  const spellings = once(loadSpellings);

  /* What is looked for ----------------------------------------------------------------------- */

  /** @typedef {{text: string, order: string, chosen: Map<string, Set<string>>}} Wanted */

  /** @returns {Wanted|null} what the address says; null when it says nothing */
  const fromAddress = () => {
    const asked = new URL(location.href).searchParams;
    if (![...asked.keys()].some((key) => key === KEY || key.startsWith(`${KEY}-`))) return null;
    const order = asked.get(`${KEY}-order`) ?? "";
    return {
      text: asked.get(KEY) ?? "",
      order: ORDERS.includes(order) ? order : "",
      chosen: new Map(FACETS.map((facet) => [facet, new Set(asked.getAll(`${KEY}-${facet}`))])),
    };
  };

  /** @param {Wanted|null} wanted null takes everything out of the address again */
  const toAddress = (wanted) => {
    const address = new URL(location.href);
    for (const key of [...address.searchParams.keys()]) {
      if (key === KEY || key.startsWith(`${KEY}-`)) address.searchParams.delete(key);
    }
    if (wanted) {
      address.searchParams.set(KEY, wanted.text);
      if (wanted.order) address.searchParams.set(`${KEY}-order`, wanted.order);
      for (const [facet, values] of wanted.chosen) {
        for (const value of values) address.searchParams.append(`${KEY}-${facet}`, value);
      }
    }
    try {
      history.replaceState(history.state, "", address);
    } catch {
      // From a disk, a browser may refuse; search does not work there anyway.
    }
  };

  /** @param {Wanted} wanted @param {string} [but] a facet to leave out @returns {object} */
  const filtersOf = (wanted, but) => Object.fromEntries([...wanted.chosen]
    .filter(([facet, values]) => values.size && facet !== but)
    .map(([facet, values]) => [facet, { any: [...values] }]));

  /** @param {string} one @param {string} other @returns {number} the closer, the smaller */
  const closeness = (one, other) => {
    if (one === other) return 0;
    return ` ${one} `.includes(` ${other} `) ? 1 : 2;
  };

  /** @param {object} data of a name @param {string} text @returns {number} how close it is to a
   * text: by its own name, else by another form of it; the smaller, the closer */
  const distance = ({ meta }, text) => {
    const [title, sought] = [bare(meta.title), bare(text)];
    const forms = [...table(meta.names), ...table(meta.reference)].flatMap(([, , ...more]) => more);
    const others = forms.map((form) => closeness(bare(form), sought));
    return Math.min(2 * closeness(title, sought), ...others.map((other) => 2 * other + 1));
  };

  /** @param {object} engine @param {string} text @param {object[]} results @returns {Promise<
   * object[]>} results; before all others the entries that the text names, by whatever form, and of
   * these those first that are called just so */
  const namesFirst = async (engine, text, results) => {
    const entries = await engine.search(text, { filters: { type: "name" } });
    const named = new Set(entries.results
      .filter((result) => result.matchedMetaFields?.length).map((result) => result.id));
    const among = results.filter((result) => named.has(result.id)).slice(0, KNOWN);
    const far = await Promise.all(among.map(async (entry) => distance(await entry.data(), text)));
    const first = among.map((_, place) => place).sort((a, b) => far[a] - far[b])
      .slice(0, NAMES).map((place) => among[place]);
    return [...first, ...results.filter((result) => !first.includes(result))];
  };

  /** @param {object} engine @param {string} word @returns {Promise<boolean>} whether any form of a
   * word stands somewhere; else the index would look for its beginning */
  const stands = async (engine, word) => {
    // Counted only: what nothing is of costs least to hand over.
    const found = await engine.search(`"${word.replaceAll('"', "")}"`, { filters: { type: "nothing" } });
    return found.unfilteredResultCount > 0;
  };

  /** @param {object[]} results @returns {Promise<object>} how many of them have each value */
  const countedIn = async (results) => {
    const counts = {};
    for (const { filters } of await Promise.all(results.map((result) => result.data()))) {
      for (const [facet, values] of Object.entries(filters)) {
        counts[facet] ??= {};
        for (const value of values) counts[facet][value] = (counts[facet][value] ?? 0) + 1;
      }
    }
    return counts;
  };

  /** @param {object} engine @param {string[]} texts phrases between quotation marks, and words
   * @param {object} how filters and order @returns {Promise<{results: object[], filters: object}>}
   * what has all of them; the index itself takes but one phrase, and nothing beside it */
  const having = async (engine, texts, how) => {
    if (texts.length < 2) return engine.search(texts[0] ?? null, how);
    const [first, ...others] = await Promise.all(texts.map((text) => engine.search(text, how)));
    const kept = others.map(({ results }) => new Set(results.map((result) => result.id)));
    const results = first.results.filter((result) => kept.every((ids) => ids.has(result.id)));
    return { results, filters: await countedIn(results) };
  };

  /** @param {object} wanted @returns {Promise<object>} results, and counts by facet: of each as if
   * nothing were chosen in it, because values of one facet add up; the words that were looked for,
   * which of them are spelt otherwise than asked, and which stand nowhere */
  const look = async ({ engine, facets }, wanted) => {
    const asked = asking.parted(wanted.text, facets.date ?? {});
    const spelt = await asking.spelt(asked.words, (word) => stands(engine, word), spellings)
      .catch(() => ({ words: asked.words, changed: [], missing: [] }));
    const words = spelt.words.join(" ");
    const texts = [...(words ? [words] : []), ...asked.phrases.map((phrase) => `"${phrase}"`)];
    const found = { ...spelt, text: texts.join(" "), results: [], counts: {} };
    if (!texts.length && spelt.missing.length) return found;
    const order = wanted.order || (texts.length ? "" : "newest");
    const sort = order ? { [order]: order === "newest" ? "desc" : "asc" } : {};
    const days = asked.dates.length ? { date: { any: asked.dates } } : {};
    const { results, filters } = await having(engine, texts,
      { filters: { ...filtersOf(wanted), ...days }, sort });
    found.counts = { ...filters };
    for (const [facet, values] of wanted.chosen) {
      if (!values.size) continue;
      const wider = await having(engine, texts,
        { filters: { ...filtersOf(wanted, facet), ...days }, sort });
      found.counts[facet] = wider.filters[facet] ?? {};
    }
    found.results = order || texts.length > 1 ? results : await namesFirst(engine, texts[0], results);
    return found;
  };

  /* One result ------------------------------------------------------------------------------- */

  /** @param {string} text @param {[number, number][]} ranges @returns {(Node|string)[]} the text
   * with what stands in the ranges marked */
  const marked = (text, ranges) => {
    const parts = [];
    let at = 0;
    for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
      if (start < at) continue;
      parts.push(text.slice(at, start), make("mark", {}, text.slice(start, end)));
      at = end;
    }
    parts.push(text.slice(at));
    return parts.filter((part) => part !== "");
  };

  /** @param {string} text @param {Set<number>} places numbers of words @param {number} [first]
   * number of the first word @returns {[number, number][]} where they stand, without punctuation */
  const wordRanges = (text, places, first = 0) => {
    const ranges = [];
    let number = first;
    for (const word of text.matchAll(/\S+/g)) {
      if (places.has(number)) {
        const [, before, core] = /^([^\p{L}\p{N}]*)(.*?)[^\p{L}\p{N}]*$/u.exec(word[0]);
        const start = word.index + before.length;
        ranges.push([start, start + (core.length || word[0].length)]);
      }
      number += 1;
    }
    return ranges;
  };

  /** @param {string} text @param {string[]} forms @returns {[number, number][]} where any stands */
  const formRanges = (text, forms) => {
    const plain = bare(text);
    const ranges = [];
    for (const form of forms.map(bare)) {
      for (let at = plain.indexOf(form); at >= 0; at = plain.indexOf(form, at + form.length)) {
        const around = plain.slice(Math.max(0, at - 1), at) + plain.charAt(at + form.length);
        if (!/[\p{L}\p{N}]/u.test(around)) ranges.push([at, at + form.length]);
      }
    }
    return ranges;
  };

  /** @param {string} [lines] @returns {string[][]} */
  const table = (lines) => (lines ? lines.split("\n").map((line) => line.split("\t")) : []);

  /** @param {object} meta @param {string} shown what the result shows @param {string} text what is
   * looked for @returns {{name: string, slug: string, forms: string[], by: string,
   *   reference: boolean}[]} other forms of names by which a result was found */
  const otherNames = (meta, shown, text) => {
    const there = wordsOf(bare(shown).replace(/[^\p{L}\p{N}]+/gu, " "));
    const terms = wordsOf(bare(text).replace(/[^\p{L}\p{N}]+/gu, " "))
      .filter((term) => !there.some((word) => word.startsWith(term)));
    const fits = (form) => {
      const parts = wordsOf(bare(form).replace(/[^\p{L}\p{N}]+/gu, " "));
      return terms.some((term) => parts.some((part) => part.startsWith(term)));
    };
    const names = new Map(table(meta.names).map(([slug, name, ...forms]) => [slug, [name, ...forms]]));
    const found = [];
    for (const [slug, forms] of names) {
      const by = forms.find(fits);
      if (by) found.push({ slug, name: forms[0], forms, by, reference: false });
    }
    for (const [slug, name, ...known] of table(meta.reference)) {
      const by = known.find(fits);
      if (!by || found.some((other) => other.slug === slug)) continue;
      found.push({ slug, name, forms: names.get(slug) ?? [name], by, reference: true });
    }
    return found;
  };

  /** @param {Object<string, string>} says @param {string} facet @param {string} value
   * @returns {string} what a value of a facet is called */
  const nameOf = (says, facet, value) => {
    if (facet === "type") return says[`search.type.${value}`] ?? value;
    if (facet === "kind" || facet === "stance") return says[`${facet}.${value}`] ?? value;
    if (value === "not-stated") return says["card.speaker_not_stated"];
    if (value === "undated") return says["search.undated"];
    if (facet === "date" || facet === "publisher") return value;
    return value.slice(value.indexOf(" ") + 1);
  };

  /** @param {string} content @param {Set<number>} places @returns {HTMLElement} some words around
   * the first match */
  const excerpt = (content, places) => {
    const all = wordsOf(content);
    const first = Math.min(...places, all.length);
    const start = first < all.length ? Math.max(0, first - AROUND / 3) : 0;
    const end = Math.min(all.length, start + AROUND);
    const text = all.slice(Math.floor(start), end).join(" ");
    const parts = marked(text, wordRanges(text, places, Math.floor(start)));
    return make("p", { className: "search-excerpt" },
      ...(start ? ["… "] : []), ...parts, ...(end < all.length ? [" …"] : []));
  };

  /** @param {Object<string, string>} says @param {object} data @param {Set<number>} places
   * @param {object[]} others @returns {HTMLElement[]} a statement: who says it, and the words */
  const statement = (says, data, places, others) => {
    const { by, words: said } = data.meta;
    const before = wordsOf(by).length;
    const after = before + wordsOf(said).length;
    const forms = others.flatMap((other) => other.forms);
    const ranges = (text, first) => [...wordRanges(text, places, first), ...formRanges(text, forms)];
    const link = make("a", { className: "search-hit", href: new URL(data.raw_url, ROOT).href },
      make("span", { className: "search-by" }, ...marked(by, ranges(by, 0)), ": "),
      make("span", { className: "search-said" },
        ...marked(said, ranges(said, before))));
    const parts = [link];
    const rest = wordsOf(data.raw_content ?? data.content).slice(after).join(" ");
    if (rest && places.size && ![...places].some((place) => place < after)) {
      parts.push(make("p", { className: "search-excerpt" }, `${says["search.sentence"]}: `,
        ...marked(rest, wordRanges(rest, places, after))));
    }
    return parts;
  };

  /** @param {object} data of a document or a page @param {Set<number>} places @param {string} text
   * what is looked for @returns {HTMLElement[]} what it has in brief; and some words around the first
   * match, where nothing of that matches */
  const inBrief = (data, places, text) => {
    const terms = wordsOf(text.replaceAll('"', " "));
    const lines = (data.meta.brief ?? "").split("\n").filter(Boolean);
    const ranges = lines.map((line) => formRanges(line, terms));
    const shown = lines.map((line, place) => make("p", { className: "search-brief" },
      ...marked(line, ranges[place])));
    const isThere = lines.length && (ranges.some((found) => found.length) || !places.size);
    return isThere ? shown : [...shown, excerpt(data.raw_content ?? data.content, places)];
  };

  /** @param {object} data @param {Set<number>} places @param {string} text what is looked for
   * @returns {HTMLElement[]} a name or a page */
  const titled = (data, places, text) => {
    const title = data.meta.title;
    const forName = data.filters.type?.[0] === "name";
    const first = forName ? wordsOf(title).length : 0;
    const link = make("a", { className: "search-hit", href: new URL(data.raw_url, ROOT).href },
      make("span", { className: "search-title" }, ...marked(title, forName
        ? wordRanges(title, places) : [])));
    if (!forName) return [link, ...inBrief(data, places, text)];
    const rest = wordsOf(data.raw_content ?? data.content).slice(first).join(" ");
    return rest ? [link, make("p", { className: "search-excerpt" },
      ...marked(rest, wordRanges(rest, places, first)))] : [link];
  };

  /** @param {Object<string, string>} says @param {object} data @param {string} text
   * @returns {HTMLLIElement} */
  const item = (says, data, text) => {
    const { meta, filters } = data;
    const type = filters.type?.[0] ?? "page";
    const places = new Set(data.locations);
    const shown = type === "statement" ? `${meta.by} ${meta.words}` : data.content;
    const others = otherNames(meta, shown, text);
    const parts = type === "statement"
      ? statement(says, data, places, others) : titled(data, places, text);
    for (const other of others) {
      const why = says[other.reference ? "search.reference" : "search.also"];
      parts.push(make("p", { className: "search-why" }, `${other.name}, ${why}: `,
        make("mark", {}, other.by)));
    }
    const facts = [nameOf(says, "type", type), filters.date?.at(-1)];
    for (const facet of ["kind", "stance"]) {
      if (filters[facet]?.length) facts.push(nameOf(says, facet, filters[facet][0]));
    }
    if (type === "statement") facts.push(nameOf(says, "source", filters.source[0]));
    facts.push(filters.publisher?.[0]);
    parts.push(make("p", { className: "search-facts" }, facts.filter((fact) => fact && fact !== "undated").join(" · ")));
    return make("li", { className: filters.kind?.[0] ?? "" }, ...parts);
  };

  /* Facets ----------------------------------------------------------------------------------- */

  /** One facet: its values as boxes to tick, the most frequent first; their order stays. */
  class Facet {
    /** @param {Object<string, string>} says @param {string} name @param {Object<string, number>}
     * totals @param {() => void} changed */
    constructor(says, name, totals, changed) {
      this.name = name;
      this.all = false;
      this.rows = Object.entries(totals).filter(([value]) => name !== "date" || !DAY.test(value))
        .map(([value, total]) => this.row(says, value, total));
      // The newest year first, and below it its months.
      const yearOf = ({ value }) => value.slice(0, 4);
      const byDate = (a, b) => yearOf(b).localeCompare(yearOf(a))
        || a.value.length - b.value.length || b.value.localeCompare(a.value);
      const byCount = (a, b) => b.total - a.total || (a.label < b.label ? -1 : 1);
      this.rows.sort(name === "date" ? byDate : byCount);
      this.list = make("ul", {}, ...this.rows.map((row) => row.item));
      this.more = make("button", { type: "button", textContent: says["search.all"] });
      this.more.onclick = () => { this.all = true; this.show(this.counts); this.rows
        .filter((row) => !row.item.hidden)[FEW]?.box.focus(); };
      this.element = make("fieldset", { className: `search-facet ${name}` },
        make("legend", { textContent: says[`search.facet.${name}`] }), this.list, this.more);
      this.list.addEventListener("change", changed);
    }

    row(says, value, total) {
      const label = nameOf(says, this.name, value);
      const box = make("input", { type: "checkbox", value });
      const count = make("span", { className: "search-count" });
      const item = make("li", {}, make("label", {}, box, make("span", {}, label), count));
      if (this.name === "date" && value.length > 4) item.classList.add("month");
      return { value, total, label, box, count, item };
    }

    /** @returns {Set<string>} */
    get chosen() {
      return new Set(this.rows.filter((row) => row.box.checked).map((row) => row.value));
    }

    /** @param {Set<string>} values */
    choose(values) {
      for (const row of this.rows) row.box.checked = values.has(row.value);
    }

    /** @param {Object<string, number>} counts of each value among the results */
    show(counts) {
      this.counts = counts;
      let shown = 0;
      let left = 0;
      for (const row of this.rows) {
        const count = counts[row.value] ?? 0;
        const fits = count > 0 || row.box.checked;
        const hidden = !fits || (!this.all && shown >= FEW && !row.box.checked);
        if (fits && hidden) left += 1;
        if (!hidden) shown += 1;
        row.item.hidden = hidden;
        row.count.textContent = String(count);
      }
      this.more.hidden = left === 0;
      this.element.hidden = shown === 0;
    }
  }

  /* The dialog ------------------------------------------------------------------------------- */

  class Dialog {
    /** @param {Object<string, string>} says @param {string} refuge where scripts are not needed */
    constructor(says, refuge) {
      this.says = says;
      this.refuge = refuge;
      this.facets = [];
      this.turn = 0;
      this.field = make("input", {
        type: "search", id: "search-text", name: "text", autocomplete: "off", spellcheck: false,
        placeholder: says["search.example"],
      });
      this.order = make("select", { id: "search-order" }, ...ORDERS.map((order) => make("option",
        { value: order, textContent: says[`search.order.${order || "best"}`] })));
      this.status = make("p", { className: "search-status" });
      this.status.setAttribute("role", "status");
      this.list = make("ol", { className: "search-list" });
      this.more = make("button", { type: "button", className: "search-more",
        textContent: says["search.more"], hidden: true });
      this.clear = make("button", { type: "button", textContent: says["search.clear"], hidden: true });
      this.note = make("div", { className: "search-note" });
      this.close = make("button", { type: "button", className: "search-close",
        textContent: says["search.close"] });
      this.aside = make("details", { className: "search-facets", open: innerWidth >= 960,
        hidden: true }, make("summary", { textContent: says["search.narrow"] }));
      this.element = this.assembled();
      document.body.append(this.element);
      this.listen();
    }

    /** @returns {HTMLDialogElement} */
    assembled() {
      const form = make("form", { className: "search-form" },
        make("label", { htmlFor: "search-text", textContent: this.says["search.label"] }),
        this.field, this.close);
      form.setAttribute("role", "search");
      this.form = form;
      const bar = make("div", { className: "search-bar" }, this.status, this.clear,
        make("label", { htmlFor: "search-order", textContent: this.says["search.order.label"] }),
        this.order);
      const results = make("div", { className: "search-results" },
        bar, this.note, this.list, this.more);
      const dialog = make("dialog", { className: "search-dialog" }, form,
        make("div", { className: "search-body" }, this.aside, results));
      dialog.setAttribute("aria-label", this.says["search.open"]);
      return dialog;
    }

    listen() {
      let timer = 0;
      const soon = (wait) => {
        clearTimeout(timer);
        timer = setTimeout(() => this.run(), wait);
      };
      this.soon = soon;
      this.field.addEventListener("input", () => soon(WAIT));
      this.order.addEventListener("change", () => soon(0));
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        clearTimeout(timer);
        this.run().then(() => this.hits()[0]?.focus());
      });
      this.clear.onclick = () => {
        for (const facet of this.facets) facet.choose(new Set());
        this.field.focus();
        soon(0);
      };
      this.close.onclick = () => this.element.close();
      this.more.onclick = () => this.extend().then((first) => first?.focus());
      this.element.addEventListener("keydown", (event) => this.move(event));
      this.element.addEventListener("click", (event) => {
        if (event.target === this.element) this.element.close();
        const link = event.target.closest("a[href]");
        // The address keeps what was looked for: going back shows it again.
        if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) this.leave();
      });
      this.element.addEventListener("close", () => {
        // A search that is still under way must not write itself into the address again.
        this.turn += 1;
        if (!this.left) toAddress(null);
        this.left = false;
      });
    }

    leave() {
      this.left = true;
      this.element.close();
    }

    /** @returns {HTMLElement[]} */
    hits() {
      return [...this.list.querySelectorAll(".search-hit")];
    }

    /** Go through the results with the arrow keys. @param {KeyboardEvent} event */
    move(event) {
      if (event.key === "Escape") {
        // In a field with text the browser would only empty it.
        event.preventDefault();
        this.element.close();
      }
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const inText = event.target === this.field;
      const hit = event.target.closest(".search-hit");
      if (!step || (!inText && !hit)) return;
      const stops = [this.field, ...this.hits()];
      const next = stops[stops.indexOf(hit ?? this.field) + step];
      if (!next) return;
      event.preventDefault();
      next.focus();
      next.closest("li")?.scrollIntoView({ block: "nearest" });
    }

    /** @returns {Wanted} */
    wanted() {
      return {
        text: this.field.value,
        order: this.order.value,
        chosen: new Map(this.facets.map((facet) => [facet.name, facet.chosen])),
      };
    }

    /**
     * Show the dialog.
     * @param {Wanted|null} asked what to look for; null for a fresh start
     * @param {string} typed letters that were typed already
     */
    async open(asked, typed) {
      if (!this.element.open) this.element.showModal();
      if (asked) this.field.value = asked.text;
      this.field.select();
      if (typed) this.field.value = typed;
      try {
        await this.prepare();
      } catch {
        this.fail();
        return;
      }
      if (asked) {
        this.order.value = asked.order;
        for (const facet of this.facets) facet.choose(asked.chosen.get(facet.name) ?? new Set());
      }
      await this.run();
    }

    /** Load the index and make the facets, once. */
    async prepare() {
      if (this.engine) return;
      const slow = setTimeout(() => { this.status.textContent = this.says["search.loading"]; }, 300);
      try {
        this.engine = await engine();
      } finally {
        clearTimeout(slow);
      }
      for (const name of FACETS) {
        const totals = this.engine.facets[name] ?? {};
        if (Object.keys(totals).length < 2) continue;
        this.facets.push(new Facet(this.says, name, totals, () => this.soon(0)));
      }
      this.aside.append(...this.facets.map((facet) => facet.element));
    }

    /** Look for what is wanted and show it, unless something newer is looked for by then. */
    async run() {
      if (!this.engine) return;
      const turn = this.turn += 1;
      const wanted = this.wanted();
      const chosen = [...wanted.chosen.values()].some((values) => values.size);
      const idle = !wanted.text.trim() && !chosen;
      this.list.setAttribute("aria-busy", "true");
      let found;
      let items;
      try {
        found = idle ? { results: [], counts: this.engine.facets, text: "", changed: [], missing: [] }
          : await look(this.engine, wanted);
        // The first one is seen as soon as it is there: the others may stand in many packs.
        const rest = this.items(found.results.slice(1, STEP), found.text);
        rest.catch(() => {});
        const first = await this.items(found.results.slice(0, 1), found.text);
        if (turn !== this.turn) return;
        this.list.replaceChildren(...first);
        items = [...first, ...await rest];
      } catch {
        if (turn === this.turn) this.fail();
        return;
      }
      if (turn !== this.turn) return;
      this.results = found.results;
      this.text = found.text;
      for (const facet of this.facets) facet.show(found.counts[facet.name] ?? {});
      this.aside.hidden = this.facets.length === 0;
      this.clear.hidden = !chosen;
      this.list.replaceChildren(...items);
      this.list.removeAttribute("aria-busy");
      this.more.hidden = items.length >= found.results.length;
      this.status.textContent = idle ? "" : this.counted();
      this.note.replaceChildren(...this.hint(idle, found));
      if (this.element.open) toAddress(wanted);
    }

    /** @param {object[]} results @param {string} text @returns {Promise<HTMLLIElement[]>} */
    async items(results, text) {
      const loaded = await Promise.all(results.map((result) => result.data()));
      return loaded.map((data) => item(this.says, data, text));
    }

    /** @returns {string} */
    counted() {
      const count = this.results.length;
      const form = new Intl.PluralRules(document.documentElement.lang || "en").select(count);
      const words = this.says[`search.count.${form}`] ?? this.says["search.count.other"];
      return words.replace("{n}", count.toLocaleString(document.documentElement.lang || undefined));
    }

    /** @param {boolean} idle @param {{changed: {from: string, to: string[]}[], missing: string[],
     *   text: string}} found @returns {HTMLElement[]} what was looked for instead of what was asked,
     * and what to know when there is nothing to show, or less than asked for */
    hint(idle, { changed, missing, text }) {
      const lines = changed.map((word) => make("p", {}, ...this.otherwise(word)));
      const say = (textContent) => lines.push(make("p", { textContent }));
      if (missing.length && text) say(`${this.says["search.missing"]}: ${missing.join(", ")}`);
      if (idle) say(this.says["search.hint"]);
      else if (!this.results.length) say(this.says["search.none"]);
      return lines;
    }

    /** @param {{from: string, to: string[]}} word one that stands nowhere, and how it may be spelt
     * @returns {(Node|string)[]} what was looked for instead, and what can be */
    otherwise({ from, to: [taken, ...others] }) {
      const buttons = others.map((other) => {
        const button = make("button", { type: "button", textContent: other });
        button.onclick = () => {
          this.field.value = this.field.value.replace(from, other);
          this.field.focus();
          this.soon(0);
        };
        return button;
      });
      const parts = [`${this.says["search.nearest"]}: ${from} → `, make("strong", { textContent: taken })];
      if (buttons.length) parts.push(` · ${this.says["search.or"]}: `);
      return [...parts, ...buttons.flatMap((button) => [" ", button])];
    }

    /** Put more results on the page. @returns {Promise<HTMLElement|undefined>} the first of them */
    async extend() {
      const { turn } = this;
      const start = this.list.children.length;
      const items = await this.items(this.results.slice(start, start + STEP), this.text);
      if (turn !== this.turn) return undefined;
      this.list.append(...items);
      this.more.hidden = this.list.children.length >= this.results.length;
      return this.hits()[start];
    }

    /** Say that there is no search here, and where to go instead. */
    fail() {
      this.results = [];
      this.list.replaceChildren();
      this.list.removeAttribute("aria-busy");
      this.more.hidden = true;
      this.status.textContent = this.says["search.broken"];
      this.note.replaceChildren(make("p", {}, make("a",
        { href: this.refuge, textContent: this.says["search.instead"] })));
    }
  }

  /* Opening it ------------------------------------------------------------------------------- */

  let dialog = null;
  /** @type {string|null} letters typed while the words of the dialog are fetched, else null */
  let early = null;

  /** @param {HTMLAnchorElement} control @param {Wanted|null} asked */
  const open = async (control, asked) => {
    let says;
    early ??= "";
    try {
      says = await words();
    } catch {
      // Not even the words are there: go where the control leads without scripts.
      location.assign(control.href);
      return;
    }
    // Somebody else may have waited for the words, too.
    dialog ??= new Dialog(says, control.href);
    const typed = early ?? "";
    early = null;
    if (!dialog.element.open) await dialog.open(asked, typed);
  };

  const theControl = () => document.querySelector("a.search-open");

  /** Open what the address asks for: a link to a search, or a page that was gone back to. */
  const arrive = () => {
    const asked = fromAddress();
    const control = theControl();
    if (asked && control && !dialog?.element.open) open(control, asked);
  };

  /** @param {KeyboardEvent} event @returns {boolean} whether it is a letter for something else */
  const isTyping = (event) => event.ctrlKey || event.metaKey || event.altKey
    || event.target.closest?.("input, textarea, select, dialog, [contenteditable]");

  // Before the theme's own navigation sees it.
  addEventListener("click", (event) => {
    const control = event.target.closest?.("a.search-open");
    if (!control || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    open(control, null);
  }, true);
  addEventListener("keydown", (event) => {
    const control = theControl();
    if (early !== null && event.key.length === 1 && !isTyping(event)) {
      early += event.key;
      event.preventDefault();
      return;
    }
    if (!control || !["/", "s"].includes(event.key) || isTyping(event)) return;
    event.preventDefault();
    open(control, null);
  });
  addEventListener("popstate", () => setTimeout(() => {
    if (dialog?.element.open && !fromAddress()) dialog.leave();
    arrive();
  }));
  window.document$?.subscribe(arrive);
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", arrive);
  else arrive();
})();

/* Checks a page in the browser, offline: recomputes the SHA-256 of the stored text and compares
 * every passage that the page takes from it, letter by letter; and saves what else its record holds.
 * Works from file:// too, because records are loaded as scripts. Without JavaScript nothing is lost
 * but this control, and a record is shown whole. */
(() => {
  "use strict";

  const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\s\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufe00-\ufe0f]+/gu;
  /** @type {Map<string, object>} records of documents, by id */
  const records = new Map();
  /** @type {Object<string, string>} interface strings, by key */
  let strings = {};
  /** @type {?object} the record that came last */
  let latest = null;

  /* Scripts in `proofs/` call these. */
  window.briefings = {
    document: (record) => { records.set(record.document, latest = record); },
    strings: (found) => { strings = found; },
  };

  /** @param {string} text @returns {string} what is left when white space and unseen characters go */
  const letters = (text) => text.replace(UNSEEN, "");

  /** @param {string} address @returns {Promise<void>} */
  const load = (address) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => { script.remove(); resolve(); };
    script.onerror = () => { script.remove(); reject(new Error(address)); };
    document.head.append(script);
  });

  /* SHA-256 (FIPS 180-4), for pages on plain http, where the browser's own is not to be had. */
  const PRIMES = [];
  for (let n = 2; PRIMES.length < 64; n += 1) {
    if (PRIMES.every((prime) => n % prime)) PRIMES.push(n);
  }
  const fraction = (root) => ((root - Math.floor(root)) * 2 ** 32) | 0;
  const ROUND = PRIMES.map((prime) => fraction(Math.cbrt(prime)));
  const turn = (word, by) => (word >>> by) | (word << (32 - by));

  /** @param {Uint8Array} bytes @returns {string} hexadecimal */
  const sha256 = (bytes) => {
    const state = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
    const blocks = Math.ceil((bytes.length + 9) / 64);
    const view = new DataView(new ArrayBuffer(blocks * 64));
    bytes.forEach((byte, at) => view.setUint8(at, byte));
    view.setUint8(bytes.length, 0x80);
    view.setBigUint64(blocks * 64 - 8, BigInt(bytes.length) * 8n);
    const w = new Int32Array(64);
    for (let block = 0; block < blocks; block += 1) {
      for (let i = 0; i < 16; i += 1) w[i] = view.getInt32(block * 64 + i * 4);
      for (let i = 16; i < 64; i += 1) {
        const low = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ (w[i - 15] >>> 3);
        const high = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ (w[i - 2] >>> 10);
        w[i] = w[i - 16] + low + w[i - 7] + high;
      }
      let [a, b, c, d, e, f, g, h] = state;
      for (let i = 0; i < 64; i += 1) {
        const first = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g))
          + ROUND[i] + w[i];
        const second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
      }
      [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] = (state[i] + word) | 0; });
    }
    return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  };

  /** @returns {string} the page's own text, without the theme's marks and this control */
  const pageText = () => {
    const article = document.querySelector("article");
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, {
      acceptNode: (node) => {
        if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
        const skip = node.matches(".headerlink, .md-content__button, .check, script, style");
        return skip ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
      },
    });
    let text = "";
    while (walker.nextNode()) text += walker.currentNode.nodeValue;
    return letters(text);
  };

  /** @param {string} key @param {object} slots @returns {string} an interface string */
  const say = (key, slots = {}) => (strings[key] ?? key)
    .replace(/\{(\w+)\}/g, (_, slot) => slots[slot]);

  /** @param {any[]} run no slice of a text @returns {string} what it says */
  const told = (run) => (run[0] === "l" ? say(run[1], run[2]) : run[1]);

  /** @param {object} proof of this page @param {object[]} texts records of the documents it rests on
   * @returns {{ok: boolean, message: string, limits?: string[]}} `limits` what it does not check, and
   * where that is measured */
  const compare = (proof, texts) => {
    const hashes = texts.map((stored) => sha256(new TextEncoder().encode(stored.text)));
    const wrong = texts.findIndex((stored, i) => hashes[i] !== stored.sha256);
    if (wrong >= 0) return { ok: false, message: say("check.sha_differs", { value: hashes[wrong] }) };
    const points = texts.map((stored) => Array.from(stored.text));
    const said = proof.said.map((run) => letters(told(run)));
    const page = pageText();
    let at = 0;
    let passages = 0;
    for (const run of proof.runs) {
      const cut = Array.isArray(run);
      const text = cut ? letters(points[run[2] ?? 0].slice(run[0], run[1]).join("")) : said[run];
      if (page.slice(at, at + text.length) !== text) {
        return { ok: false, message: say("check.differs", { n: passages + 1 }) };
      }
      at += text.length;
      passages += cut ? 1 : 0;
    }
    if (at !== page.length) return { ok: false, message: say("check.more") };
    return {
      ok: true,
      message: say("check.same", { n: passages, value: hashes.join(", ") }),
      limits: [say("check.not_checked"), say("check.quality")],
    };
  };

  /** @param {string} address of a record @returns {Promise<object>} it */
  const recordAt = async (address) => {
    await load(address);
    return latest;
  };

  /** @param {string} address of the record that has the page's proof @param {string} folder of it
   * below the site */
  const check = async (address, folder) => {
    const own = await recordAt(address);
    await load(new URL("strings.js", address).href);
    for (const path of Object.values(own.others)) await load(new URL(path, address).href);
    const [, proof] = Object.entries(own.pages).find(([page]) => page.startsWith(`${folder}/`));
    return compare(proof, proof.documents.map((document) => records.get(document)));
  };

  /** @param {string} address of the record @returns {string} the folder below the site that this
   * page stands in */
  const folderOf = (address) => {
    const root = new URL("../", address).pathname;
    return decodeURI(location.pathname).slice(decodeURI(root).length).split("/")[0];
  };

  /* Citations and annotations stand in the record, and are saved as files of their own. */
  const SAVED = {
    bibtex: [".bib", "application/x-bibtex", (record) => record.bibtex.join("\n")],
    csl: [".csl.json", "application/json", (record) => JSON.stringify(record.csl, null, 1)],
    annotations: [".annotations.json", "application/ld+json",
      (record) => JSON.stringify(record.annotations, null, 1)],
  };

  /** @param {HTMLAnchorElement} link to a record @param {string} part of it that is wanted */
  const save = async (link, part) => {
    const [ending, type, write] = SAVED[part];
    const record = await recordAt(link.href);
    const made = document.createElement("a");
    made.href = URL.createObjectURL(new Blob([write(record)], { type }));
    made.download = link.href.replace(/^.*\/|\.js$/g, "") + ending;
    made.click();
    setTimeout(() => URL.revokeObjectURL(made.href));
  };

  /* Before the theme's own navigation sees it. */
  addEventListener("click", (event) => {
    const link = event.target.closest?.("article a[class^=save-]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    save(link, link.className.slice("save-".length)).catch(() => location.assign(link.href));
  }, true);

  /** @param {string} address of the proof's script @returns {string} where the site says how often
   * sentences are read rightly */
  const quality = (address) => {
    const root = address.slice(0, address.lastIndexOf("/proofs/") + 1);
    const folders = !location.pathname.endsWith(".html") || location.pathname.endsWith("/index.html");
    return `${root}how-to-read${folders ? "/" : ".html"}#quality`;
  };

  const offer = async () => {
    const link = document.querySelector("a.proof");
    if (!link || document.querySelector(".check output")) return;
    const address = link.href;
    const box = document.createElement("span");
    box.className = "check";
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = link.dataset.verify ?? "✓";
    const result = document.createElement("output");
    button.addEventListener("click", async () => {
      result.className = "";
      try {
        const { ok, message, limits } = await check(address, folderOf(address));
        result.textContent = message;
        if (limits) {
          const link = document.createElement("a");
          [link.href, link.textContent] = [quality(address), limits[1]];
          result.append(` ${limits[0]} `, link);
        }
        result.className = ok ? "same" : "differs";
      } catch (error) {
        result.textContent = String(error);
        result.className = "differs";
      }
    });
    box.append(" ", button, " ", result);
    link.after(box);
  };

  /* Material's instant navigation puts a new page in place and says so here; from file:// it says
   * nothing, so the first page does not wait for it. */
  window.document$?.subscribe(offer);
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", offer);
  else offer();
})();

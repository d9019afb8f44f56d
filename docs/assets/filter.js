/* On the page of all statements: filters and sorts them in the browser. The state stands in the
 * address, so a filtered list can be linked. Without JavaScript the list stands by speaker.
 *
 * Made for 10,000 rows (`python -m tests.browser.statements_speed`): the page comes in short lists,
 * which the browser leaves out while they are out of sight; what a row says is read when somebody
 * looks for words, not before. */
(() => {
  "use strict";

  const OURS = "check";
  const CHOICES = ["speaker", "kind", "stance", "year", "order"];
  /* Milliseconds after the last letter typed. */
  const WAIT = 120;
  /* Rows of one list, as on the page: the browser leaves out lists that are out of sight, whole.
   * With single rows instead, Chromium takes seconds to note where a long page is scrolled to. */
  const CHUNK = 50;
  const ROW_HEIGHT = 76;

  /** @typedef {{heads: HTMLElement[], rows: Row[], name: string, id: string}} Section */

  /** @param {string} name @param {object} [given] properties @returns {HTMLElement} */
  const make = (name, given = {}) => Object.assign(document.createElement(name), given);

  /** @param {string} text @returns {string} the text for comparing: no case, no accents */
  const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  /** @param {HTMLElement} heading @returns {string} its words without the theme's mark */
  const nameOf = (heading) => [...heading.childNodes]
    .filter((node) => !node.classList?.contains("headerlink"))
    .map((node) => node.textContent).join("").trim();

  /** A statement of the list. */
  class Row {
    /** @param {HTMLLIElement} item @param {Section} section */
    constructor(item, section) {
      const first = item.firstChild;
      // Kind and stance stand last; to look for them in every row would take longer than all else.
      const last = item.lastElementChild;
      this.item = item;
      this.home = item.parentElement;
      this.section = section;
      this.speaker = section.id;
      this.stance = last?.className === "stance" ? last.textContent : "";
      this.kind = last?.previousElementSibling?.textContent ?? "";
      this.date = first?.nodeType === Node.TEXT_NODE
        ? /^\s*(\d{4}\S*)/.exec(first.data)?.[1] ?? "" : "";
      this.year = this.date.slice(0, 4);
    }

    /** @returns {string} its words and its speaker's name, for comparing */
    get text() {
      this.words ??= bare(`${this.section.name} ${this.item.textContent}`);
      return this.words;
    }
  }

  /** @param {HTMLLIElement[]} items @returns {HTMLUListElement[]} lists of a few of them each */
  const listsOf = (items) => {
    const lists = [];
    for (let at = 0; at < items.length; at += CHUNK) {
      const list = make("ul", { className: "rows" });
      list.append(...items.slice(at, at + CHUNK));
      lists.push(list);
    }
    return lists;
  };

  /** @param {HTMLElement} bar before the sections @returns {Section[]} a heading and what follows */
  const sectionsAfter = (bar) => {
    const sections = [];
    for (const part of document.querySelectorAll("article .filters ~ *")) {
      if (part.matches("h2")) {
        sections.push({ heads: [], rows: [], name: nameOf(part), id: part.id });
      }
      const section = sections.at(-1);
      if (!section) continue;
      if (part.matches("ul")) {
        section.rows.push(...[...part.children].map((item) => new Row(item, section)));
      } else section.heads.push(part);
    }
    return sections;
  };

  /** @param {HTMLElement} bar @param {string} name @param {HTMLElement} field
   * @returns {HTMLElement} the field with its words */
  const labelled = (bar, name, field) => {
    const box = make("div", { className: `filter-${name}` });
    box.append(make("label", { htmlFor: `filter-${name}`, textContent: bar.dataset[name] }), field);
    return Object.assign(field, { id: `filter-${name}`, name }) && box;
  };

  /** @param {[string, string][]} options values and words @returns {HTMLSelectElement} */
  const select = (options) => {
    const made = make("select");
    made.append(...options.map(([value, text]) => make("option", { value, textContent: text })));
    return made;
  };

  /** @param {Row[]} rows @param {string} key @returns {[string, string][]} its values, sorted */
  const valuesOf = (rows, key) => [...new Set(rows.map((row) => row[key]))]
    .filter(Boolean).sort().map((value) => [value, value]);

  /** @param {HTMLElement} bar @param {Section[]} sections @param {Row[]} rows
   * @returns {HTMLFormElement} */
  const formOf = (bar, sections, rows) => {
    const any = ["", bar.dataset.any];
    const options = {
      speaker: [any, ...sections.map(({ id, name }) => [id, name])],
      kind: [any, ...valuesOf(rows, "kind")],
      stance: [any, ...valuesOf(rows, "stance")],
      year: [any, ...valuesOf(rows, "year").reverse()],
      order: [["", bar.dataset.by_speaker], ["newest", bar.dataset.newest],
        ["oldest", bar.dataset.oldest]],
    };
    const form = make("form");
    form.setAttribute("role", "search");
    form.setAttribute("aria-label", bar.dataset.head);
    const text = make("input", { type: "search", autocomplete: "off" });
    form.append(labelled(bar, "text", text));
    for (const name of CHOICES) form.append(labelled(bar, name, select(options[name])));
    return form;
  };

  /** @param {FormData} data @returns {(row: Row) => boolean} whether a row is wanted */
  const wanted = (data) => {
    const terms = bare(data.get("text")).split(/\s+/).filter(Boolean);
    const set = ["speaker", "kind", "stance", "year"].filter((name) => data.get(name));
    return (row) => set.every((name) => row[name] === data.get(name))
      && terms.every((term) => row.text.includes(term));
  };

  /** @param {Row[]} rows @param {string} order @returns {Row[]} by date, those without one last */
  const sorted = (rows, order) => {
    const sign = order === "newest" ? -1 : 1;
    return [...rows].sort((a, b) => {
      if (!a.date || !b.date) return Number(!a.date) - Number(!b.date);
      if (a.date === b.date) return 0;
      return a.date < b.date ? -sign : sign;
    });
  };

  /** Put the rows below each other by date, or back to their speakers.
   * @param {HTMLElement} flat where they go @param {Row[]} rows @param {string} order */
  const arrange = (flat, rows, order) => {
    if ((flat.dataset.order ?? "") === order) return;
    flat.dataset.order = order;
    if (!order) for (const row of rows) row.home.append(row.item);
    const items = order ? sorted(rows, order).map((row) => row.item) : [];
    flat.replaceChildren(...listsOf(items));
  };

  /** Show the rows that fit, and the lists that have any, in one pass.
   * @param {Row[]} rows @param {(row: Row) => boolean} fits @returns {Row[]} those that are shown */
  const reveal = (rows, fits) => {
    const shown = [];
    const lists = new Map();
    for (const row of rows) {
      const fit = fits(row);
      if (row.item.hidden === fit) row.item.hidden = !fit;
      if (fit) shown.push(row);
      const list = row.item.parentElement;
      lists.set(list, (lists.get(list) ?? 0) + Number(fit));
    }
    for (const [list, length] of lists) {
      if (list.hidden === Boolean(length)) list.hidden = !length;
      // How high it will be is guessed anew when it is shorter than it was, or made here.
      const guess = length === list.childElementCount && !list.matches(".rows")
        ? "" : `auto ${length * ROW_HEIGHT}px`;
      if (list.style.containIntrinsicBlockSize !== guess) {
        list.style.containIntrinsicBlockSize = guess;
      }
    }
    return shown;
  };

  /** @param {FormData} data */
  const keep = (data) => {
    const address = new URL(location.href);
    for (const [name, value] of data) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    try {
      history.replaceState(history.state, "", address);
    } catch {
      // From a disk, a browser may refuse; the filter works without.
    }
  };

  /** @param {HTMLFormElement} form */
  const restore = (form) => {
    for (const [name, value] of new URL(location.href).searchParams) {
      const field = form.elements.namedItem(name);
      if (!field) continue;
      field.value = value;
      if (field.selectedIndex === -1) field.value = "";
    }
  };

  /** @param {HTMLElement} bar the place for the filter, with its words */
  const build = (bar) => {
    const sections = sectionsAfter(bar);
    const rows = sections.flatMap((section) => section.rows);
    const form = formOf(bar, sections, rows);
    const flat = make("div");
    const count = make("output", { className: "filter-count" });
    const none = make("p", { className: "filter-none", textContent: bar.dataset.none, hidden: true });
    const clear = make("button", { type: "reset", textContent: bar.dataset.clear });

    const apply = () => {
      const data = new FormData(form);
      const order = data.get("order");
      arrange(flat, rows, order);
      const shown = reveal(rows, wanted(data));
      const speakers = new Set(order ? [] : shown.map((row) => row.speaker));
      for (const { heads, id } of sections) {
        for (const head of heads) head.hidden = !speakers.has(id);
      }
      count.textContent = bar.dataset.count
        .replace("%n", String(shown.length)).replace("%total", String(rows.length));
      none.hidden = shown.length > 0;
      clear.disabled = ![...data.values()].some(Boolean);
      keep(data);
    };

    let timer = 0;
    const soon = (wait) => {
      clearTimeout(timer);
      timer = setTimeout(apply, wait);
    };
    form.addEventListener("input", (event) => soon(event.target.name === "text" ? WAIT : 0));
    form.addEventListener("reset", () => soon(0));
    form.addEventListener("submit", (event) => { event.preventDefault(); apply(); });
    const foot = make("div", { className: "filter-foot" });
    foot.append(count, clear);
    form.append(foot);
    restore(form);
    bar.append(form);
    bar.after(none, flat);
    apply();
  };

  /** Make the filter of a page, once. */
  const start = () => {
    const bar = document.querySelector("article .filters");
    if (!bar || bar.classList.contains(OURS)) return;
    bar.classList.add(OURS);
    build(bar);
  };

  /* Instant navigation says here that a page stands; from file:// it says nothing. */
  window.document$?.subscribe(start);
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();

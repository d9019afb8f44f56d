/* On the page of all statements: filters and sorts them in the browser. The state stands in the
 * address, so a filtered list can be linked. Without JavaScript the list stands by speaker. */
(() => {
  "use strict";

  const OURS = "check";
  const CHOICES = ["speaker", "kind", "stance", "year", "order"];
  const WAIT = 120;

  /** @typedef {{item: HTMLLIElement, home: HTMLUListElement, text: string, speaker: string,
   *   kind: string, stance: string, date: string, year: string}} Row */
  /** @typedef {{parts: HTMLElement[], rows: Row[], name: string, id: string}} Section */

  /** @param {string} text @returns {string} the text for comparing: no case, no accents */
  const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  /** @param {HTMLElement} heading @returns {string} its words without the theme's mark */
  const nameOf = (heading) => [...heading.childNodes]
    .filter((node) => !node.classList?.contains("headerlink"))
    .map((node) => node.textContent).join("").trim();

  /** @param {HTMLLIElement} item @param {Section} section @returns {Row} */
  const rowOf = (item, section) => {
    const [date = ""] = item.firstChild?.nodeType === Node.TEXT_NODE
      ? item.firstChild.data.trim().split(" ") : [];
    return {
      item,
      home: item.parentElement,
      text: bare(`${section.name} ${item.textContent}`),
      speaker: section.id,
      kind: item.querySelector(".kind")?.textContent ?? "",
      stance: item.querySelector(".stance")?.textContent ?? "",
      date: /^\d{4}/.test(date) ? date : "",
      year: /^\d{4}/.exec(date)?.[0] ?? "",
    };
  };

  /** @param {HTMLElement} bar before the sections @returns {Section[]} a heading and what follows */
  const sectionsAfter = (bar) => {
    const sections = [];
    for (let part = bar.nextElementSibling; part; part = part.nextElementSibling) {
      if (part.matches("h2")) {
        sections.push({ parts: [], rows: [], name: nameOf(part), id: part.id });
      }
      const section = sections.at(-1);
      section?.parts.push(part);
      if (!section || !part.matches("ul")) continue;
      for (const item of part.children) section.rows.push(rowOf(item, section));
    }
    return sections;
  };

  /** @param {string} name @param {object} [given] properties @returns {HTMLElement} */
  const make = (name, given = {}) => Object.assign(document.createElement(name), given);

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

  /** Put the rows into one list by date, or back to their speakers.
   * @param {HTMLUListElement} list @param {Row[]} rows @param {string} order */
  const arrange = (list, rows, order) => {
    if ((list.dataset.order ?? "") === order) return;
    list.dataset.order = order;
    if (order) list.append(...sorted(rows, order).map((row) => row.item));
    else for (const row of rows) row.home.append(row.item);
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
    const list = make("ul", { className: "by-date", hidden: true });
    const count = make("output", { className: "filter-count" });
    const none = make("p", { className: "filter-none", textContent: bar.dataset.none, hidden: true });
    const clear = make("button", { type: "reset", textContent: bar.dataset.clear });

    /** Show the rows that are wanted, in one pass over all. */
    const apply = () => {
      const data = new FormData(form);
      const order = data.get("order");
      const fits = wanted(data);
      let shown = 0;
      arrange(list, rows, order);
      list.hidden = !order;
      for (const section of sections) {
        let some = false;
        for (const row of section.rows) {
          const fit = fits(row);
          if (row.item.hidden === fit) row.item.hidden = !fit;
          some ||= fit;
          shown += Number(fit);
        }
        const gone = !some || Boolean(order);
        for (const part of section.parts) if (part.hidden !== gone) part.hidden = gone;
      }
      count.textContent = bar.dataset.count
        .replace("%n", String(shown)).replace("%total", String(rows.length));
      none.hidden = shown > 0;
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
    bar.after(none, list);
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

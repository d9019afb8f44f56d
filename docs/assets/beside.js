/* On a briefing: opens the stored text beside a statement, copies citations, and switches the
 * marks of the annotated text. All words come from the page. Without JavaScript, and on narrow
 * screens, "Show in source" leads to the source's own page. */
(() => {
  "use strict";

  const WIDE = matchMedia("(min-width: 76.25em)");
  const KINDS = ["said", "quoted", "hedge", "mention"];
  /* The check of a page leaves out what has this class. */
  const OURS = "check";

  /** @type {?Object<string, HTMLElement>} the panel, its parts and the card of its statement */
  let open = null;

  /** @returns {DOMStringMap | undefined} the words that the page gives to this script */
  const words = () => document.querySelector("article .marks")?.dataset;

  /** @param {string} text @returns {string} the text with white space folded */
  const folded = (text) => text.replace(/\s+/g, " ").trim();

  /** @param {string} name @param {string} className @param {string} text @returns {HTMLElement} */
  const make = (name, className, text = "") => {
    const element = document.createElement(name);
    element.className = className;
    element.textContent = text;
    return element;
  };

  /** @param {string} sign what it shows @param {string} name what it is called
   * @param {() => void} act @returns {HTMLElement} a button with a short sign for its name */
  const button = (sign, name, act) => {
    const made = make("button", "");
    made.type = "button";
    made.title = name;
    made.setAttribute("aria-label", name);
    made.append(make("span", "", sign));
    made.firstChild.ariaHidden = "true";
    made.addEventListener("click", act);
    return made;
  };

  /* The words of one statement ----------------------------------------------------------------- */

  /** @param {HTMLElement} card @returns {string} its number, such as `6a` */
  const numberOf = (card) => card.querySelector(".statement-by .ref").textContent.replace(/\W/g, "");

  /** Mark the words of a statement in a copy of the stored text, and return the first of them.
   * @param {HTMLElement} text @param {HTMLElement} card @returns {HTMLElement?} */
  const mark = (text, card) => {
    const parts = text.querySelectorAll(`[data-s~="${CSS.escape(numberOf(card))}"]`);
    for (const part of parts) part.classList.add("found");
    return parts[0] ?? null;
  };

  /** @returns {HTMLElement} a copy of the annotated text without ids and previews */
  const copyOfText = () => {
    const copy = document.querySelector("article .source-text").cloneNode(true);
    for (const part of copy.querySelectorAll("[id]")) part.removeAttribute("id");
    for (const part of copy.querySelectorAll("[data-preview]")) part.removeAttribute("data-preview");
    for (const part of copy.querySelectorAll(".found")) part.classList.remove("found");
    return copy;
  };

  /* The panel ---------------------------------------------------------------------------------- */

  /** @returns {HTMLElement[]} all statements of the page */
  const cardsOf = () => [...document.querySelectorAll("article .statement")];

  /** Open every closed disclosure around an element. @param {HTMLElement} element */
  const unfold = (element) => {
    for (let around = element; around; around = around.parentElement) {
      if (around.localName === "details") around.open = true;
    }
  };

  /** Show a statement in the open panel, and its card in the page.
   * @param {HTMLElement} card */
  const show = (card) => {
    open.card.classList.remove("shown");
    unfold(card);
    open.card = card;
    card.classList.add("shown");
    const link = card.querySelector("a.show");
    open.title.href = link.href;
    const cards = cardsOf();
    open.previous.ariaDisabled = String(card === cards[0]);
    open.next.ariaDisabled = String(card === cards.at(-1));
    open.status.textContent = folded(card.querySelector(".statement-by").textContent);
    const text = copyOfText();
    const first = mark(text, card);
    open.body.replaceChildren(text);
    history.replaceState(history.state, "", `#${card.id}`);
    if (!first) return;
    const above = first.getBoundingClientRect().top - open.body.getBoundingClientRect().top;
    open.panel.scrollTop = above - open.panel.clientHeight / 4;
  };

  /** Go to the statement before or after the shown one. @param {number} by */
  const step = (by) => {
    const cards = cardsOf();
    const card = cards[cards.indexOf(open.card) + by];
    if (!card) return;
    show(card);
    card.scrollIntoView({ block: "nearest" });
  };

  /** Close the panel; the focus goes back to the link of the statement that it showed. */
  const close = () => {
    if (!open) return;
    const { panel, card } = open;
    const held = panel.contains(document.activeElement);
    panel.remove();
    open = null;
    card.classList.remove("shown");
    if (!held) return;
    const link = card.querySelector("a.show");
    unfold(link);
    link.focus({ preventScroll: true });
  };

  /** @param {KeyboardEvent} event */
  const key = (event) => {
    if (!open || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const inside = open.panel.contains(document.activeElement);
    const typing = event.target.matches?.("input, select, textarea");
    if (event.key === "Escape" && !typing) close();
    else if (inside && event.key === "ArrowRight") step(1);
    else if (inside && event.key === "ArrowLeft") step(-1);
    else return;
    event.preventDefault();
  };

  /** Open the panel on a statement. @param {HTMLElement} card */
  const openOn = (card) => {
    const said = words();
    if (!open) {
      const panel = make("aside", "beside md-typeset");
      panel.setAttribute("aria-label", said.text);
      panel.tabIndex = -1;
      const head = make("div", "beside-head");
      const title = make("a", "", said.text);
      const status = make("p", "beside-status");
      status.setAttribute("role", "status");
      const previous = button("‹", said.previous, () => step(-1));
      const next = button("›", said.next, () => step(1));
      head.append(title, previous, next, button("×", said.close, close), status);
      const body = make("div", "beside-body");
      panel.append(head, body);
      document.querySelector("[data-md-component=container]").append(panel);
      open = { panel, body, title, status, previous, next, card };
    }
    show(card);
    open.panel.focus({ preventScroll: true });
  };

  /* Material follows links at the body; this comes first. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("article .statement a.show");
    const plain = event.button === 0 && !event.altKey && !event.ctrlKey && !event.metaKey
      && !event.shiftKey;
    if (!link || !plain || !WIDE.matches || !words()) return;
    event.preventDefault();
    event.stopPropagation();
    openOn(link.closest(".statement"));
  }, true);
  document.addEventListener("keydown", key);
  WIDE.addEventListener("change", close);

  /* Citations ---------------------------------------------------------------------------------- */

  /* All words of a statement: its line, or what stands in full in its detail. */
  const IN_FULL = ":scope > .said-line > .words:not(.cut, .passage), :scope > .detail > blockquote, "
    + ":scope > blockquote";

  /** @param {HTMLElement} card @returns {string} a citation, of the page's own words only */
  const citation = (card) => {
    const own = (selector, root = card) => {
      const copy = root.querySelector(selector)?.cloneNode(true);
      for (const part of copy?.querySelectorAll(`.show, .ref, .${OURS}`) ?? []) part.remove();
      return folded(copy?.textContent ?? "").replace(/^[\s·]+/, "");
    };
    const { before, after } = words();
    const bare = (text) => text.startsWith(before) && text.endsWith(after)
      ? text.slice(before.length, -after.length) : text;
    const said = bare(own(IN_FULL));
    const place = own("li:has(> a.show)");
    const address = new URL(`#${card.id}`, location.href).href;
    return [before + said + after, own(".statement-by"), own(".cite", document), place, address].join("\n");
  };

  /** Copy a text, on plain http too, where there is no clipboard to ask for.
   * @param {string} text @returns {Promise<boolean>} */
  const copied = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const field = make("textarea", "");
      field.value = text;
      field.style.position = "fixed";
      document.body.append(field);
      const focused = document.activeElement;
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      focused?.focus({ preventScroll: true });
      return done;
    }
  };

  /** Set a button for its citation behind the place of a statement. @param {HTMLElement} card */
  const offerCitation = (card) => {
    const said = words();
    const made = make("button", `${OURS} copy`, said.copy);
    made.type = "button";
    made.setAttribute("aria-live", "polite");
    made.addEventListener("click", async () => {
      made.style.minWidth = `${made.offsetWidth}px`;
      made.textContent = (await copied(citation(card))) ? said.copied : said.not_copied;
      setTimeout(() => { made.textContent = said.copy; }, 2000);
    });
    card.querySelector("a.show").parentElement.append(made);
  };

  /* Switches of marks --------------------------------------------------------------------------- */

  /** @param {HTMLElement} bar where switches stand @param {string} kind @returns {HTMLElement} */
  const toggle = (bar, kind) => {
    const made = make("button", "", bar.dataset[kind]);
    made.type = "button";
    made.ariaPressed = "true";
    made.addEventListener("click", () => {
      const hidden = made.ariaPressed === "true";
      made.ariaPressed = String(!hidden);
      for (const text of document.querySelectorAll(".source-text")) {
        text.classList.toggle(`no-${kind}`, hidden);
      }
    });
    return made;
  };

  /** Make a page's buttons, once. */
  const start = () => {
    if (open && !open.panel.isConnected) open = null;
    const bar = document.querySelector("article .marks");
    if (!bar || bar.classList.contains(OURS)) return;
    bar.classList.add(OURS);
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", bar.dataset.marks);
    bar.append(...KINDS.map((kind) => toggle(bar, kind)));
    for (const card of cardsOf()) offerCitation(card);
  };

  /* Instant navigation says here that a page stands; from file:// it says nothing. */
  window.document$?.subscribe(start);
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();

/* Opens what hides the place that the address names, and marks, in a stored text, every part of the
 * statement that it names: a statement may stand in several pieces there, inside another one, and a
 * style sheet can mark only one. Whatever is closed opens without JavaScript too. */
(() => {
  "use strict";

  /* Return the number of the statement that begins at an anchor: the list of statements below
   * the text knows it; otherwise it is the outermost one around the anchor. */
  const numberAt = (anchor) => {
    const listed = document.querySelector(`li:has(> a[href$="#${CSS.escape(anchor.id)}"]) > .ref`);
    const around = anchor.closest("[data-s]")?.dataset.s.split(" ")[0];
    return [listed?.textContent.replace(/\W/g, ""), around];
  };

  /** @param {string} hash of an address @returns {HTMLElement?} the place that it names */
  const placeOf = (hash) => {
    try {
      return document.getElementById(decodeURIComponent(hash.slice(1)));
    } catch {
      return null; // No page writes such an address.
    }
  };

  /** Open every closed disclosure around a place.
   * @param {Element?} place @returns {boolean} whether there was one */
  const unfold = (place) => {
    let hidden = false;
    for (let around = place; around; around = around.parentElement) {
      if (around.localName !== "details" || around.open) continue;
      around.open = true;
      hidden = true;
    }
    return hidden;
  };

  /** Open what hides a place; of a statement, open the detail too.
   * @param {Element?} place @returns {boolean} whether it was hidden */
  const reveal = (place) => {
    const hidden = unfold(place);
    unfold(place?.closest(".statement")?.querySelector(":scope > .detail"));
    return hidden;
  };

  const mark = () => {
    for (const part of document.querySelectorAll(".found")) part.classList.remove("found");
    const anchor = placeOf(location.hash);
    if (reveal(anchor)) anchor.scrollIntoView();
    const text = anchor?.closest(".source-text");
    if (!text) return;
    for (const number of numberAt(anchor)) {
      if (!number) continue;
      const parts = text.querySelectorAll(`[data-s~="${CSS.escape(number)}"]`);
      for (const part of parts) part.classList.add("found");
      if (parts.length) return;
    }
  };

  /* The theme's search dialog has no name; its field has one. */
  const nameSearch = () => {
    const name = document.querySelector(".md-search__input")?.getAttribute("aria-label");
    if (name) document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", name);
  };

  /* The keyboard can scroll only what it can reach. */
  const reachTables = () => {
    for (const box of document.querySelectorAll(".md-typeset__scrollwrap")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    }
  };

  /** @param {HTMLAnchorElement} link @returns {boolean} whether it leads to a place of this page */
  const isHere = (link) => link.hash && link.href.split("#")[0] === location.href.split("#")[0];

  /* Where a link was followed just after the page was scrolled, Material's instant navigation
   * takes the old page's place for the new one's, and stays away from what the link names. The
   * first link to a place of the same page makes it fetch the page again, and the place of the
   * keyboard is lost: such links are the browser's alone. */
  let followed = "";
  /* Fetched again, the page comes closed: what its reader had opened opens again. */
  const disclosures = () => [...document.querySelectorAll("article details")];
  let opened = [];
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    followed = link?.href ?? "";
    if (!link || !isHere(link)) return;
    reveal(placeOf(link.hash));
    opened = disclosures().map((details) => details.open);
    if (link.closest("article")) event.stopPropagation();
  }, true);

  /* Only a link that is followed makes a place the target that style sheets mark. */
  const aim = () => {
    const place = placeOf(location.hash);
    place?.scrollIntoView();
    if (!place || place.matches(":target")) return;
    const link = document.createElement("a");
    link.href = location.hash;
    link.click();
  };

  /* The theme puts the preview of an entry at the page's end, and takes it away when its link loses
   * the focus: Tab, on the page's last link, went into one that was about to go, and the place of
   * the keyboard was lost. What a preview shows stands behind the link itself. It has no name of its
   * own, and begins with that of its entry. */
  const previews = new MutationObserver((changes) => {
    for (const preview of changes.flatMap((change) => [...change.addedNodes])) {
      if (!preview.matches?.(".md-tooltip2[role=dialog]")) continue;
      const stops = preview.querySelectorAll(".md-tooltip2__inner, [href], button, summary");
      for (const stop of stops) stop.tabIndex = -1;
      preview.setAttribute("aria-label", preview.textContent.trim().split("\u00b6")[0]);
    }
  });

  /* It covers what stands beside its link, so it can be put away without leaving the link. */
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const preview of document.querySelectorAll(".md-tooltip2")) preview.hidden = true;
  });

  const arrive = () => {
    if (followed && followed === location.href && opened.length === disclosures().length) {
      for (const [at, details] of disclosures().entries()) details.open ||= opened[at];
    }
    opened = [];
    mark();
    requestAnimationFrame(reachTables);
    if (followed === location.href) requestAnimationFrame(aim);
    followed = "";
  };

  nameSearch();
  previews.observe(document.body, { childList: true });
  addEventListener("hashchange", mark);
  /* Instant navigation puts a new page in place and says so here; from file:// it says nothing. */
  window.document$?.subscribe(arrive);
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", mark);
  else mark();
})();

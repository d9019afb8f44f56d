/* Marks, in a stored text, every part of the statement that the address names. A statement may
 * stand in several pieces there, and a style sheet alone can mark only the first. */
(() => {
  "use strict";

  /* Return the number of the statement that begins at an anchor, or nothing. */
  const statementAt = (anchor) => {
    for (let part = anchor; part; part = part.nextElementSibling) {
      if (part.dataset.s) return part.dataset.s.split(" ")[0];
    }
    return undefined;
  };

  const mark = () => {
    for (const part of document.querySelectorAll(".found")) part.classList.remove("found");
    const anchor = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const text = anchor?.closest(".source-text");
    const statement = text && statementAt(anchor);
    if (!statement) return;
    for (const part of text.querySelectorAll(`[data-s~="${CSS.escape(statement)}"]`)) {
      part.classList.add("found");
    }
  };

  addEventListener("hashchange", mark);
  /* Material's instant navigation puts a new page in place and says so here. */
  if (window.document$) window.document$.subscribe(mark);
  else addEventListener("DOMContentLoaded", mark);
})();

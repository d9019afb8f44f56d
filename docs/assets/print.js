/* On a briefing: a button that prints it. The style sheet makes a brief of what is printed; `make
 * pdf` prints the same. Its word comes from the page. */
(() => {
  "use strict";

  const offer = () => {
    const link = document.querySelector("article a.proof[data-print]");
    const line = link?.closest("p");
    if (!line || line.querySelector(".print")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = link.dataset.print;
    button.addEventListener("click", () => print());
    const box = document.createElement("span");
    /* The check of a page leaves out what has the first class. */
    box.className = "check print";
    box.append(" ", button);
    line.append(box);
  };

  /** Put the page's address at the foot of the paper, as `make pdf` does. */
  const address = () => {
    const own = document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];
    const style = document.createElement("style");
    style.textContent = `@page { @bottom-left { content: ${JSON.stringify(own)}; } }`;
    document.head.append(style);
    addEventListener("afterprint", () => style.remove(), { once: true });
  };

  /** What is folded is printed, also by browsers whose style sheets cannot open it. */
  const unfold = () => {
    const closed = [...document.querySelectorAll(":is(.fold, .more):not([open])")];
    for (const fold of closed) fold.open = true;
    const again = () => { for (const fold of closed) fold.open = false; };
    addEventListener("afterprint", again, { once: true });
  };

  addEventListener("beforeprint", address);
  addEventListener("beforeprint", unfold);
  /* Instant navigation says here that a page stands; from file:// it says nothing. */
  window.document$?.subscribe(offer);
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", offer);
  else offer();
})();

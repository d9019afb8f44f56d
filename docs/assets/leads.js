/* Leads on from an address of the glossary that has no page: each entity keeps one, and many have
 * only a row on a page of names. `glossary/addresses.json` says on which. Works on the page for a
 * wrong address, and on a page of names that was split since somebody linked to a row of it. Without
 * JavaScript the first shows the ways in, and the second the pages that its names went to. */
(() => {
  "use strict";

  const ROOT = new URL("..", document.currentScript.src);
  const FOLDER = "glossary/";
  const ROW = "#e-";

  /** @returns {string} the slug of an entity that this page should tell of and does not, or nothing */
  const missing = () => {
    const path = decodeURI(location.pathname).slice(decodeURI(ROOT.pathname).length);
    if (!path.startsWith(FOLDER)) return "";
    const row = location.hash.startsWith(ROW) ? decodeURIComponent(location.hash.slice(1)) : "";
    if (row && !document.getElementById(row)) return row.slice(ROW.length - 1);
    // The theme's page for wrong addresses is the one that stands at no address of its own.
    if (document.querySelector("link[rel=canonical], article .entry-lead")) return "";
    return /^[^/]+\/([^/]+?)(?:\/|\.html)?$/.exec(path)?.[1] ?? "";
  };

  /** @param {string} page below the glossary, without its ending @returns {URL} where it stands */
  const addressOf = (page) => {
    if (location.pathname.endsWith(".html")) return new URL(`${FOLDER}${page}.html`, ROOT);
    return new URL(`${FOLDER}${page === "index" ? "" : `${page}/`}`, ROOT);
  };

  const lead = async () => {
    const slug = missing();
    if (!slug || location.protocol === "file:") return;
    const answer = await fetch(new URL(`${FOLDER}addresses.json`, ROOT));
    if (!answer.ok) return;
    const { rows, renamed } = await answer.json();
    const known = renamed[slug] ?? slug;
    const page = Object.keys(rows).find((each) => rows[each].includes(known));
    // What is neither renamed nor in a row is gone, or has the page that led here.
    if (page) location.replace(`${addressOf(page)}${ROW}${known}`);
    else if (known !== slug || location.hash) location.replace(addressOf(known));
  };

  window.document$?.subscribe(lead);
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", lead);
  else lead();
})();

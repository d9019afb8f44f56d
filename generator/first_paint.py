"""What a built page needs before it is seen, and what can wait until it is.

A page is seen once its style sheets are there, so they become one file: one request, named by its
content. Scripts change nothing that is seen first, so they run after the first paint, in their
order; and what is far below the first screen is laid out then. A page that is not as Material
writes it is left as it is, and one that is built without the plugin does the same, only later.
"""

import hashlib
import posixpath
import re
from collections.abc import Callable
from urllib.parse import urlsplit

FIRST = "first"
"""Class of a page that has not been seen yet; the style sheet says what waits for that."""

_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
_SHEETS = re.compile(rf"{_SHEET.pattern}(?:\s*{_SHEET.pattern})+")
"""Style sheets with nothing between them, which might have to stay there."""
_SCOPE = re.compile(r"\s*<script>(__md_scope=.*?)</script>", re.DOTALL)
"""The theme's script of the head, which reads nothing but the page's address."""
_SCRIPTS = re.compile(
    r'(<script src="[^"]*assets/javascripts/bundle\.[^"]*"></script>'
    r'(?:\s*<script [^<>]*\bsrc="[^"]*"[^<>]*></script>)*)\s*(?=</body>)'
)
"""The theme's script and those after it, when nothing else comes before the page's end."""

_FOLDER = "assets/stylesheets/"
_BOUND = re.compile(
    r"@(?:import|charset|namespace)\b|url\((?![\"']?(?:data:|#|/|[a-z]+://))", re.IGNORECASE
)
"""What means something else at another place of a style sheet, or of the site."""
_INDENT = re.compile(r"\s*\n\s*")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"' + r"|'(?:[^'\\]|\\.)*'", re.DOTALL)
_DROPPED = re.compile(r'\A@charset "utf-8";|/\*# sourceMappingURL=[^*]*\*/\s*', re.IGNORECASE)
"""What is said once for all, and what describes a file that is no more."""

# Only a page that begins at its top is laid out in two steps: a place in it, or one that the reader
# comes back to, is found by the heights of all that is above. What the reader chose is not asked
# for here: where the theme asks, the parser pauses, and what was read so far is seen.
_TOP = (
    'const n=performance.getEntriesByType("navigation")[0];'
    'n.type=="navigate"&&!(n.name+location).includes("#")&&'
    f'document.documentElement.classList.add("{FIRST}");'
)
# What hides the place that a page is opened at is opened while it is read, before it is seen, so
# nothing moves when `briefings.js` would do so.
_PLACE = (
    "const id=decodeURIComponent(location.hash.slice(1));"
    "const look=new MutationObserver(()=>{"
    "const place=document.getElementById(id);"
    'const own=place?.closest(".statement")?.querySelector(":scope>.detail");'
    "for(let at of[place,own])for(;at;at=at.parentElement)"
    'if(at.localName=="details")at.open=true});'
    "if(id){look.observe(document,{childList:true,subtree:true});"
    'addEventListener("DOMContentLoaded",()=>look.disconnect())}'
)
BEGIN = f"try{{{_TOP}{_PLACE}}}catch(_){{}}"
"""The script at the beginning of a page, behind the theme's own."""

# A frame is asked for twice, as the first is told before it is painted; a tab that nobody
# looks at paints none. A script may wait for the event that says that the page has been read,
# which is over when it begins: it is told when all scripts have run, as it would have been.
_WAIT = """
(()=>{
const told=[],both=[document,window],late=document.getElementById("__late");
const done=()=>{
late.remove();
for(const at of both)delete at.addEventListener;
const event=new Event("DOMContentLoaded");
for(const [at,ear] of told)typeof ear=="function"?ear.call(at,event):ear.handleEvent(event)};
const run=()=>{
document.documentElement.classList.remove("%s");
for(const at of both)at.addEventListener=(type,ear,how)=>type=="DOMContentLoaded"?
told.push([at,ear]):EventTarget.prototype.addEventListener.call(at,type,ear,how);
const all=[...late.content.querySelectorAll("script[src]")].map((old)=>{
const made=document.createElement("script");
made.async=false;
for(const {name,value} of old.attributes)made.setAttribute(name,value);
return new Promise((end)=>{made.onload=made.onerror=end;document.body.append(made)})});
Promise.all(all).then(done)};
addEventListener("DOMContentLoaded",()=>document.hidden?run():
requestAnimationFrame(()=>requestAnimationFrame(()=>setTimeout(run))))
})()"""
FINISH = (_WAIT % FIRST).replace("\n", "")
"""The script at the end of a page."""


class FirstPaint:
    """Lets the pages of one build be seen before they do anything."""

    def __init__(
        self, read: Callable[[str], str | None], write: Callable[[str, str], None], root: str
    ) -> None:
        self._read = read
        self._write = write
        self._root = root
        self._names: dict[tuple[str, ...], str] = {}

    def page(self, output: str, url: str) -> str:
        """Return a page with one style sheet before its first paint and no script of a file.

        `url` is the page's address below the site.
        """
        head, end, body = output.partition("</head>")
        sheet = _SHEET.search(head)
        scripts = _SCRIPTS.search(body)
        if sheet is None or scripts is None:
            return output
        head = _SHEETS.sub(lambda found: self._joined(found, url), _begun(head, sheet.start()))
        late = f'<template id="__late">{scripts[1]}</template><script>{FINISH}</script>'
        return _lean(head + end + body[: scripts.start()] + late + body[scripts.end() :])

    def _joined(self, found: re.Match[str], url: str) -> str:
        """Return one link for style sheets that follow each other, or them as they are."""
        hrefs = _SHEET.findall(found[0])
        paths = [self._path(href, url) for href in hrefs]
        base = hrefs[0].removesuffix(paths[0])
        name = self._name(tuple(paths)) if base + paths[0] == hrefs[0] else ""
        return f'<link rel="stylesheet" href="{base}{name}">' if name else found[0]

    def _path(self, href: str, url: str) -> str:
        """Return the path below the site that a page's link leads to; empty for any other host."""
        parts = urlsplit(href)
        if parts.scheme or parts.netloc or parts.query:
            return ""
        if href.startswith("/"):
            return href.removeprefix(self._root) if href.startswith(self._root) else ""
        return posixpath.normpath(posixpath.join(posixpath.dirname(url), href))

    def _name(self, paths: tuple[str, ...]) -> str:
        """Return the path of one style sheet for all; empty when they must stay apart."""
        if paths not in self._names:
            read = (self._read(path) if path else None for path in paths)
            texts = [_DROPPED.sub("", text) for text in read if text is not None]
            apart = len(texts) < len(paths) or not all(map(_is_free, texts))
            self._names[paths] = "" if apart else self._put(texts)
        return self._names[paths]

    def _put(self, texts: list[str]) -> str:
        content = "\n".join(['@charset "utf-8";', *texts])
        name = f"{_FOLDER}site.{hashlib.sha256(content.encode()).hexdigest()[:8]}.css"
        self._write(name, content)
        return name


def _lean(output: str) -> str:
    """Return a page without indents and blank lines that the theme writes around its content."""
    start, end = output.find("<article"), output.rfind("</article>")
    if start < 0 or end < start:
        return output
    return _INDENT.sub("\n", output[:start]) + output[start:end] + _INDENT.sub("\n", output[end:])


def _begun(head: str, at: int) -> str:
    """Return a head whose first scripts stand at `at`, where no style sheet holds them up."""
    scope = _SCOPE.search(head, at)
    script = f"<script>{scope[1] + ';' if scope else ''}{BEGIN}</script>\n      "
    rest = head[at : scope.start()] + head[scope.end() :] if scope else head[at:]
    return head[:at] + script + rest


def _is_free(text: str) -> bool:
    """Tell whether a style sheet says the same behind others and in another folder."""
    bare = _COMMENT.sub("", text)
    marks = _STRING.sub("", bare)
    whole = marks.count("{") == marks.count("}") and "/*" not in marks
    return whole and _BOUND.search(bare) is None

"""What a text holds that its name does not say: another format, or metadata that is not read.

Each would be published as words: a web page named as text, a page saved with its pictures in one
file, and front matter that never ends, or stands where none can be.
"""

import re

from generator.collect.metadata import is_meant_as_key
from generator.collect.normalise import line_of
from generator.collect.report import Report

_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
_BODY = re.compile(r"<(?:head|body|p|div)[\s>]", re.IGNORECASE)
_ARCHIVE = re.compile(
    r"(?=[\w-]+:\s).{0,2000}?^Content-Type:\s*multipart/related\b",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
_FRONT = re.compile(r"\s*(?P<mark>-{3,}|\+{3,})[ \t]*\n+(?P<key>[A-Za-z][\w -]*?)\s*[:=]")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_HEAD = 5000
"""Characters in which a page shows that it is one."""


def is_other_form(text: str, report: Report, *, page: bool = False) -> bool:
    """Tell whether a text is of another format than its name says, with a finding if it is.

    `page` says that it is named as a web page.
    """
    if _ARCHIVE.match(text):
        what = "it is a page or a letter with all its parts in one file (MHTML), not text"
        hint = "save the page as HTML only, or the text as .txt"
    elif not page and _PAGE.match(text) and _BODY.search(text, 0, _HEAD):
        what, hint = "it is a web page, not text", "end its name in .html"
    else:
        return False
    report.error("other-form", what, hint, line=1)
    return True


def has_unread_front_matter(text: str, report: Report, *, read: bool) -> bool:
    """Tell whether a text begins with metadata that would be read as its words, with a finding.

    `read` says that its format has front matter, and that none was found in it.
    """
    match = _FRONT.match(text)
    if not match or not is_meant_as_key(match["key"]):
        return False
    if not read:
        what, hint = "front matter is read in .md alone", "end the file's name in .md"
    elif match["mark"] != "---":
        what = f"front matter between {match['mark'][:9]} is not read"
        hint = "write it as YAML between --- lines"
    elif not _END.search(text, match.end()):
        what = "front matter begins here and never ends"
        hint = "put a line `---` below its last `key: value` line"
    else:
        what = "front matter is read at the very start of a file alone"
        hint = "remove the blank lines above it"
    report.error("front-matter", what, hint, line=line_of(text, match.start("mark")))
    return True

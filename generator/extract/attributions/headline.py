"""Headlines ("Minister: …", "…: minister") and quotations set apart with a name under them."""

import re
from collections.abc import Iterator, Sequence

from generator.extract.attributions.context import Context, Draft, Range

_TITLE_WORDS = 30
_TITLE_LONGEST = 600
"""Characters of a headline at most; patterns for its end look at each pair of them."""
_NAME_WORDS = 6
_WORD = re.compile(r"\w+")
_OPEN = '"\u201c\u201e\u00ab'
_CLOSE = '"\u201d\u201c\u00bb'
_SAYS_LAST = re.compile(
    r"^(?:[A-Z]\w+: )?(?P<said>[^,]{12,}.*), (?P<who>[\w.'\u2019 -]{2,40}?) "
    r"(?P<cue>says?|said|shows?|warns?|finds?|claims?|suggests?|reports?|reveals?|confirms?)$"
)
_DASH_LAST = re.compile(r"^(?P<said>.{12,}) [-\u2013\u2014] (?P<who>[\w.'\u2019 -]{2,40})$")
_DASHED = re.compile(
    rf"^[{_OPEN}](?P<said>.+?)[{_CLOSE}]\s*[-\u2013\u2014~]{{1,2}}\s*(?P<who>[A-Z][^\n]{{1,80}})$",
    re.DOTALL,
)
_SAID = rf"[{_OPEN}](?P<said>[^\n{_OPEN}{_CLOSE}]{{20,}})[{_CLOSE}]"
_UNDASHED = re.compile(
    rf"^{_SAID}\s+(?P<who>[A-Z][^\n{_OPEN}{_CLOSE}.]{{2,60}}?)(?:,\s[{_OPEN}][^\n]+[{_CLOSE}])?$"
)
_LED_IN = re.compile(
    rf"^(?P<who>[A-Z][^\n{_OPEN}{_CLOSE}:]{{2,80}}?)\s*(?:[\u2013\u2014]|--)\s*{_SAID}$"
)
"""A quotation in a list of them: 'Anna Torvin, mayor of Carrow -- "I will vote against it."'."""
_CAPITAL = r"[A-Z][\w.'\u2019-]*+"
"""A word with a capital, taken whole: a run of capitals is not tried at each of its letters."""
_SIGNED = re.compile(
    r"^(?P<said>.{20,}[.!?][\"\u201d]?)\s+(?:[-\u2013\u2014]{1,2}\s*)?"
    rf"(?P<who>(?={_CAPITAL}\s?[A-Z]|[A-Z][\w.'\u2019-]*[A-Z])"
    rf"{_CAPITAL}(?:\s{_CAPITAL}){{0,4}}\s?(?:,\s[^\n]{{2,80}}|\s\([^)]{{2,40}}\))?)$",
    re.DOTALL,
)
_HANDLE = re.compile(
    r"(?P<said>.*?)\s*(?:[-\u2013\u2014]{1,2}|&mdash;)\s*(?P<who>[^\n(@]{2,60}?) \(@\w+\)"
    r"[^\n]{0,40}$",
    re.DOTALL,
)
"""A post embedded in an article: "… \u2014 Torvin (@torvin) November 8, 2016"."""
_FIRST_PERSON = re.compile(r"\b(?:I|I['\u2019]m|we|We|my|our|us|me)\b")


def headline_drafts(ctx: Context, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield what the headline and quotations set apart attribute, beside `drafts`."""
    if ctx.paragraphs:
        start, end = ctx.paragraphs[0]
        title = _title(ctx, (start, end))
        if title is not None:
            yield title
        elif not any(draft.cue is not None and start <= draft.cue[0] < end for draft in drafts):
            yield from _tail(ctx, (start, end))
    for number, paragraph in enumerate(ctx.paragraphs):
        signed = _post(ctx, number) or _set_apart(ctx, paragraph)
        if signed is not None:
            yield signed


def _title(ctx: Context, paragraph: Range) -> Draft | None:
    """Read "Minister: Montland will not join" and "Montland to leave the pact: minister"."""
    start, end = paragraph
    text = ctx.text[start:end].split("\n")[0]
    if len(_WORD.findall(text)) > _TITLE_WORDS or text.rstrip()[-1:] in ".?!" or ": " not in text:
        return None
    left = text.split(": ", 1)[0]
    at = start + len(left) + 2
    if _names_speaker(ctx, (start, start + len(left))) and _has_clause(
        ctx, (at, start + len(text))
    ):
        both = _names_speaker(ctx, (at, start + len(text)))
        beaten = ("the words after the colon as speaker: the first name speaks",) if both else ()
        found = _headline((start, start + len(left)), (at, start + len(text)), "before")
        return found.but(beaten=beaten)
    last = start + len(text)
    if _names_speaker(ctx, (at, last)) and _has_clause(ctx, (start, start + len(left))):
        return _headline((at, last), (start, start + len(left)), "after")
    return None


def _tail(ctx: Context, paragraph: Range) -> Iterator[Draft]:
    """Read "Three dead in the fire, governor says" and "Lind to quit - sources"."""
    start, end = paragraph
    text = ctx.text[start:end].split("\n")[0].rstrip()
    if len(text) > _TITLE_LONGEST or len(_WORD.findall(text)) > _TITLE_WORDS:
        return
    if text[-1:] in ".?!" or text[0] in _OPEN:
        return
    match = _SAYS_LAST.match(text) or _DASH_LAST.match(text)
    if match is None or not _names_speaker(
        ctx, (start + match.start("who"), start + match.end("who"))
    ):
        return
    cue = match.groupdict().get("cue")
    yield Draft(
        rule="attribution.headline",
        content=((start + match.start("said"), start + match.end("said")),),
        source=(start + match.start("who"), start + match.end("who")),
        cue=(start + match.start("cue"), start + match.end("cue")) if cue else None,
        note="speaker at the end",
    )


def _headline(source: Range, content: Range, where: str) -> Draft:
    return Draft(
        rule="attribution.headline",
        content=(content,),
        source=source,
        note=f"speaker {where} the colon",
    )


def _names_speaker(ctx: Context, part: Range) -> bool:
    """Tell whether words are only a person, an office, an organization or a document."""
    tokens = ctx.doc.char_span(*part, alignment_mode="expand")
    if tokens is None or len(_WORD.findall(ctx.text[slice(*part)])) > _NAME_WORDS:
        return False
    if any(t.pos_ in {"VERB", "AUX"} and t.tag_ != "VBN" for t in tokens):
        return False
    last = tokens[-1]
    lexicon = ctx.lexicon
    words = {last.lower_, last.lemma_.lower()}
    office = bool(
        words & (lexicon.roles | lexicon.documents | {"police", "source", "data", "poll", "expert"})
    )
    person = any(t.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"} for t in tokens)
    return (office or person) and last.lower_ not in {"interview", "analysis", "opinion"}


def _has_clause(ctx: Context, part: Range) -> bool:
    """Tell whether words hold a verb of their own."""
    tokens = ctx.doc.char_span(*part, alignment_mode="expand")
    return tokens is not None and any(t.pos_ in {"VERB", "AUX"} for t in tokens)


def _set_apart(ctx: Context, paragraph: Range) -> Draft | None:
    """Read a paragraph that is a quotation with its speaker's name at the end."""
    start, end = paragraph
    text = ctx.text[start:end]
    match = _DASHED.match(text) or _named_beside(ctx, start, text)
    if match is None:
        match = _SIGNED.match(text)
        if match is None or not _spoken(ctx, match["said"]):
            return None
    after = match.start("who") > match.start("said")
    named = (start + match.start("who"), end if after else start + match.end("who"))
    if text[-1] == "." or (match.re is not _UNDASHED and not _verbless(ctx, named)):
        return None
    who = match["who"].split(",")[0].split(" (")[0].rstrip()
    at = start + match.start("who")
    return Draft(
        rule="attribution.set-apart",
        content=((start + match.start("said"), start + match.end("said")),),
        source=(at, at + len(who)),
        note="name under a quotation",
    )


def _named_beside(ctx: Context, start: int, text: str) -> re.Match[str] | None:
    """Match a paragraph that is a quotation with a name before or after it, and no verb."""
    match = _UNDASHED.match(text) or _LED_IN.match(text)
    if match is None:
        return None
    first, name = start + match.start("who"), match["who"].split(",")[0]
    named = _names_speaker(ctx, (first, first + len(name)))
    return match if named and _verbless(ctx, (first, start + match.end("who"))) else None


def _post(ctx: Context, number: int) -> Draft | None:
    """Read a post with its author's name and handle under it, or in the paragraph after it."""
    start, end = ctx.paragraphs[number]
    match = _HANDLE.fullmatch(ctx.text[start:end])
    if match is None:
        return None
    said = (start, start + match.end("said"))
    if not match["said"] and number:
        said = ctx.paragraphs[number - 1]
    if said[1] <= said[0]:
        return None
    at = start + match.start("who")
    return Draft(
        rule="attribution.post",
        content=(said,),
        source=(at, at + len(match["who"])),
        note="name and handle under a post",
    )


def _spoken(ctx: Context, said: str) -> bool:
    """Tell whether words without quotation marks are someone's own: repeated, or "I" and "we"."""
    return bool(_FIRST_PERSON.search(said)) or ctx.text.count(said[:60]) > 1


def _verbless(ctx: Context, part: Range) -> bool:
    tokens = ctx.doc.char_span(*part, alignment_mode="expand")
    return tokens is not None and not any(
        t.pos_ in {"VERB", "AUX"} and t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in tokens
    )

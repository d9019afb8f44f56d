"""Quotations set apart with the name of who said them: beside them, or on the line below."""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from generator.extract.attributions.context import Context, Draft, Range, children
from generator.extract.attributions.headline import names_speaker
from generator.extract.attributions.lexicon import word_set
from generator.extract.attributions.speakers import can_speak
from generator.model import EntityType

_OPEN = '"\u201c\u201e\u00ab'
_CLOSE = '"\u201d\u201c\u00bb'
_MARKS = _OPEN + _CLOSE
_DASHED = re.compile(
    rf"^[{_OPEN}](?P<said>.+?)[{_CLOSE}]\s*[-\u2013\u2014~]{{1,2}}\s*(?P<who>[A-Z][^\n]{{1,80}})$",
    re.DOTALL,
)
_BRACKETED = re.compile(
    rf"^[{_OPEN}](?P<said>[^\n{_OPEN}{_CLOSE}]{{4,}})[{_CLOSE}]\s*"
    r"[(\[](?P<who>[A-Z][^\n()\[\]:]{2,100})[)\]]$"
)
"""A quotation with its speaker in brackets: '"It is over." (Anna Torvin, mayor of Carrow)'."""
_SAID = rf"[{_OPEN}](?P<said>[^\n{_OPEN}{_CLOSE}]{{20,}})[{_CLOSE}]"
_UNDASHED = re.compile(
    rf"^{_SAID}\s+(?P<who>[A-Z][^\n{_OPEN}{_CLOSE}.]{{2,60}}?)(?:,\s[{_OPEN}][^\n]+[{_CLOSE}])?$"
)
_LED_IN = re.compile(
    rf"^(?:[-*\u2022]\s+)?[*_]{{0,2}}(?P<who>[A-Z][^\n{_OPEN}{_CLOSE}:(,*]{{2,60}}?)"
    rf"(?P<role>,\s[^\n{_OPEN}{_CLOSE}:]{{2,80}}?|\s\([^)\n]{{2,60}}\))?"
    rf"[*_]{{0,2}}\s*(?P<mark>[\u2013\u2014:]|--)[*_]{{0,2}}\s*[{_OPEN}](?P<said>[^\n{_OPEN}{_CLOSE}]{{4,}})[{_CLOSE}]$"
)
"""A quotation in a list of them: 'Anna Torvin, mayor of Carrow -- "I will vote against it."'."""
_SOURCE_LINE = re.compile(
    r"^(?P<dash>[-\u2010-\u2015~]{1,2}\s*|\()?(?P<who>[A-Z][^\n,|(\u2013\u2014:;]{1,60}?)"
    r"(?:(?:,|\s[|\u2013\u2014-])\s*(?P<role>[^\n:]{2,120}?)|\s\((?P<aside>[^)\n:]{2,80})\))?\)?\.?$"
)
"""The line under a quotation: "\u2014 Anna Torvin, mayor of Carrow"."""
_SMALL = word_set("of the for and de la da du di del der van von den ter bin al el y e")
"""Words of names that have small letters."""
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
_WORDS = "statement|letter|reply|answer|message|response|post|declaration"
_WHOLE = "(?:full|whole|entire|complete) "
_VOICES = frozenset({EntityType.PERSON, EntityType.ORGANIZATION})
_RELATIVE = frozenset(["WDT", "WP"])
_THAT_WAS = re.compile(
    rf"(?:That|This) (?:was|is) (?:the|her|his|its|their) (?:{_WHOLE}(?:{_WORDS})"
    rf"|(?:{_WORDS}) in full|{_WHOLE}?text)\b"
)
"""The opening of a paragraph that tells whose words stand above it."""
_LINE = re.compile(r"\n\s*[-\u2013\u2014]{1,2}\s*$")
"""A dash at the beginning of a line, before a name."""
_FIRST_PERSON = re.compile(r"\b(?:I|I['\u2019]m|we|We|my|our|us|me)\b")


def signed_drafts(ctx: Context) -> list[Draft]:
    """Return what stands apart with its speaker's name."""
    pairs = range(len(ctx.paragraphs) - 1)
    found = [_beneath(ctx, number) or _told_beneath(ctx, number) for number in pairs]
    for number, paragraph in enumerate(ctx.paragraphs):
        found.append(_post(ctx, number) or _set_apart(ctx, paragraph))
    return [draft for draft in found if draft is not None]


def unsigned(drafts: Sequence[Draft], signed: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the drafts that do not give a quotation with a name under it to who announced it.

    'The neighbours said: "It was loud." -- Anna Torvin'
    """
    whole = {_bounds(draft) for draft in signed}
    for draft in drafts:
        start, end = _bounds(draft)
        outside = draft.cue is None or not start <= draft.cue[0] < end
        if not outside or (start, end) not in whole:
            yield draft


def _bounds(draft: Draft) -> Range:
    """Return the first and the last character of a content."""
    return min(draft.content)[0], max(end for _, end in draft.content)


def _beneath(ctx: Context, number: int) -> Draft | None:
    """Read a paragraph that is a quotation, with its speaker's name in the paragraph below."""
    first, last = ctx.paragraphs[number]
    quote = ctx.in_quote(max(last - 2, first))
    below = ctx.paragraphs[number + 1]
    match = _SOURCE_LINE.match(ctx.text[slice(*below)])
    if quote is None or match is None or ctx.text[last - 1] not in _CLOSE + ".":
        return None
    opened = max(start for start, _ in ctx.paragraphs if start <= quote.start)
    alone = quote.start - opened <= 1 and not ctx.text[quote.end : last].strip(_MARKS + ".")
    if not alone or not _is_source(ctx, below[0], match):
        return None
    parts = (match.span(name) for name in ("role", "aside") if match[name])
    role = next(((below[0] + a, below[0] + b) for a, b in parts), None)
    return Draft(
        rule="attribution.set-apart",
        content=quote.segments,
        source=(below[0] + match.start("who"), below[0] + match.end("who")),
        role=role,
        note="name on the line under a quotation",
    )


def _told_beneath(ctx: Context, number: int) -> Draft | None:
    """Read a paragraph of which the one below says whose words it was, or gives the name alone."""
    first, last = ctx.paragraphs[number]
    start, end = ctx.paragraphs[number + 1]
    if ctx.quotes_in(first, last):
        return None
    match = _THAT_WAS.match(ctx.text[start:end])
    who = None if match is None else _issuer(ctx, start + match.end() - 1)
    if who is not None:
        return Draft(
            rule="attribution.set-apart",
            content=((first, last),),
            speaker=who.i,
            note="the next paragraph says whose words they are",
        )
    line = _SOURCE_LINE.match(ctx.text[start:end])
    whole = ctx.text[last - 1] in ".!?"
    if line is None or not whole or not line["role"] or not _is_source(ctx, start, line):
        return None
    if not (line["dash"] or _FIRST_PERSON.search(ctx.text[first:last])):
        return None
    return Draft(
        rule="attribution.set-apart",
        content=((first, last),),
        source=(start + line.start("who"), start + line.end("who")),
        role=(start + line.start("role"), start + line.end("role")),
        note="name and role on the line under somebody's own words",
    )


def _issuer(ctx: Context, at: int) -> Token | None:
    """Return who issued the statement whose noun ends at a character, or None."""
    part = ctx.doc.char_span(at, at + 1, alignment_mode="expand")
    if part is None:
        return None
    noun = part[0]
    behind = ctx.doc[noun.i + 1 : noun.sent.end]
    for verb in (t for t in behind if t.pos_ == "VERB"):
        made = [c for c in children(verb, "nsubj") if c.i > noun.i and c.tag_ not in _RELATIVE]
        made += [who for by in children(verb, "agent") for who in children(by, "pobj")]
        if made and can_speak(ctx, made[0]):
            return made[0]
    given = (t for t in behind if t.dep_ == "prep" and t.lower_ in {"by", "from"})
    made = [who for prep in given for who in children(prep, "pobj")]
    named = (t for t in behind if t.i in ctx.mentions and t.i + 1 not in ctx.mentions)
    people = (t for t in named if ctx.mentions[t.i].type in _VOICES)
    return next(iter(made), None) or next(people, None)


def _is_source(ctx: Context, at: int, match: re.Match[str]) -> bool:
    """Tell whether a line names who is quoted above it, and says nothing else."""
    who = (at + match.start("who"), at + match.end("who"))
    words = match["who"].split()
    proper = all(word[0].isupper() or word in _SMALL for word in words)
    if not proper or not _verbless(ctx, (at, at + match.end())):
        return False
    return bool(match["dash"]) or names_speaker(ctx, who)


def _set_apart(ctx: Context, paragraph: Range) -> Draft | None:
    """Read a paragraph that is a quotation with its speaker's name at the end."""
    start, end = paragraph
    text = ctx.text[start:end]
    match = _DASHED.match(text) or _named_beside(ctx, start, text)
    if match is None:
        match = _SIGNED.match(text)
        if match is None:
            return None
        named = (start + match.start("who"), start + match.start("who") + len(_name_of(match)))
        known = names_speaker(ctx, named)
        signs = known and _LINE.search(text[: match.start("who")])
        if not signs and not _spoken(ctx, match["said"]):
            return None
    after = match.start("who") > match.start("said")
    named = (start + match.start("who"), end if after else start + match.end("who"))
    if text[-1] == "." or (match.re is not _UNDASHED and not _verbless(ctx, named)):
        return None
    who = _name_of(match)
    at = start + match.start("who")
    beside = (start + match.start("role"), start + match.end("role")) if _held(match) else None
    return Draft(
        rule="attribution.set-apart",
        content=((start + match.start("said"), start + match.end("said")),),
        source=(at, at + len(who)),
        role=None if beside is None else _bare(ctx, beside),
        note="name under a quotation",
    )


def _name_of(match: re.Match[str]) -> str:
    """Return the name of a match without the role behind it."""
    return match["who"].split(",")[0].split(" (")[0].rstrip()


def _named_beside(ctx: Context, start: int, text: str) -> re.Match[str] | None:
    """Match a paragraph that is a quotation with a name before or after it, and no verb."""
    match = _UNDASHED.match(text) or _LED_IN.match(text) or _BRACKETED.match(text)
    if match is None:
        return None
    first, name = start + match.start("who"), match["who"].split(",")[0]
    named = names_speaker(ctx, (first, first + len(name)))
    last = match.end("who")
    if match.re is _LED_IN:
        last = match.start("mark")
        if match["mark"] == ":" and not match["role"]:
            return None  # a label of a transcript
    return match if named and _verbless(ctx, (first, start + last)) else None


def _held(match: re.Match[str]) -> bool:
    """Tell whether a match has a role beside the name."""
    return match.re is _LED_IN and match["role"] is not None


def _bare(ctx: Context, part: Range) -> Range:
    """Return some characters without comma, brackets and white space around them."""
    start, end = part
    while ctx.text[start] in ", (":
        start += 1
    while ctx.text[end - 1] in ") ":
        end -= 1
    return start, end


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
    """Tell whether words have no finite verb."""
    tokens = ctx.doc.char_span(*part, alignment_mode="expand")
    return tokens is not None and not any(
        t.pos_ in {"VERB", "AUX"} and t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in tokens
    )

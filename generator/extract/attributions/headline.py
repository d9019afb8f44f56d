"""Headlines: "Minister: …", "…: minister", "…, says minister"."""

import re
from collections.abc import Iterator, Sequence

from generator.extract.attributions.context import Context, Draft, Range
from generator.extract.attributions.lexicon import VerbCue, word_set
from generator.extract.attributions.quotes import CLOSERS, OPENERS
from generator.extract.attributions.speakers import is_listed
from generator.model import EntityType

_TITLED = word_set("deny appraise announce want rule-out call-for say order")
"""Families of verbs by which a headline in capitals tells what somebody says."""
_FEWEST = 3
"""Words that are too few for a speaker, a verb and what is said."""
_SHORT = 4
"""Most letters of a word that such a headline may write small: "with"."""
_LEADING = re.compile(r"^\s*(?:For |That )?")
_TITLE_WORDS = 30
_TITLE_LONGEST = 600
"""Characters of a headline at most; patterns for its end look at each pair of them."""
_NAME_WORDS = 6
_WORD = re.compile(r"\w+")
_OPEN = '"\u201c\u201e\u00ab'
_SAYS_LAST = re.compile(
    r"^(?:[A-Z]\w+: )?(?P<said>[^,]{12,}.*), (?P<who>[\w.'\u2019 -]{2,40}?) "
    r"(?P<cue>says?|said|shows?|warns?|finds?|claims?|suggests?|reports?|reveals?|confirms?)$"
)
_SAYS_FIRST = re.compile(
    r"^(?:[A-Z]\w+: )?(?P<said>.{12,}), (?P<cue>[a-z]+) (?P<who>[\w.'\u2019 -]{2,40})$"
)
"""The same turned round: "Dam was never safe, says Torvin"."""
_TOLD = word_set("say distance show believe shout commit deny demand")
"""Families of verbs with which a headline ends."""
_LABELS = frozenset({"interview", "analysis", "opinion", "release"})
"""Last words of labels that tell of what kind a text is: "Press release: …"."""
_DASH_LAST = re.compile(r"^(?P<said>.{12,}) [-\u2013\u2014] (?P<who>[\w.'\u2019 -]{2,40})$")


def headline_drafts(ctx: Context, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield what the headline attributes, beside `drafts`."""
    if ctx.paragraphs:
        start, end = ctx.paragraphs[0]
        title = _title(ctx, (start, end))
        title = title or _plain(ctx, (start, end), drafts)
        if title is not None:
            yield title
        elif not any(draft.cue is not None and start <= draft.cue[0] < end for draft in drafts):
            yield from _tail(ctx, (start, end))


def _title(ctx: Context, paragraph: Range) -> Draft | None:
    """Read "Minister: Montland will not join" and "Montland to leave the pact: minister"."""
    start, end = paragraph
    text = ctx.text[start:end].split("\n")[0]
    if len(_WORD.findall(text)) > _TITLE_WORDS or text.rstrip()[-1:] in ".?!" or ": " not in text:
        return None
    left = text.split(": ", 1)[0]
    at = start + len(left) + 2
    if names_speaker(ctx, (start, start + len(left))) and _has_clause(ctx, (at, start + len(text))):
        both = names_speaker(ctx, (at, start + len(text)))
        beaten = ("the words after the colon as speaker: the first name speaks",) if both else ()
        found = _headline((start, start + len(left)), (at, start + len(text)), "before")
        return found.but(beaten=beaten)
    last = start + len(text)
    if names_speaker(ctx, (at, last)) and _has_clause(ctx, (start, start + len(left))):
        return _headline((at, last), (start, start + len(left)), "after")
    return None


def _plain(ctx: Context, paragraph: Range, drafts: Sequence[Draft]) -> Draft | None:
    """Read "Mayor Denies Link to Fire", whose verb the parser takes for part of a name."""
    start, end = paragraph
    text = ctx.text[start:end].split("\n")[0].rstrip()
    words = list(_WORD.finditer(text))
    capitals = all(w[0][0].isupper() or len(w[0]) <= _SHORT for w in words)
    if not capitals or not _FEWEST < len(words) <= _TITLE_WORDS or text[-1] in ".?!":
        return None
    if any(draft.cue is not None and start <= draft.cue[0] < end for draft in drafts):
        return None
    for word in words[1:-1]:
        family = _telling(ctx, word[0])
        who = (start, start + word.start() - 1)
        if family is not None and (names_speaker(ctx, who) or _is_body(ctx, who)):
            rest = text[word.end() :]
            said = word.end() + len(rest) - len(_LEADING.sub("", rest))
            found = _headline(who, (start + said, start + len(text)), "before its verb")
            cue = (start + word.start(), start + word.end())
            return found.but(cue=cue, stance=family.stance, hedge=family.hedge)
    return None


def _telling(ctx: Context, word: str) -> VerbCue | None:
    """Return the family of a verb in the third person that only tells: "Denies", "Urges"."""
    lower = word.lower()
    stems = (lower.removesuffix("s"), lower.removesuffix("es"), f"{lower.removesuffix('ies')}y")
    entries = (e for stem in stems if stem != lower for e in ctx.lexicon.verbs.get(stem, ()))
    return next((e for e in entries if lower[-1] == "s" and e.family in _TITLED), None)


def _tail(ctx: Context, paragraph: Range) -> Iterator[Draft]:
    """Read "Three dead in the fire, governor says" and "Lind to quit - sources"."""
    start, end = paragraph
    text = ctx.text[start:end].split("\n")[0].rstrip()
    if len(text) > _TITLE_LONGEST or len(_WORD.findall(text)) > _TITLE_WORDS:
        return
    if text[-1:] in ".?!" or text[0] in _OPEN:
        return
    match = _SAYS_LAST.match(text) or _turned(ctx, start, text) or _DASH_LAST.match(text)
    if match is None:
        return
    who = (start + match.start("who"), start + match.end("who"))
    if not names_speaker(ctx, who) and not (match.re is _SAYS_FIRST and _is_body(ctx, who)):
        return
    cue = match.groupdict().get("cue")
    yield Draft(
        rule="attribution.headline",
        content=((start + match.start("said"), start + match.end("said")),),
        source=who,
        cue=(start + match.start("cue"), start + match.end("cue")) if cue else None,
        note="speaker at the end",
    )


def _turned(ctx: Context, start: int, text: str) -> re.Match[str] | None:
    """Match a headline that ends in a cue and its subject, but not "X wins, thanks Y"."""
    match = _SAYS_FIRST.match(text)
    if match is None:
        return None
    cue = match["cue"]
    lemmas = (cue, cue.removesuffix("s"), cue.removesuffix("es"), cue.removesuffix("d"))
    told = {e.family: lemma for lemma in lemmas for e in ctx.lexicon.verbs.get(lemma, ())}
    said = ctx.doc.char_span(start, start + match.end("said"), alignment_mode="contract")
    ahead = said is not None and any(t.tag_ in {"MD", "TO"} for t in said)
    if not ahead and told.get("say") in ctx.lexicon.telling_verbs:
        del told["say"]  # "Union attacks bill, warns ministry", but "Wages to rise, warns ministry"
    return match if told.keys() & _TOLD else None


def _is_body(ctx: Context, part: Range) -> bool:
    """Tell whether words end in a noun for a body or a document that speaks: "central bank"."""
    tokens = ctx.doc.char_span(*part, alignment_mode="expand")
    return tokens is not None and is_listed(ctx, tokens[-1])


def _headline(source: Range, content: Range, where: str) -> Draft:
    return Draft(
        rule="attribution.headline",
        content=(content,),
        source=source,
        note=f"speaker {where} the colon",
    )


def names_speaker(ctx: Context, part: Range) -> bool:
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
    mention = ctx.mentions.get(last.i)
    person |= mention is not None and mention.type in {EntityType.PERSON, EntityType.ORGANIZATION}
    return (office or person) and last.lower_ not in _LABELS


def _has_clause(ctx: Context, part: Range) -> bool:
    """Tell whether words hold a verb of their own, or are a quotation: "'No deal': Torvin"."""
    tokens = ctx.doc.char_span(*part, alignment_mode="expand")
    quoted = any(
        ctx.text[slice(*part)].strip(OPENERS + CLOSERS) == ctx.text[q.start : q.end]
        for q in ctx.quotes_in(*part)
    )
    return quoted or (tokens is not None and any(t.pos_ in {"VERB", "AUX"} for t in tokens))

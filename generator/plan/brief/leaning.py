"""Whether a sentence says nothing clear without the one before it."""

import re
from collections.abc import Sequence

from generator.model import Span

_OPENS = re.compile(
    r"[\"\u201c\u2018'`(\u2026\s]*(?:(?:he|she|it|they|his|her|hers|its|their|him|them|this|that|these|"
    r"those|such|both|neither|either|another|others|one|some|most|many|here|there|then|so|and|or|"
    r"nor|also|thus|hence|therefore|instead|moreover|furthermore|additionally|besides|finally|"
    r"still|meanwhile|otherwise|consequently|indeed|similarly|likewise|afterwards?|later|earlier|"
    r"previously|subsequently|eventually|too|because|yes|yep|no|yeah|well|sure|exactly|again|further|now|"
    r"okay|right|basically)\b"
    r"|(?:in|for|as|on|at|after|before|by|to|from|with|of|since|during|despite|like|if|even) "
    r"(?:addition|example|instance|fact|contrast|this|that|these|those|a result|the other hand|"
    r"the same|such|it|them|him|her|doing so|there|here|true)\b"
    r"|(?:in|for|on|under|with|at|by|from) (?:both|either|neither) \w+"
    r"|(?:in )?the (?:second|third|fourth|last|former|latter|other|same|remaining|rest|two|three|"
    r"four|both)\b|in the first\b)",
    re.IGNORECASE,
)
"""First words that point at what was said: a pronoun, an adverb that joins, "the second"."""
_TURNS = re.compile(
    r"(?:but|however|yet|nevertheless|nonetheless|by contrast|in contrast)\b|[^.;:]{0,80}?, "
    r"(?:however|though|by contrast),",
    re.IGNORECASE,
)
"""Words that set a sentence against what was said."""
_TURN = re.compile(
    r"[\"\u201c\u2018'\s]*(?:but|however|yet|nevertheless|still)\b,?[\"\u201d\s]*", re.IGNORECASE
)
"""A word that turns, at the beginning, with what stands around it."""
_DONE = re.compile(r"\b(?:do|does|did|doing|done) (?:that|this|so|it)\b(?! \w+ly)", re.IGNORECASE)
"""What is done was told before."""
_JOINS = re.compile(
    r"(?:\S+\s+){1,12}?(?:also|too|therefore|instead|then|subsequently|likewise)\b", re.IGNORECASE
)
"""An adverb that joins among the first words."""
_ADDS = re.compile(
    r"(?:[^\s,;:.]+\s+){0,7}?(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|another|any|"
    r"no|some|few|many|several) (?:more|other|others|further|additional)\b(?! than)",
    re.IGNORECASE,
)
"""What is counted on from before: "options for 18 more"."""
_LEADS_IN = re.compile(
    r"[\"\u201c\u2018'`(\u2026\s]*(?:about|after|although|among|as|at|because|before|between|by|despite|"
    r"during|even|for|from|if|in|instead|just|like|on|once|one|only|over|since|though|to|under|"
    r"unlike|until|upon|what|when|whenever|where|while|with|within|without|yes|\S+ly|\S+ing)\b",
    re.IGNORECASE,
)
"""Words after which a sentence's subject is still to come: a pronoun then points back."""
_PERSONAL = re.compile(r"(?:he|she|they|his|her|their)\b", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\b(?:he|she|it|they|him|them|his|her|hers|its|their|theirs)\b", re.IGNORECASE
)
_POINTS = re.compile(
    r"\b(?:this|that|these|those)(?=\W*\?|,| (?:is|was|are|were|happen\w*|mean\w*|work\w*)\b)",
    re.IGNORECASE,
)
"""A demonstrative that stands alone."""
_SHORT = 9
"""Words up to which an answer is taken to need its question."""


def turns(text: str) -> bool:
    """Tell whether a passage sets itself against something: "But the ministry said"."""
    return _TURNS.match(text) is not None


def leans(span: Span, names: Sequence[Span]) -> bool:
    """Tell whether a sentence points at the one before it, where no name stands before a pronoun.

    `names` are those of the document.
    """
    if any(opening.match(span.text) for opening in (_OPENS, _JOINS, _ADDS)):
        return True
    turn = _TURN.match(span.text)
    if turn is not None and _OPENS.match(span.text, turn.end()):
        return True
    if not _LEADS_IN.match(span.text):
        return False
    pronoun = _PRONOUN.search(span.text)
    if pronoun is None:
        return False
    inside = [n.start for n in names if span.start <= n.start < span.end]
    return span.start + pronoun.start() < min(inside, default=span.end)


def takes_up(text: str) -> bool:
    """Tell whether somebody's words, shown alone, take up what was said: "we can do that"."""
    return _DONE.search(text) is not None


def names_nobody(text: str) -> bool:
    """Tell whether a text opens with somebody whom it has not named."""
    return _PERSONAL.match(text) is not None


def points(question: str) -> bool:
    """Tell whether a question is about what was said before it: "And why is that?"."""
    return _OPENS.match(question) is not None or _POINTS.search(question) is not None


def answers(span: Span) -> bool:
    """Tell whether the first sentence of an answer says nothing clear without its question."""
    return (
        _OPENS.match(span.text) is not None
        or len(span.text.split()) <= _SHORT
        or _PRONOUN.search(span.text) is not None
        or _DONE.search(span.text) is not None
    )

"""What two statements share: the names and the rarer words of a document's statements."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from generator.model import LinkedDocument, Span, Statement
from generator.plan.entries import is_named
from generator.plan.index import Index
from generator.plan.stems import stem
from generator.plan.weighing import outer

Items = Mapping[str, Span]
"""Names and words of a statement, folded, each with the first span that it has there."""
_NAME = "#"
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Likeness:
    """The names and words of a document's statements, and how many statements have each."""

    items: Mapping[str, Items]
    """By statement."""
    spread: Counter[str]
    """Counted over those that do not stand inside another one."""

    @classmethod
    def of(cls, index: Index, linked: LinkedDocument) -> "Likeness":
        """Return the names and words of a document's statements."""
        items = {s.attribution.id: _items(index, s) for s in linked.statements}
        return cls(items, Counter(i for s in outer(linked) for i in items[s.attribution.id]))

    def own(self, statement: Statement) -> Items:
        """Return the names and words of a statement."""
        return self.items[statement.attribution.id]

    def weight(self, one: Items, other: Items) -> float:
        """Return how much some items share: one over how many have it, for each word or name.

        Names alone, or one word alone, tell no common matter.
        """
        shared = one.keys() & other.keys()
        words = [item for item in shared if not item.startswith(_NAME)]
        if not words or len(shared) < 2:  # noqa: PLR2004 -- a word and one thing more
            return 0.0
        return sum(1 / max(1, self.spread[item] - 1) for item in shared) / 2


def _items(index: Index, statement: Statement) -> dict[str, Span]:
    """Return the names and the less common words of a statement, each with its first span."""
    items: dict[str, Span] = {}
    taken: list[Span] = []
    for part in _parts(statement):
        for link, entity in index.within(part):
            if is_named(link):
                items.setdefault(_NAME + entity.id, link.mention.span)
                taken.append(link.mention.span)
        for match in _WORD.finditer(part.text):
            span = part.part(part.start + match.start(), part.start + match.end())
            if not any(span.touches(name) for name in taken):
                items.setdefault(stem(match.group()), span)
    return {item: span for item, span in items.items() if item not in COMMON_STEMS}


def _parts(statement: Statement) -> tuple[Span, ...]:
    """Return what is said; of a "yes" with what was asked."""
    found = statement.attribution
    answers = found.occasion is not None and _YES.match(found.content[0].text) is not None
    return (*found.content, found.occasion) if answers and found.occasion else found.content


def kin(word: str) -> str:
    """Return one word for those of handing over: what was sent is, or is not, received."""
    if word in _DEAD:
        return "dead"
    return "handed over" if word in _HANDED_OVER else word


_COMMON = """
about after again also been before being could does down during each even ever every first from
going have here into just know like made make many more most much need never next only other
over people same should since some such take than that their them then there these they thing
this those time under until very want well were what when where which while will with without
would year your
"""
"""Words that tell no matter."""
COMMON_STEMS = frozenset(map(stem, _COMMON.split()))
_YES = re.compile(r"[\"\u201c]?(?:yes|yeah|exactly|correct|right|indeed)\b", re.IGNORECASE)
_HANDED_OVER = frozenset(
    map(stem, ("send", "sent", "return", "deliver", "pay", "paid", "mail", "ship", "receive"))
)
"""Words of one event, told from its two ends."""
_DEAD = frozenset(map(stem, ("die", "died", "dead", "death", "deaths", "kill", "killed", "lives")))
"""Words of one fate."""

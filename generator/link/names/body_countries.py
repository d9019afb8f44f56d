"""Whose a body is whose name says only what it is: "Peru's Foreign Ministry"."""

import re
from collections.abc import Iterable, Mapping

from generator import reference
from generator.link.names.fold import words
from generator.link.names.tables import word_set
from generator.model import EntityType, Mention, MentionForm

_BEFORE = re.compile(r"((?:[A-Z][\w.]*[ -]){0,3}[A-Z][\w.]*)(['\u2019]s?)? $")
_AFTER = re.compile(r" (?:of|in) (?:the )?([A-Z]\w+(?: [A-Z]\w+){0,3})")
_FAR = 60
"""Characters beside a name in which its country stands."""
_BODIES = (EntityType.ORGANIZATION, EntityType.GROUP)

NOBODY = "nobody's"
"""What stands for the country of a name beside which a document names none."""


def is_only_kind(parts: Iterable[str]) -> bool:
    """Tell whether a name says only what a body is: "Foreign Ministry" in folded words."""
    return all(word in word_set("institution_words") for word in parts)


def body_countries(mentions: tuple[Mention, ...], text: str) -> dict[int, str]:
    """Return, by mention, the country of names that say only what a body is; `NOBODY` where none.

    Names that a document gives to no country at all are left out; so are those that stand alone
    before the first that has one, for nothing says whose they are.
    """
    alike: dict[tuple[str, ...], dict[int, str]] = {}
    for position, mention in enumerate(mentions):
        if mention.form is not MentionForm.NAME or mention.type not in _BODIES:
            continue
        name = words(mention.span.text)
        if set(name) & word_set("public_bodies") and is_only_kind(name):
            found = owner(text, mention.span.start, mention.span.end) or NOBODY
            alike.setdefault(name, {})[position] = found
    found_: dict[int, str] = {}
    for same in alike.values():
        if next(iter(same.values())) != NOBODY:
            found_.update(same)
    return found_


def owner(text: str, start: int, end: int) -> str:
    """Return the code of the country that owns what stands at `text[start:end]`, or nothing."""
    before = _BEFORE.search(text, max(0, start - _FAR), start)
    if before is not None:
        name, is_owned = before[1].split(), before[2]
        known = reference.country if is_owned else reference.country_of_demonym
        for first in range(len(name)):
            if code := known(" ".join(name[first:])):
                return code
    after = _AFTER.match(text, end, end + _FAR)
    name = after[1].split() if after else []
    for last in range(len(name), 0, -1):
        if code := reference.country(" ".join(name[:last])):
            return code
    return ""


def kept_apart(found: Mapping[int, str], mentions: tuple[Mention, ...]) -> dict[int, str]:
    """Return, by mention, what keeps bodies of one name apart that several countries own."""
    countries: dict[tuple[str, ...], set[str]] = {}
    for position, code in found.items():
        countries.setdefault(words(mentions[position].span.text), set()).add(code)
    several = {name for name, codes in countries.items() if len(codes - {NOBODY}) > 1}
    return {
        position: f"@{code}"
        for position, code in found.items()
        if words(mentions[position].span.text) in several
    }

"""People called by what stands beside their name: "the Republican", "the 45-year-old"."""

import re
from collections.abc import Callable, Iterator

from generator.link.names.fold import fold
from generator.link.names.tables import party_of_letter, word_set
from generator.link.scene.scene import Scene, Speaker
from generator.model import EntityType, MentionForm, Reason, Span

_AGE = re.compile(r"[Tt]he (\d{1,3})-year-old\b")
_AGED = re.compile(r",? (?:\(|aged? )?(\d{1,3})(?:-year-old)?(?=[),;.]|$)")
_BESIDE = re.compile(r",? \(?([A-Z])(?:-([A-Z][\w. ]*))?\)|, ([A-Z])-([A-Z][\w.]*)")
"""What American papers print after a lawmaker's name: "(R-Tarrow)", "(D)", ", R-Tarrow,"."""
_APPOSED = re.compile(r", (?:an?|the) ((?:[\w-]+ ){0,3}?)(\w+)(?: (?:from|of) ([A-Z]\w+))?")
_TITLED = re.compile(r"(\w+) (?:[A-Z][\w.]* ){0,2}$")
_ARTICLE = re.compile(r"\b[Tt]he ((?:[A-Z][\w.]* ){0,2})$")
_AROUND = 60
"""Characters beside a name in which these are looked for."""

Proof = tuple[str, Span]
"""Of which region a person is, where the document says so, and the words that say it."""


def by_epithet(scene: Scene, source: Span) -> Speaker | None:
    """Find who is called by an age or a party; None where the words are no such thing.

    "The Republican" is nobody's party, but one person: it is told or left open.
    """
    age = _AGE.match(source.text)
    if age is not None:
        found = _bearers(scene, source, lambda span: _aged(scene, span, age[1]))
        return _one(source, found) if found else None
    party = source.text.split()[-1].casefold()
    if party not in word_set("party_members"):
        return None
    article = _ARTICLE.search(_led(scene, source))
    if article is None:
        return None
    before = article[1].split()
    where = [word for word in before if word.casefold() not in ("the", "senior", "junior")]
    found = _bearers(scene, source, lambda span: _of_party(scene, span, party, where))
    return _one(source, found)


def _led(scene: Scene, source: Span) -> str:
    """Return the words up to a phrase's last one, with those in front of it."""
    *words, _ = source.text.split()
    text = scene.document.document.text
    return text[max(0, source.start - _AROUND) : source.start] + " ".join([*words, ""]).lstrip()


def _one(source: Span, found: dict[int, Span]) -> Speaker:
    if len(found) != 1:
        return Speaker(None, None, "several" if found else "nobody")
    local, proof = next(iter(found.items()))
    return Speaker(local, Reason("link.speaker-epithet", (source, proof)))


def _bearers(
    scene: Scene, source: Span, proof_of: Callable[[Span], Span | None]
) -> dict[int, Span]:
    """Return the people named before a phrase for whose names a proof is found."""
    found: dict[int, Span] = {}
    for position in scene.within(0, source.start):
        mention = scene.mentions[position]
        local = scene.of_mention.get(position)
        if local is None or local in found or mention.type is not EntityType.PERSON:
            continue
        proof = proof_of(mention.span) if mention.form is MentionForm.NAME else None
        if proof is not None:
            found[local] = proof
    return found


def _aged(scene: Scene, name: Span, age: str) -> Span | None:
    document = scene.document.document
    match = _AGED.match(document.text, name.end, name.end + _AROUND)
    return document.span(name.start, match.end()) if match and match[1] == age else None


def _of_party(scene: Scene, name: Span, party: str, where: list[str]) -> Span | None:
    """Return the words that say of which party somebody is, if no other region's."""
    for region, proof in _parties(scene, name, party):
        if not region or not where or _is_short_for(region, " ".join(where)):
            return proof
    return None


def _parties(scene: Scene, name: Span, party: str) -> Iterator[Proof]:
    document = scene.document.document
    text, end = document.text, name.end + _AROUND
    if match := _BESIDE.match(text, name.end, end):
        if party_of_letter(match[1] or match[3]) == party:
            yield (match[2] or match[4] or ""), document.span(name.start, match.end())
    elif (match := _APPOSED.match(text, name.end, end)) and match[2].casefold() == party:
        yield match[3] or "", document.span(name.start, match.end())
    before = _TITLED.search(text, max(0, name.start - _AROUND), name.start)
    if before and before[1].casefold() == party:
        yield "", document.span(before.start(), name.end)


def _is_short_for(region: str, name: str) -> bool:
    """Tell whether "Tarr." or "Tw." may be "Tarrow": its letters in order, the first one first."""
    short, full = fold(region).replace(" ", ""), fold(name).replace(" ", "")
    rest = iter(full)
    return short[:1] == full[:1] and all(letter in rest for letter in short)

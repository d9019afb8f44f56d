"""Which names of one document mean one thing, rule after rule, the surest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from generator import reference
from generator.link.names.bodies import (
    called_after,
    camel_initials,
    core,
    initials_of,
    short_forms,
    trade_heads,
)
from generator.link.names.body_countries import NOBODY
from generator.link.names.forms import Form
from generator.link.names.joins import Joins
from generator.link.names.keys import thing_words
from generator.link.names.people import PersonName, relation
from generator.link.names.places import PARTS, bare_place
from generator.model import (
    AliasKind,
    Definition,
    DefinitionKind,
    EntityType,
    Gender,
    Mention,
    Reason,
    Span,
    Syntax,
)

_PAIR = 2
"""Words of a state and of its one ministry: "@PE", "ministry"."""
_COMPASS = frozenset({"north", "south", "east", "west"})
_THINGS = frozenset(
    {
        *(EntityType.EVENT, EntityType.PRODUCT, EntityType.VESSEL, EntityType.TEAM),
        *(EntityType.WORK, EntityType.WEBSITE),
    }
)
ACTS = "short-form-acting"
"""The rule of what a body is called after that acts in its document, and there means the body."""
LOOSE_INITIALS = "initials-in-brackets"
"""The rule for an abbreviation that need not be made of its name's first letters."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Why a form means what another form means."""

    kind: AliasKind
    """How it stands for the other."""
    other: int
    """Position of the form that it stands for."""
    reason: Reason
    """The rule and the words it rests on."""
    evidence: Span
    """A span in the sentence that justifies it."""


@dataclass(slots=True)
class Ties:
    """What the sieves found so far about one document's forms."""

    forms: tuple[Form, ...]
    mentions: tuple[Mention, ...]
    joins: Joins
    ties: dict[int, Tie] = field(default_factory=dict)
    """Form to why it was joined to a fuller one."""
    doubtful: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """Form to the several forms that it may stand for."""
    _genders: dict[int, Gender] | None = None

    def gender(self, form: int) -> Gender:
        """Return the gender known of the person that a form names."""
        if self._genders is None:
            self._genders = {}
            for position, each in enumerate(self.forms):
                if each.is_person() and each.gender is not Gender.UNKNOWN:
                    self._genders.setdefault(self.joins.root(position), each.gender)
        return self._genders.get(self.joins.root(form), Gender.UNKNOWN)

    def span(self, form: int) -> Span:
        """Return the first mention's span of a form."""
        return self.mentions[self.forms[form].mentions[0]].span

    def tie(self, short: int, full: int, kind: AliasKind, rule: str, proof: Span | None) -> None:
        """Join `short` to `full`; `proof` says so in the text, else the full name does."""
        if self.set_apart(short, full) or not self.joins.join(short, full):
            return
        evidence = proof or self.span(full)
        self.ties[short] = Tie(kind, full, Reason(f"link.{rule}", (evidence,)), evidence)

    def set_apart(self, first: int, second: int) -> bool:
        """Tell whether a curated note says of two forms that they are not one."""
        one, other = self.forms[first], self.forms[second]
        return one.is_not(other) or other.is_not(one)

    def beat(self, short: int, beaten: Iterable[str]) -> None:
        """Keep with a form's tie the readings that it beat."""
        tie = self.ties.get(short)
        if tie is not None:
            reason = replace(tie.reason, beaten=tuple(dict.fromkeys(beaten)))
            self.ties[short] = replace(tie, reason=reason)


def tie_forms(
    forms: tuple[Form, ...],
    mentions: tuple[Mention, ...],
    definitions: Sequence[Definition],
    text: str = "",
) -> Ties:
    """Return which of a document's forms mean one thing."""
    ties = Ties(forms, mentions, Joins(len(forms)))
    for sieve in (_curated, _countries, _same_people, _same_bodies, _place_levels, _plurals):
        sieve(ties)
    _defined(ties, definitions)
    _in_brackets(ties, text)
    for late in (
        _initials,
        _short_bodies,
        _state_bodies,
        _short_people,
        _short_things,
        _short_countries,
    ):
        late(ties)
    return ties


def _curated(ties: Ties) -> None:
    """Join what a note calls by a name to what the document prints so."""
    printed = {form.words: p for p, form in enumerate(ties.forms) if not form.editorial}
    for position, form in enumerate(ties.forms):
        if form.editorial and form.words in printed:
            ties.joins.join(position, printed[form.words])


def _countries(ties: Ties) -> None:
    """Join names of one country: "the US", "United States"."""
    first: dict[str, int] = {}
    for position, form in enumerate(ties.forms):
        if form.country is None:
            continue
        other = first.setdefault(form.country, position)
        if other != position:
            ties.tie(position, other, AliasKind.VARIANT, "country-name", ties.span(position))


def _same_people(ties: Ties) -> None:
    """Join full names of a person that differ by a middle name or an initial."""
    full = [
        p
        for p, form in enumerate(ties.forms)
        if form.is_person() and form.person.is_full and not form.apart
    ]
    by_family: dict[str, list[int]] = {}
    for position in full:
        by_family.setdefault(ties.forms[position].person.words[-1], []).append(position)
    for positions in by_family.values():
        for position in positions:
            _same_person(ties, position, positions)


def _same_person(ties: Ties, position: int, others: list[int]) -> None:
    mine = ties.forms[position].person
    fuller = [
        other
        for other in others
        if other != position
        and (len(ties.forms[other].person.words), len(ties.forms[other].text), -other)
        > (len(mine.words), len(ties.forms[position].text), -position)
        and (
            _same_words(ties.forms[other].person, mine)
            or relation(mine, ties.forms[other].person) is AliasKind.VARIANT
        )
    ]
    if fuller and _agree(ties, fuller):
        ties.tie(position, fuller[0], AliasKind.VARIANT, "name-variant", ties.span(position))


def _agree(ties: Ties, positions: list[int]) -> bool:
    """Tell whether forms are variants of one another, so that no choice is left."""
    longest = max(positions, key=lambda p: len(ties.forms[p].person.words))
    full = ties.forms[longest].person
    return all(
        _same_words(ties.forms[p].person, full)
        or relation(ties.forms[p].person, full) is AliasKind.VARIANT
        for p in positions
    )


def _same_words(one: PersonName, other: PersonName) -> bool:
    return (one.words, one.generation) == (other.words, other.generation)


def _same_bodies(ties: Ties) -> None:
    """Join names that differ by legal form, by a country's form or by word order."""
    first: dict[tuple[str, ...], int] = {}
    for position, form in enumerate(ties.forms):
        if not form.is_body() or form.country:
            continue
        key = (*form.body(), "" if form.owner else form.apart)
        other = first.setdefault(key, position)
        if other != position:
            ties.tie(position, other, AliasKind.VARIANT, "same-body", ties.span(position))


def _place_levels(ties: Ties) -> None:
    """Join "Velm", "Velm region" and "Velm Oblast", if all with a level are of one level."""
    by_name: dict[tuple[str, ...], list[tuple[int, str | None]]] = {}
    for position, form in enumerate(ties.forms):
        if form.is_place() and not form.country:
            name, level = bare_place(form.words)
            by_name.setdefault(name, []).append((position, level))
    for found in by_name.values():
        levels = {level for _, level in found if level}
        for level in levels:
            with_bare = len(levels) == 1 and level not in PARTS
            same = [p for p, own in found if own == level or (own is None and with_bare)]
            main = next((p for p, own in found if own is None and p in same), same[0])
            for position in same:
                if position != main:
                    ties.tie(position, main, AliasKind.VARIANT, "place-level", ties.span(position))


def _plurals(ties: Ties) -> None:
    """Join "Tarsk" and "Tarsks" as names of one group."""
    names = {f.words: p for p, f in enumerate(ties.forms) if f.is_body() and len(f.words) == 1}
    for name, position in names.items():
        other = names.get((name[0] + "s",))
        if other is not None:
            ties.tie(other, position, AliasKind.VARIANT, "plural", ties.span(other))


_DEFINED = {
    DefinitionKind.INITIALS: (AliasKind.INITIALS, "defined-initials"),
    DefinitionKind.OFFICIAL_NAME: (AliasKind.OFFICIAL_NAME, "official-name"),
    DefinitionKind.ALSO_KNOWN: (AliasKind.VARIANT, "also-known-as"),
    DefinitionKind.FORMER_NAME: (AliasKind.VARIANT, "former-name"),
}


def _defined(ties: Ties, definitions: Sequence[Definition]) -> None:
    """Join names that a sentence of the text says are one."""
    by_span = {ties.mentions[m].span: p for p, form in enumerate(ties.forms) for m in form.mentions}
    for definition in definitions:
        first, second = by_span.get(definition.first), by_span.get(definition.second)
        if first is None or second is None or definition.kind not in _DEFINED:
            continue
        if ties.set_apart(first, second):
            continue
        kind, rule = _DEFINED[definition.kind]
        if kind is AliasKind.OFFICIAL_NAME:
            first, second = second, first
        ties.joins.join(first, second)
        reason = Reason(f"link.{rule}", (definition.span,))
        ties.ties[first] = Tie(kind, second, reason, definition.span)


def _in_brackets(ties: Ties, text: str) -> None:
    """Join a body's abbreviation to the name beside its brackets, whatever its letters.

    "Reporters Without Borders (RSF)" and "RSF (Reporters Without Borders)" are one.
    """
    of_mention = {m: p for p, form in enumerate(ties.forms) for m in form.mentions}
    for (first, left), (second, right) in pairwise(sorted(of_mention.items())):
        before, after = ties.mentions[first].span, ties.mentions[second].span
        around = text[before.end : after.start] + text[after.end : after.end + 1]
        if around != " ()" or not (ties.forms[left].is_body() and ties.forms[right].is_body()):
            continue
        short, full = (right, left) if _is_upper(after.text) else (left, right)
        if _is_upper(ties.forms[short].text) and short not in ties.ties:
            proof = Span(before.document, before.start, after.end + 1,
                         text[before.start : after.end + 1])  # fmt: skip
            ties.tie(short, full, AliasKind.INITIALS, LOOSE_INITIALS, proof)


def _is_upper(text: str) -> bool:
    return text.replace(".", "").isupper()


def _initials(ties: Ties) -> None:
    """Join an abbreviation in capitals to the one name that it is made of."""
    full: dict[str, list[int]] = {}
    for position, form in enumerate(ties.forms):
        if len(form.words) > 1 or form.text[1:] != form.text[1:].lower():
            for letters in initials_of(form.words) | camel_initials(form.text):
                full.setdefault(letters, []).append(position)
    for position, form in enumerate(ties.forms):
        letters = form.text.replace(".", "")
        if form.is_person() or not letters.isupper() or not letters[1:] or position in ties.ties:
            continue
        found = [
            p
            for p in full.get(letters.casefold(), ())
            if not ties.forms[p].is_person() and form.words[0] not in ties.forms[p].words
        ]
        roots = {ties.joins.root(p) for p in found}
        if len(roots) == 1:
            ties.tie(position, found[0], AliasKind.INITIALS, "initials", None)


def _short_people(ties: Ties) -> None:
    """Join a surname, else a first name, to the one person of the document who bears it."""
    full = [p for p, form in enumerate(ties.forms) if form.is_person() and form.person.is_full]
    by_word: dict[str, list[int]] = {}
    for position in full:
        for word in set(ties.forms[position].person.words):
            by_word.setdefault(word, []).append(position)
    for position, form in enumerate(ties.forms):
        if position in ties.ties or not _may_be_short_person(ties, form):
            continue
        _tie_person(ties, position, by_word.get(form.person.words[-1], []))


def _may_be_short_person(ties: Ties, form: Form) -> bool:
    """Tell whether a name may be a person's surname, whatever it was taken for."""
    if form.is_person():
        return True
    if form.person.is_full or form.text.isupper() or form.country:
        return False
    uses = [ties.mentions[position].syntax for position in form.mentions]
    return form.is_body() or (Syntax.LOCATIVE not in uses and Syntax.AGENT in uses)


def _tie_person(ties: Ties, position: int, others: list[int]) -> None:
    form = ties.forms[position]
    related: dict[AliasKind, list[int]] = {}
    beaten: list[str] = []
    for other in others:
        kind = relation(form.person, ties.forms[other].person) if other != position else None
        if kind is not None and not _genders_agree(form, ties, other):
            beaten.append(f"{ties.forms[other].text}: of the other gender")
        elif kind is not None:
            related.setdefault(kind, []).append(other)
    for kind, rule in ((AliasKind.SURNAME, "surname"), (AliasKind.FIRST_NAME, "first-name")):
        found = related.get(kind, [])
        roots = {ties.joins.root(other) for other in found}
        if len(roots) == 1 and (form.is_person() or kind is AliasKind.SURNAME):
            ties.tie(position, found[0], kind, rule, None)
            if kind is AliasKind.SURNAME:
                given = related.get(AliasKind.FIRST_NAME, ())
                beaten += [f"{ties.forms[p].text}: bears it as a first name" for p in given]
            ties.beat(position, beaten)
            return
        elder = _without_suffix(ties, form, found) if kind is AliasKind.SURNAME else None
        if elder is not None:
            ties.tie(position, elder, kind, rule, None)
            younger = (ties.forms[p] for p in found if p != elder)
            ties.beat(position, [*beaten, *(f"{f.text}: called by his suffix" for f in younger)])
            return
        if len(roots) > 1:
            if form.is_person():
                ties.doubtful[position] = tuple(found)
            return


def _without_suffix(ties: Ties, form: Form, found: Sequence[int]) -> int | None:
    """Return the bearer without a suffix, where the others are called "Vell Jr." for short."""
    plain = [p for p in found if not ties.forms[p].person.generation]
    others = {ties.forms[p].person.generation for p in found} - {""}
    if not plain or not others:
        return None
    short = {
        other.person.generation
        for other in ties.forms
        if other.is_person()
        and not other.person.is_full
        and other.person.words == form.person.words
    }
    is_one = len({ties.joins.root(p) for p in plain}) == 1
    return plain[0] if is_one and others <= short else None


def _genders_agree(form: Form, ties: Ties, other: int) -> bool:
    known = {form.gender, ties.gender(other)} & {Gender.FEMININE, Gender.MASCULINE}
    return len(known) < len((form, other))


def _short_bodies(ties: Ties) -> None:
    """Join the end or the beginning of an organization's name to the one fuller name."""
    bodies = [p for p, form in enumerate(ties.forms) if form.is_body() and not form.country]
    ends: dict[tuple[str, ...], list[int]] = {}
    heads: dict[tuple[str, ...], list[int]] = {}
    for position in bodies:
        for part in set(short_forms(ties.forms[position].words)):
            ends.setdefault(part, []).append(position)
        for part in set(trade_heads(ties.forms[position].words)):
            heads.setdefault(part, []).append(position)
    formal = {ties.joins.root(p) for p in bodies if _has_legal_form(ties.forms[p])}
    for position, form in enumerate(ties.forms):
        if position in ties.ties or form.country or ties.joins.root(position) in formal:
            continue
        # "Democrats" are more than "Senate Democrats".
        if reference.metonym(form.text) is not None or form.type is EntityType.GROUP:
            continue
        table = ends if form.is_body() else heads if _may_be_body(ties, form) else {}
        found, rule = [p for p in table.get(form.words, ()) if p != position], "short-form"
        if not found and form.is_body() and _acts(ties, form):
            found = [p for p in bodies if called_after(ties.forms[p].words) == form.words]
            rule = ACTS
        if len({ties.joins.root(p) for p in found}) == 1:
            ties.tie(position, found[0], AliasKind.SHORT_FORM, rule, None)


def _acts(ties: Ties, form: Form) -> bool:
    """Tell whether a name does something in its document: a faith does not, its church does."""
    return any(ties.mentions[p].syntax is Syntax.AGENT for p in form.mentions)


def _state_bodies(ties: Ties) -> None:
    """Join "the Velmish ministry" to Velm's one ministry; leave nobody's ministry open."""
    full: dict[tuple[str, str], list[int]] = {}
    named: dict[tuple[str, ...], list[int]] = {}
    for position, form in enumerate(ties.forms):
        body = form.body() if form.is_body() and not form.country else ()
        if len(body) > _PAIR and body[0].startswith("@"):
            full.setdefault((body[0], body[-1]), []).append(position)
        if form.owner and form.apart:
            named.setdefault(form.words[:-1], []).append(position)
    for position, form in enumerate(ties.forms):
        body = form.body() if form.is_body() and not form.country else ()
        if len(body) == _PAIR and body[0].startswith("@") and position not in ties.ties:
            found = full.get((body[0], body[1]), [])
            if len({ties.joins.root(p) for p in found}) == 1:
                ties.tie(position, found[0], AliasKind.SHORT_FORM, "short-form", None)
        elif form.apart == f"@{NOBODY}":
            ties.doubtful[position] = tuple(named[form.words[:-1]])


def _short_things(ties: Ties) -> None:
    """Join the end of a thing's name to the one fuller name: "World Cup", "A380s", "Korea"."""
    names = {
        position: thing_words(form.type, form.words)
        for position, form in enumerate(ties.forms)
        if form.type in _THINGS
    }
    ends: dict[tuple[EntityType, tuple[str, ...]], list[int]] = {}
    for position, name in names.items():
        kind = ties.forms[position].type
        # An event's last word alone is any: "the Cup", "the Games".
        for start in range(len(name) - (kind is EntityType.EVENT)):
            ends.setdefault((kind, name[start:]), []).append(position)
    # What is printed otherwise first, so that it is no second thing that a short form may mean.
    for how in (AliasKind.VARIANT, AliasKind.SHORT_FORM):
        for position, name in names.items():
            others = ends.get((ties.forms[position].type, name), [])
            variant = how is AliasKind.VARIANT
            found = [p for p in others if p != position and (names[p] == name) == variant]
            if variant and ties.forms[position].words == name:
                continue  # one is what several are called after
            if len({ties.joins.root(p) for p in found}) == 1 and position not in ties.ties:
                ties.tie(position, found[0], how, "short-form", None)


def _short_countries(ties: Ties) -> None:
    """Join "Korea", where it does or owns something, to the one Korea that the text names."""
    full: dict[tuple[str, ...], list[int]] = {}
    for position, form in enumerate(ties.forms):
        if form.country and form.words[0] in _COMPASS and form.words[1:]:
            full.setdefault(form.words[1:], []).append(position)
    for position, form in enumerate(ties.forms):
        found = full.get(form.words, [])
        uses = {ties.mentions[mention].syntax for mention in form.mentions}
        if form.country or form.is_person() or Syntax.LOCATIVE in uses or position in ties.ties:
            continue
        if len({ties.joins.root(p) for p in found}) == 1:
            ties.tie(position, found[0], AliasKind.SHORT_FORM, "short-country", None)


def _has_legal_form(form: Form) -> bool:
    """Tell whether a name is a company's in full: "Fulk Inc." is short for nothing."""
    return core(form.words) != form.words


def _may_be_body(ties: Ties, form: Form) -> bool:
    """Tell whether a name may be a company's that was taken for a person or a place."""
    if reference.place(form.text) is not None:
        return False
    first = form.text.split()[0]
    is_given = reference.first_name_gender(first) is not None and not reference.country(first)
    if len(form.words) > 1 and is_given:
        return False
    return all(ties.mentions[p].syntax is not Syntax.LOCATIVE for p in form.mentions)

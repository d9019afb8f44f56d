"""The distinct names of one document: what is printed alike is taken to mean alike."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from generator import reference
from generator.link.names.bodies import body_key
from generator.link.names.body_countries import NOBODY
from generator.link.names.fold import words
from generator.link.names.people import PersonName, person_name
from generator.link.names.public_bodies import PUBLIC_BODY
from generator.link.names.tables import known_initials, word_set
from generator.model import EntityType, Gender, Mention, MentionForm

FAMILIES = {EntityType.GROUP: EntityType.ORGANIZATION}
"""Types that the same printed name may have without being two things."""
_ACTS = "names.acting-house"
"""The rule of a museum's or a hospital's name that does what people do: it names a body here."""
NOT = "not "
"""Before the folded name that a curated note says is not meant, in `Form.apart`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One name as a document prints it, with every mention that prints it so."""

    text: str
    """As first printed."""
    words: tuple[str, ...]
    """Folded; what forms are compared by."""
    type: EntityType
    """What most of its mentions were taken for."""
    mentions: tuple[int, ...]
    """Positions among the document's mentions, in order."""
    gender: Gender
    """From any of its mentions."""
    country: str | None
    """ISO 3166-1 code when reference data knows the name as a country's."""
    person: PersonName
    """Its parts, when it names a person."""
    apart: str = ""
    """What keeps it apart from others of its name, as a curated note may; empty for nearly all."""
    owner: str = ""
    """ISO 3166-1 code of whose body it is, where its name alone does not say so."""
    editorial: bool = False
    """Whether a curated note said so: `text` is the note's, not the source's."""

    def body(self) -> tuple[str, ...]:
        """Return what the name of an organization is compared by, with whose it is."""
        name = body_key(known_initials(self.text) or self.text)
        return (f"@{self.owner}", *name) if self.owner else name

    def is_not(self, other: "Form") -> bool:
        """Tell whether a curated note says that another name means something else."""
        return self.apart == NOT + " ".join(other.words)

    def is_person(self) -> bool:
        """Tell whether it names a person."""
        return self.type is EntityType.PERSON

    def is_place(self) -> bool:
        """Tell whether it names a place."""
        return self.type is EntityType.PLACE

    def is_body(self) -> bool:
        """Tell whether it names an organization or a group."""
        return self.type in (EntityType.ORGANIZATION, EntityType.GROUP)


def find_forms(
    mentions: tuple[Mention, ...],
    told: Mapping[int, str],
    split: Mapping[int, str],
    owned: Mapping[int, str] = MappingProxyType({}),
) -> tuple[Form, ...]:
    """Return the document's names in order of first mention.

    `told` maps mentions to the names that curated notes give them; `split` maps mentions that a
    note sets apart to a text that keeps them apart; `owned` maps bodies to whose they are.
    """
    found: dict[tuple[object, ...], list[int]] = {}
    for position, mention in enumerate(mentions):
        is_name = mention.form is MentionForm.NAME or mention.reason.rule == PUBLIC_BODY
        if not is_name or mention.type is None:
            continue
        found.setdefault(_key(position, mention, told, split), []).append(position)
    merged = _merge_types(found, mentions)
    forms = [_form(key, positions, mentions, told) for key, positions in merged]
    forms = [_owned(form, owned) for form in forms] if owned else forms
    surnames: dict[tuple[str, ...], int] = {
        form.words: len(form.mentions)
        for form in forms
        if form.is_person() and len(form.words) == 1
    }
    forms = [_retyped(form, surnames) for form in forms]
    bearers = {f.person.words[-1] for f in forms if f.is_person() and f.person.is_full}
    return tuple(_as_capital(form, bearers) for form in forms)


def _owned(form: Form, owned: Mapping[int, str]) -> Form:
    code = owned.get(form.mentions[0], NOBODY)
    is_owned = code != NOBODY and form.is_body() and not form.editorial
    return replace(form, owner=code) if is_owned else form


def _as_capital(form: Form, bearers: Collection[str]) -> Form:
    """Return a form as a place's when it is the name of a capital and nobody's surname."""
    is_other = form.is_person() or form.type is EntityType.ORGANIZATION
    if not is_other or form.words[-1] in bearers or form.editorial:
        return form
    is_capital = reference.country_of_capital(form.text) is not None
    return replace(form, type=EntityType.PLACE) if is_capital else form


def _retyped(form: Form, surnames: Mapping[tuple[str, ...], int]) -> Form:
    """Return a full name as a person's when the document uses its last word as one's surname.

    Only where nothing in the name is a word of bodies, and the surname is the more frequent.
    """
    uses = surnames.get(form.words[-1:], 0)
    if not form.is_body() or form.country or len(form.words) == 1 or uses < len(form.mentions):
        return form
    known = word_set("institution_words") | word_set("trade_words") | word_set("legal_forms")
    if set(form.words) & known:
        return form
    return replace(form, type=EntityType.PERSON, person=person_name(form.text))


def _key(
    position: int, mention: Mention, told: Mapping[int, str], split: Mapping[int, str]
) -> tuple[object, ...]:
    text = told.get(position, mention.span.text)
    gender = mention.gender if mention.type is EntityType.PERSON else Gender.UNKNOWN
    if mention.type is EntityType.PERSON and person_name(text).is_full:
        gender = Gender.UNKNOWN
    family = FAMILIES.get(mention.type, mention.type) if mention.type else None
    return words(text), split.get(position, ""), position in told, gender, family


def _merge_types(
    found: dict[tuple[object, ...], list[int]], mentions: tuple[Mention, ...]
) -> list[tuple[tuple[object, ...], list[int]]]:
    """Join one printed name of several types where the document's evidence is clear."""
    by_name: dict[tuple[object, ...], list[tuple[object, ...]]] = {}
    for key in found:
        by_name.setdefault(key[:3], []).append(key)
    merged: list[tuple[tuple[object, ...], list[int]]] = []
    for keys in by_name.values():
        counts = Counter({key: len(found[key]) for key in keys})
        if len({key[4] for key in keys}) > 1 and _is_clear(counts, mentions[found[keys[0]][0]]):
            positions = sorted(p for key in keys for p in found[key])
            merged.append((counts.most_common(1)[0][0], positions))
        else:
            merged.extend((key, found[key]) for key in keys)
    return sorted(merged, key=lambda item: item[1][0])


def _is_clear(counts: Counter[tuple[object, ...]], first: Mention) -> bool:
    """Tell whether one type has twice the mentions of the others, or the name says which."""
    ranked = [count for _, count in counts.most_common()]
    several = len(words(first.span.text)) > 1
    return several or ranked[0] >= 2 * sum(ranked[1:]) or bool(reference.country(first.span.text))


def _form(
    key: tuple[object, ...],
    positions: list[int],
    mentions: tuple[Mention, ...],
    told: Mapping[int, str],
) -> Form:
    first = mentions[positions[0]]
    text = told.get(positions[0], first.span.text)
    kind = _vote(mentions[position].type for position in positions)
    if any(mentions[position].reason.rule == _ACTS for position in positions):
        kind = EntityType.ORGANIZATION
    code = reference.country(text) if _may_be_country(kind) else None
    return Form(
        text=text,
        words=(*words(text), str(key[1])) if key[1] else words(text),
        apart=str(key[1]),
        type=EntityType.PLACE if code else kind,
        mentions=tuple(positions),
        gender=_gender(mentions[position].gender for position in positions),
        country=None if key[1] else code,
        person=person_name(text),
        editorial=bool(key[2]),
    )


def _may_be_country(kind: EntityType) -> bool:
    return kind in (EntityType.PLACE, EntityType.ORGANIZATION, EntityType.GROUP)


_ORDER = tuple(EntityType)


def _vote(types: Iterable[EntityType | None]) -> EntityType:
    counts = Counter(kind for kind in types if kind is not None)
    return max(counts, key=lambda kind: (counts[kind], -_ORDER.index(kind)))


def _gender(genders: Iterable[Gender]) -> Gender:
    known = {gender for gender in genders if gender is not Gender.UNKNOWN}
    return known.pop() if len(known) == 1 else Gender.UNKNOWN

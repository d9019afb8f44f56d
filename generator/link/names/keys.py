"""By what an entity of one document is known in another."""

from collections.abc import Iterable

from generator import reference
from generator.link.names.body_countries import is_only_kind
from generator.link.names.fold import words
from generator.link.names.forms import Form
from generator.link.names.places import bare_place
from generator.model import EntityType

BODIES = (EntityType.ORGANIZATION, EntityType.GROUP)
"""Types that one name may have without being two things."""


def key_of(kind: EntityType, form: Form) -> str:
    """Return the key of a full name: `person:dana vell`."""
    family = EntityType.ORGANIZATION if kind in BODIES else kind
    apart = f" {form.apart}" if form.apart and not form.owner else ""
    return f"{family}:{' '.join(_words(kind, form))}{apart}"


def local_key(document: str, kind: EntityType, form: Form) -> str:
    """Return the key of a name that means something only in its document."""
    return f"{document}:{kind}:{' '.join(form.words)}"


def owner_of(keys: Iterable[str]) -> str:
    """Return `@` and the code of the country whose body an entity is by its keys; or nothing."""
    names = (key.partition(":")[2] for key in sorted(keys))
    return next((name.split()[0] for name in names if name.startswith("@")), "")


def _words(kind: EntityType, form: Form) -> tuple[str, ...]:
    if kind is EntityType.PERSON:
        name, generation = form.person.words, form.person.generation
        return (*name[:-1], f"{name[-1]}+{generation}") if generation else name
    if kind in BODIES:
        return form.body()
    if kind is EntityType.PLACE:
        bare, level = bare_place(form.words)
        bare = words(reference.usual_place_name(" ".join(bare))) if not form.apart else bare
        return (*bare, f"@{level}") if level else bare
    return thing_words(kind, form.words)


def thing_words(kind: EntityType, parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a thing's name; of several of one model those of one: "A380s"."""
    return (*parts[:-1], parts[-1].removesuffix("s")) if kind is EntityType.PRODUCT else parts


def is_full_name(kind: EntityType, form: Form) -> bool:
    """Tell whether a name means the same in every document."""
    if kind is EntityType.PERSON:
        return form.person.is_full
    if kind in BODIES:
        known = reference.metonym(form.text) is not None
        return known or bool(form.owner) or not is_only_kind(form.words)
    return True

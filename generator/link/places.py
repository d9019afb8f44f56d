"""Names of places: the bare name, and the kind of place that may stand beside it."""

from generator.link.tables import place_level


def bare_place(parts: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    """Split a place's name: ("velm", "oblast") → (("velm",), "region"); no level: None."""
    if len(parts) > 1 and (level := place_level(parts[-1])):
        return parts[:-1], level
    if parts[1:2] == ("of",) and parts[2:] and (level := place_level(parts[0])):
        return parts[2:], level
    return parts, None

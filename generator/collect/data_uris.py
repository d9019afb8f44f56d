"""Pictures and fonts that a saved page carries in itself, as `data:` addresses.

They are most of such a file, and no text: a page of 30 MB has 200 kB of words and marks. They are
taken out before anything is read, and what is left still knows where it stands in the file.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from generator.collect.traced import Traced

_DATA = re.compile(
    rb"""(?<=["'(=;])data:[A-Za-z0-9.+-]*/?[A-Za-z0-9.+*-]*(?:;[A-Za-z0-9=.+_-]*)*,"""
    rb"""(?P<data>[^"'<>\s)&]{64,})"""
)


@dataclass(frozen=True, slots=True)
class Slim:
    """A file's bytes without the data of its `data:` addresses."""

    content: bytes
    """What is left."""
    cuts: "array[int]"
    """Where in `content` something was taken out, in order."""
    sizes: "array[int]"
    """How many bytes were taken out up to each cut, that cut's included."""

    def place(self, offset: int) -> int:
        """Return where in the file a byte of `content` stands."""
        before = bisect_right(self.cuts, offset)
        return offset + (self.sizes[before - 1] if before else 0)

    def placed(self, text: Traced) -> Traced:
        """Return text that was decoded from `content` with its places in the file."""
        if not self.cuts:
            return text
        starts, ends = array("q", text.starts), array("q", text.ends)
        places = [bisect_left(text.starts, cut) for cut in self.cuts]
        bounds = [*places[1:], len(text)]
        for first, last, size in zip(places, bounds, self.sizes, strict=True):
            starts[first:last] = array("q", (at + size for at in starts[first:last]))
            ends[first:last] = array("q", (at + size for at in ends[first:last]))
        return Traced(text.text, starts, ends)


def slim(content: bytes) -> Slim:
    """Return the bytes of a page without the data that it carries."""
    parts: list[bytes] = []
    cuts, sizes = array("q"), array("q")
    done = kept = taken = 0
    for match in _DATA.finditer(content):
        start, end = match.span("data")
        parts.append(content[done:start])
        kept += start - done
        taken += end - start
        cuts.append(kept)
        sizes.append(taken)
        done = end
    return Slim(b"".join([*parts, content[done:]]), cuts, sizes)

"""Text in which every character knows the bytes it was decoded from."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import compress

from generator.model import ByteRun

ADDED = -1
"""The byte position of a character that normalisation added."""
_FOLLOWS = range(0x80, 0xC0)
_BEGINS = bytes(byte not in _FOLLOWS for byte in range(256))
"""For each byte of UTF-8 whether a character begins with it."""


@dataclass(frozen=True, slots=True)
class Traced:
    """A text and, for each of its code points, the bytes of the file behind it."""

    text: str
    """The characters."""
    starts: "array[int]"
    """First byte of each character; `ADDED` when there is none."""
    ends: "array[int]"
    """One past the last byte of each character; `ADDED` when there is none."""

    def __len__(self) -> int:
        """Return the number of code points."""
        return len(self.text)

    def __getitem__(self, part: slice) -> "Traced":
        """Return the characters of `part`, with their bytes."""
        return Traced(self.text[part], self.starts[part], self.ends[part])

    def pick(self, offsets: Iterable[int]) -> "Traced":
        """Return the characters at `offsets`, in that order."""
        kept = list(offsets)
        return Traced(
            "".join(self.text[offset] for offset in kept),
            array("q", (self.starts[offset] for offset in kept)),
            array("q", (self.ends[offset] for offset in kept)),
        )

    def added(self, start: int, end: int) -> Iterator[int]:
        """Yield the characters between `start` and `end` that normalisation added."""
        return (at for at in range(start, end) if self.starts[at] == ADDED)

    def runs(self) -> tuple[ByteRun, ...]:
        """Return the longest stretches that can be counted through on both sides.

        A character of as many bytes as UTF-8 gives it joins its neighbours; what was written
        in another way (a line end of two bytes, an HTML entity) is a run of its own.
        """
        if self.text and self == traced(self.text):
            return (ByteRun(0, len(self.text), 0, self.ends[-1]),)
        return tuple(self._runs())

    def _runs(self) -> Iterator[ByteRun]:
        start, size = 0, len(self.text)
        while start < size:
            end = self._stretch(start)
            if self.starts[start] != ADDED:
                yield ByteRun(start, end, self.starts[start], self.ends[end - 1])
            start = end

    def _stretch(self, start: int) -> int:
        """Return one past the last character of the run that begins at `start`."""
        end, size = start + 1, len(self.text)
        if not self._plain(start):
            while end < size and self.starts[end] == self.starts[start] != ADDED:
                end += 1
            return end
        while end < size and self.starts[end] == self.ends[end - 1] and self._plain(end):
            end += 1
        return end

    def _plain(self, offset: int) -> bool:
        """Tell whether the character stands in the file as UTF-8 writes it, going by length."""
        width = self.ends[offset] - self.starts[offset]
        return width == utf8_width(self.text[offset])


def utf8_width(character: str) -> int:
    """Return how many bytes UTF-8 takes for a character; three for a lone surrogate."""
    return len(character.encode(errors="surrogatepass"))


def traced(text: str) -> Traced:
    """Return a text as if it were a file of its own, in UTF-8."""
    if text.isascii():
        starts = array("q", range(len(text)))
        return Traced(text, starts, array("q", range(1, len(text) + 1)))
    content = text.encode(errors="surrogatepass")
    starts = array("q", compress(range(len(content)), content.translate(_BEGINS)))
    return Traced(text, starts, starts[1:] + array("q", [len(content)]))


def join(parts: list[Traced]) -> Traced:
    """Return several traced texts as one."""
    starts, ends = array("q"), array("q")
    for part in parts:
        starts.extend(part.starts)
        ends.extend(part.ends)
    return Traced("".join(part.text for part in parts), starts, ends)


def added(text: str) -> Traced:
    """Return characters that stand in no file."""
    nowhere = array("q", [ADDED] * len(text))
    return Traced(text, nowhere, nowhere)

"""Measures what documents of odd shapes cost, beside prose of the same length.

Run `python -m tests.quality.shapes [--only SHAPE …] [--sizes N …]`. For each shape prints the CPU
seconds of reading, extracting and linking a document of each size in characters, the exponent with
which they grow from the second size on (1.0 is linear), and the peak memory as a multiple of what
prose of the largest size takes. Each document is done in a process of its own, which is stopped
after a limit of CPU time.
"""

import argparse
import math
import os
import resource
import struct
import time
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import click

from generator.collect import document_from_text
from generator.extract import extract
from generator.link import link
from generator.store import load_model

SIZES = (10_000, 20_000, 40_000, 80_000)
"""Characters of a document."""
LIMIT = 120
"""CPU seconds after which a document is given up."""
_REPORT = struct.Struct("dq")
"""What a process says: CPU seconds, and kilobytes by which its memory grew."""
_MARKS = MappingProxyType(
    {
        "straight apostrophes": "'", "straight quotation marks": '"', "opening brackets": "(",
        "closing brackets": ")", "less-than signs": "<", "square brackets": "[", "asterisks": "*",
        "underscores": "_", "backticks": "`", "number signs": "#", "bars": "|", "hyphens": "-",
        "colons": ":", "digits": "7", "one long word": "a", "capitals": "A", "full stops": ".",
        "curly quotation marks": "\u201d", "pictures": "\U0001f600", "ideographs": "\u6f22",
    }
)  # fmt: skip
"""A document is the mark and nothing else."""
_PHRASES = MappingProxyType(
    {
        "spaced quotation marks": '" ', "spaced apostrophes": "' ", "spaced brackets": "( ) ",
        "mixed marks": "*_`~[](){}<>#|", "a and b": "a and b and ", "he said": "he said ",
        "she said that": "she said that ", "capital words": "ABC DEF ", "figures": "12 34 ",
        "shares": "50% ", "sums": "$5 ", "items": "apple, ", "clauses": "it rains; ",
        "quotations": '"No," he said. ', "dates": "on Tuesday 5 March 2021, ", "words": "apple ",
        "paragraphs": "Ada said no.\n\n", "short lines": "a\n", "wrapped lines": "apple pear\n",
        "labels": "ADA: yes.\n\n", "hyphened letters": "a-", "letters with stops": "a.",
        "addresses": "http://a.example/d?e=f&", "soft hyphens": "a\u00ad", "accents": "e\u0301",
        "unclosed quotations": "\u201c\u2018", "pronouns": "he ", "sentences": "It rains. ",
        "says": "says ", "who said": "who said ", "articles": "the ", "spaced digits": "1 2 3 ",
        "several pronouns": "he she it they ", "thousands": "1 000 ", "single letters": "a b c ",
        "nested quotations": "\u201ca \u2018b \u201cc\u201d d\u2019 e\u201d ",
        "opened quotations": "\u201cNo, he said.\n\n", "turns": "A: x\n",
        "answers": "Q. No?\nA. No.\n",
        "named turns": "ADA LIND: We said no.\n\nBO HOLM: Who said so?\n\n",
        "short paragraphs": "No.\n\n", "quoted paragraphs": "\u201cNo,\u201d Ada said.\n\n",
        "datelines": "CARROW (AP) -- Ada Lind said no.\n\n", "marks of notes": "apple[1] [2] ",
        "editor's brackets": "[12] men ", "superscripts": "apple\u00b9 ", "mail": "> apple pear\n",
        "nested mail": ">" * 9 + " apple\n", "marks of mail": ">", "torn words": "apple pe-\n",
        "double-spaced lines": "apple pear\n\n", "curly apostrophes": "don\u2019t ",
        "thin spaces": "1\u202f000 ",
    }
)  # fmt: skip
"""A document repeats the phrase."""
_NEWS = (
    "The mayor of Varnholt, Ilka Brandt, said on Tuesday that {0} of the 40 bridges in the Torvin "
    "district were closed. “We had no choice,” she told reporters at the town hall. According to "
    "the Ministry of Transport, repairs will cost at least {1} million crowns. Peder Lund, who "
    "leads the opposition, denied that the council had been warned in March 2021.\n\n"
)
_FIRST_NAMES = ("Ada", "Bela", "Cyra", "Doro", "Emil", "Filo", "Gerd", "Hana", "Ivo", "Jana")


def prose(size: int) -> str:
    """Return paragraphs of news."""
    count = size // len(_NEWS) + 1
    return "".join(_NEWS.format(number, number + 3) for number in range(1, count + 1))[:size]


def names(size: int) -> str:
    """Return a list of people, nearly all of whom differ."""
    count = size // len("Ada Barlan, ") + 1
    return ", ".join(map(_name, range(count)))[:size]


def _name(number: int) -> str:
    """Return the name of a person who does not exist."""
    vowels, letters = "aeiou", "bdfgklmnprstv"
    family = (
        letters[number % 13] + vowels[number % 5] + letters[number // 13 % 13]
        + vowels[number // 65 % 5] + letters[number // 169 % 13] + "en"
    )  # fmt: skip
    return f"{_FIRST_NAMES[number % 10]} {family.title()}"


def _repeated(phrase: str) -> Callable[[int], str]:
    return lambda size: (phrase * (size // len(phrase) + 1))[:size]


def _between(mark: str) -> Callable[[int], str]:
    """Return white space, or what looks like it, between two words."""
    return lambda size: f"Ada{mark * (size - 9)}spoke."


SHAPES: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "prose": prose,
        "one paragraph": lambda size: prose(size).replace("\n\n", " "),
        "names": names,
        "names with and": lambda size: names(size).replace(", ", " and "),
        "spaces": _between(" "),
        "no-break spaces": _between("\u00a0"),
        "line ends": _between("\n"),
        "unseen characters": _between("\u200b"),
        **{name: _repeated(phrase) for name, phrase in (*_MARKS.items(), *_PHRASES.items())},
    }
)
"""A text of a size in characters, by the name of its shape."""


def work(text: str) -> None:
    """Read, extract and link a text."""
    link([extract(document_from_text("a.txt", text), load_model())], [])


def measured(text: str) -> tuple[float, int] | None:
    """Return CPU seconds and kilobytes that a text takes; None when it was given up."""
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))
        before, start = _peak(), time.process_time()
        work(text)
        os.write(writing, _REPORT.pack(time.process_time() - start, _peak() - before))
        os._exit(0)
    os.close(writing)
    said = os.read(reading, _REPORT.size)
    os.close(reading)
    os.waitpid(process, 0)
    return _REPORT.unpack(said) if said else None


def _peak() -> int:
    """Return the most memory that this process had, in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _row(shape: str, sizes: Sequence[int], most: int) -> tuple[str, int]:
    """Return a line of the table, and the kilobytes of the largest document."""
    seconds: list[float] = []
    memory = 0
    for size in sizes:
        found = measured(SHAPES[shape](size))
        if found is None:
            break
        seconds.append(found[0])
        memory = found[1]
    shown = "".join(f"{each:8.2f}" for each in seconds).ljust(8 * len(sizes))
    if len(seconds) < len(sizes):
        return f"{shape:26}{shown}  over {LIMIT} s", memory
    first = 1 if len(sizes) > 2 else 0
    growth = math.log(max(seconds[-1], 0.01) / max(seconds[first], 0.01))
    exponent = growth / math.log(sizes[-1] / sizes[first]) if sizes[-1] > sizes[first] else 1
    return f"{shape:26}{shown}{exponent:8.2f}{memory / (most or memory):8.2f}", memory


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", default=list(SHAPES), help="names of shapes")
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, help="characters")
    options = parser.parse_args()
    work(prose(3_000))  # what is loaded or learned once is no part of what is measured
    click.echo(" " * 26 + "".join(f"{size:8}" for size in options.sizes) + "  growth  memory")
    most = 0
    for shape in dict.fromkeys(["prose", *options.only]):
        line, memory = _row(shape, options.sizes, most)
        most = most or memory
        click.echo(line)


if __name__ == "__main__":
    main()

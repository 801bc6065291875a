#!/usr/bin/env python3
"""Builds places/places.tsv from ../shared/knowledge/geo (GeoNames, CC BY 4.0), the countries of actors/countries.tsv and places/hand.tsv.

Columns:  id  name  aliases  kind  country  admin1  lat  lon  population
kind: city (over 15,000 people), capital (of a state), region (first administrative level), country. Regions and countries stand where their people
live: at that of their cities which is nearest to the mean of all, weighted by population. Countries carry the code of the state in whose place they are coded.
Of the names that GeoNames has for a city, those are taken that sound like its own ("Jenin" for Janin), and of large cities other single words ("Saigon").
"""
import csv
import lzma
import re
import sys
import unicodedata
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import build_actors as actors  # noqa: E402

ROOT = actors.ROOT
GEO = ROOT.parent / "shared" / "knowledge" / "geo"
SUFFIX = re.compile(r" (Oblast|Governorate|Province|Region|State|City|Prefecture|Department|County|Voivodeship|Division|District)$")
COLUMNS = "id name aliases kind country admin1 lat lon population".split()
NAME = re.compile(r"(?:(?:A[a-z]|E[lz])[ -])?[A-Z][a-z'’]{2,}(?:[ -](?:[a-z]{1,3}[ -])?[A-Z][a-z'’]+)*")
# words that by themselves name no region: "the North" is not Cameroon's
COMMON = set("north south east west northern southern eastern western northeast northwest southeast southwest central centre centrale center upper lower far mid "
             "bay coast capital plateau river rivers delta lakes unity islands maritime littoral savannah sea red island nord sud est ouest national and highlands".split())
ARABIC = set("AE BH DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SY TN YE".split())
ENGLISH = set("AU CA GB IE NZ US".split())
ARTICLE = re.compile(r"^(al|el|ar|as|ad|an|at|az|ash|ez|es) ")
LARGE = 300000
HAND_POPULATION = 100000


def table(path):
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as f:
        yield from csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE)


def middle(cities):
    """The city nearest to the mean: the mean itself may lie in a neighbour's land."""
    total = sum(p for _, _, p in cities)
    lat, lon = sum(a * p for a, _, p in cities) / total, sum(o * p for _, o, p in cities) / total
    return min(cities, key=lambda c: (c[0] - lat) ** 2 + (c[1] - lon) ** 2)[:2]


def plain(text):
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).replace("’", "'").replace("‘", "'")


def key(text):
    return "".join(c for c in plain(text).lower() if c.isalnum())


def sound(text):
    """Consonants without article: "Al Hudaydah", "Hodeida" -> hdd."""
    words = re.sub(r"[^a-z ]", "", re.sub(r"[-]", " ", plain(text).lower())).split()
    words = [w for w in words if w not in ("al", "el", "ar", "as", "ad", "an", "at", "az", "ash", "ez", "city")]
    out = "".join(w[:1] + re.sub(r"[aeiouywh]", "", w[1:]) for w in words)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyw]", "a", out).replace("ck", "k").replace("c", "k").replace("q", "k"))


def close(a, b):
    """At most one consonant apart; short ones the same."""
    if a == b:
        return True
    if min(len(a), len(b)) < 4 or abs(len(a) - len(b)) > 1:
        return False
    i = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    return i > 0 and (a[i + 1:] == b[i + 1:] or a[i + 1:] == b[i:] or a[i:] == b[i + 1:])


def spellings(r, population, taken):
    """Other names of a city, each key once; none that is a country's or a people's."""
    others = [plain(a) for a in r["alternates_latin"].split("|")]
    others = [a for a in others if NAME.fullmatch(a) and len(key(a)) > 3]
    own = sound(r["ascii"])
    alike = [a for a in others if close(sound(a), own)] if r["iso2"] not in ENGLISH else []  # there "Middleton" is no "Middletown"
    if r["iso2"] in ARABIC:
        bare = [a[ARTICLE.match(a.lower().replace("-", " ")).end():] for a in [r["ascii"], *alike] if ARTICLE.match(a.lower().replace("-", " "))]
        alike += [b for b in bare if len(b) > 4]
    if population >= LARGE:
        alike += [a for a in others if sound(a) == own]
        alike += sorted((a for a in others if " " not in a and "-" not in a), key=len)[:12]
    out = {key(r["name"]): None}
    for a in alike:
        if key(a) not in taken:
            out.setdefault(key(a), a)
    return [a for a in out.values() if a]


def region_names(name, iso2):
    """"Borno State" -> Borno State, with Borno and Borno Province; "Central Region" only with what says that it is one."""
    bare = SUFFIX.sub("", name)
    if iso2 in ARABIC and ARTICLE.match(bare.lower()) and len(bare) > 7:
        names = [name, bare, bare[ARTICLE.match(bare.lower()).end():]]
    else:
        names = [name, bare]
    if all(w in COMMON for w in bare.lower().replace("-", " ").split()):
        names = [name if name != bare else bare + " Region", bare + " State"]
    return list(dict.fromkeys([*names, bare + " Province"]))


def row(id, names, kind, country, admin1, where, population):
    return dict(id=id, name=names[0], aliases="|".join(dict.fromkeys(n for n in names[1:] if n != names[0])), kind=kind, country=country, admin1=admin1, lat=where[0], lon=where[1],
                population=population)


def geonames():
    countries = list(actors.rows("countries.tsv"))
    iso3 = {r["iso2"]: actors.state_of(r) for r in countries}
    nations = {key(n) for r in countries for c in ("name", "aliases", "demonym_noun", "adjective") for n in re.split(r"[|,;]", r[c])}
    regions = {r["code"]: r["name"] for r in table(GEO / "admin_names.tsv") if r["level"] == "1"}
    regions["ET.52"] = "Somali Region"  # "a Somali village" is Somalia's
    by_region, by_country, cities = {}, {}, []
    for r in table(next(GEO.glob("cities15000*.xz"))):
        population = int(r["population"] or 0)
        where = (float(r["lat"]), float(r["lon"]), max(population, 1))
        code = f"{r['iso2']}.{r['admin1']}"
        by_region.setdefault(code, []).append(where)
        by_country.setdefault(r["iso2"], []).append(where)
        if r["fcode"] != "PPLX":  # a part of a city
            kind = "capital" if r["fcode"] == "PPLC" else "city"
            cities.append(row(r["geonameid"], [r["name"], *spellings(r, population, nations)], kind, iso3.get(r["iso2"], ""), regions.get(code, ""), where, population))
    for r in countries:
        if by_country.get(r["iso2"]):
            names = [r["name"]] + [n for n in r["aliases"].split("|") if n and "(" not in n and not (r["iso3"] == "PRK" and n == "Korea")] + actors.EXTRA_NAMES.get(r["iso3"], [])
            names = [n.removeprefix("the ") for n in names]
            yield row(r["wikidata"].rsplit("/", 1)[-1] or r["iso3"], names, "country", iso3.get(r["iso2"], ""), "", middle(by_country[r["iso2"]]), sum(p for _, _, p in by_country[r["iso2"]]))
    for code, name in regions.items():
        if code in by_region:
            names = [n for n in region_names(name, code[:2]) if key(n) not in nations or n == name]
            yield row("GN-" + code, names, "region", iso3.get(code[:2], ""), name, middle(by_region[code]), sum(p for _, _, p in by_region[code]))
    yield from cities


def build():
    """GeoNames' rows, amended and added to by hand.tsv."""
    out = {r["id"]: r for r in geonames()}
    with open(ROOT / "places" / "hand.tsv", encoding="utf-8") as f:
        lines = [line.rstrip("\n").split("\t") for line in f if line.strip() and not line.startswith("#")]
    for id, name, aliases, kind, country, where in lines:
        names = [name, *filter(None, aliases.split("|"))]
        if known := out.get(id):
            known.update(row(id, [*names, *filter(None, known["aliases"].split("|"))], kind, country, known["admin1"], (known["lat"], known["lon"]), known["population"]))
            continue
        parts = [out[p] for p in where.split("|") if p in out]
        people = sum(p["population"] for p in parts) or HAND_POPULATION
        lat_lon = middle([(p["lat"], p["lon"], p["population"]) for p in parts]) if parts else [float(n) for n in where.split(" ")]
        out[id] = row(id, names, kind, country, "", lat_lon, people)
    inner = {(r["country"], key(r["name"])) for r in out.values() if r["kind"] != "country"} | {(line[4], key(n)) for line in lines for n in line[2].split("|")}
    for r in out.values():  # "the Gaza Strip" and "Scotland" are parts of what they also stand for
        if r["kind"] == "country":
            r["aliases"] = "|".join(n for n in r["aliases"].split("|") if (r["country"], key(n)) not in inner and n.lower() not in COMMON)
    return out.values()


if __name__ == "__main__":
    if not GEO.is_dir():
        sys.exit(f"{GEO}: not here; places/places.tsv stays as it is")
    with open(ROOT / "places" / "places.tsv", "w", encoding="utf-8", newline="\n") as f:
        print("\t".join(COLUMNS), file=f)
        for r in build():
            r["lat"], r["lon"] = f"{r['lat']:.3f}", f"{r['lon']:.3f}"
            print("\t".join(str(r[c]).replace("\t", " ") for c in COLUMNS), file=f)

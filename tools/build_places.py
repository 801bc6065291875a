#!/usr/bin/env python3
"""Builds places/places.tsv from ../shared/knowledge/geo (GeoNames, CC BY 4.0) and the countries of actors/countries.tsv.

Columns:  id  name  aliases  kind  country  admin1  lat  lon  population
kind: city (over 15,000 people), region (first administrative level), country. Regions and countries stand where their people live: at the
mean of their cities, weighted by population. Countries carry the code of the state in whose place they are coded.
"""
import csv
import lzma
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import build_actors as actors  # noqa: E402

ROOT = actors.ROOT
GEO = ROOT.parent / "shared" / "knowledge" / "geo"
SUFFIX = re.compile(r" (Oblast|Governorate|Province|Region|State|City|Prefecture|Department|County|Voivodeship|Division)$")
COLUMNS = "id name aliases kind country admin1 lat lon population".split()


def table(path):
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as f:
        yield from csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE)


def mean(cities):
    total = sum(p for _, _, p in cities) or 1
    return sum(a * p for a, _, p in cities) / total, sum(o * p for _, o, p in cities) / total


def build():
    iso3 = {r["iso2"]: actors.state_of(r) for r in actors.rows("countries.tsv")}
    regions = {r["code"]: r["name"] for r in table(GEO / "admin_names.tsv") if r["level"] == "1"}
    by_region, by_country, people = {}, {}, {}
    cities = []
    for r in table(next(GEO.glob("cities15000*.xz"))):
        population = int(r["population"] or 0)
        where = (float(r["lat"]), float(r["lon"]), max(population, 1))
        code = f"{r['iso2']}.{r['admin1']}"
        by_region.setdefault(code, []).append(where)
        by_country.setdefault(r["iso2"], []).append(where)
        other = [r["ascii"]]
        if population >= 300000:
            known = [a for a in r["alternates_latin"].split("|") if re.fullmatch(r"[A-Z][a-z]{3,}(?:[ -][A-Z][a-z]+)*", a)]
            other += sorted(known, key=len)[:12]
        if r["fcode"] == "PPLX":  # a part of a city
            continue
        cities.append(dict(id=r["geonameid"], name=r["name"], aliases="|".join(dict.fromkeys(a for a in other if a != r["name"])), kind="city", country=iso3.get(r["iso2"], ""), admin1=regions.get(code, ""), lat=where[0], lon=where[1],
                           population=population))
    for r in actors.rows("countries.tsv"):
        if by_country.get(r["iso2"]):
            lat, lon = mean(by_country[r["iso2"]])
            names = [r["name"]] + [n for n in r["aliases"].split("|") if n and "(" not in n and not (r["iso3"] == "PRK" and n == "Korea")] + actors.EXTRA_NAMES.get(r["iso3"], [])
            names = [n.removeprefix("the ") for n in names]
            yield dict(id=r["wikidata"].rsplit("/", 1)[-1] or r["iso3"], name=names[0], aliases="|".join(dict.fromkeys(n for n in names[1:] if n != names[0])), kind="country", country=iso3.get(r["iso2"], ""), admin1="", lat=lat, lon=lon,
                       population=sum(p for _, _, p in by_country[r["iso2"]]))
    regions["ET.52"] = "Somali Region"  # "a Somali village" is Somalia's
    for code, name in regions.items():
        if code in by_region:
            lat, lon = mean(by_region[code])
            bare = SUFFIX.sub("", name)
            yield dict(id="GN-" + code, name=name, aliases="|".join(a for a in dict.fromkeys([bare, bare + " Province", bare + " province"]) if a != name), kind="region", country=iso3.get(code[:2], ""), admin1=name, lat=lat, lon=lon,
                       population=sum(p for _, _, p in by_region[code]))
    yield from cities


if __name__ == "__main__":
    if not GEO.is_dir():
        sys.exit(f"{GEO}: not here; places/places.tsv stays as it is")
    (ROOT / "places").mkdir(exist_ok=True)
    with open(ROOT / "places" / "places.tsv", "w", encoding="utf-8", newline="\n") as f:
        print("\t".join(COLUMNS), file=f)
        for r in build():
            r["lat"], r["lon"] = f"{r['lat']:.3f}", f"{r['lon']:.3f}"
            print("\t".join(str(r[c]).replace("\t", " ") for c in COLUMNS), file=f)

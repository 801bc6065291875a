#!/usr/bin/env python3
"""Builds actors/*.tsv from ../shared/knowledge (facts only; its README.tsv names origins and licences).

Every table has the same columns:  id  name  aliases  country  sector  role  from  to  kind  wikidata  source
kind: country | demonym | capital | metonym | person | organisation | group | medium.  Dates are ISO or empty (open).
Hand-written rows (bodies, groups, historical states) live in actors/hand_*.tsv and are not touched.
"""
import csv
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "knowledge" / "actors"
COLUMNS = "id name aliases country sector role from to kind wikidata source".split()
FACTBOOK = "CIA World Factbook (public domain)"
# Members of this list do not stand for their state in PLOVER codes.
NO_DEMONYM = {"singular", "plural", "and", "or", "the", "collective", "none", "of"}
# Dependencies are coded with their state (PLOVER manual), but for these.
OWN_CODE = {"HKG", "PSE", "ATA", "TWN", "XKX"}
EXTRA_DEMONYMS = {
    "USA": ["US", "U.S.", "American", "Americans"], "GBR": ["British", "Briton", "Britons", "UK", "U.K.", "English", "Scottish", "Welsh"], "NLD": ["Dutch"], "FRA": ["French"],
    "ESP": ["Spanish", "Spaniard", "Spaniards"], "CHN": ["Chinese"], "PRK": ["North Korean", "North Koreans"], "KOR": ["South Korean", "South Koreans"], "DNK": ["Danish", "Dane", "Danes"],
    "POL": ["Polish", "Pole", "Poles"], "SWE": ["Swedish", "Swede", "Swedes"], "TUR": ["Turkish", "Turk", "Turks"], "FIN": ["Finnish", "Finn", "Finns"], "IRL": ["Irish"], "PSE": ["Palestinian", "Palestinians"],
    "CHE": ["Swiss"], "PRT": ["Portuguese"], "SAU": ["Saudi", "Saudis"], "ARE": ["Emirati", "Emiratis"], "PHL": ["Filipino", "Filipinos", "Philippine"], "ISR": ["Israeli", "Israelis"],
    "IRQ": ["Iraqi", "Iraqis"], "SRB": ["Serb", "Serbs", "Serbian", "Serbians"], "HRV": ["Croat", "Croats", "Croatian"], "GRC": ["Greek", "Greeks"], "CZE": ["Czech", "Czechs"], "ARG": ["Argentine", "Argentinian"],
    "AFG": ["Afghan", "Afghans"], "COD": ["Congolese"], "RUS": ["Russian", "Russians"], "XKX": ["Kosovar", "Kosovo"], "BIH": ["Bosnian", "Bosnians"], "NZL": ["New Zealander"], "TWN": ["Taiwanese"], "MMR": ["Burmese"],
    "VNM": ["Vietnamese"], "JPN": ["Japanese"], "LBN": ["Lebanese"], "SDN": ["Sudanese"], "SSD": ["South Sudanese"], "SLV": ["Salvadoran", "Salvadorans"], "THA": ["Thai", "Thais"], "YEM": ["Yemeni", "Yemenis"],
}
EXTRA_NAMES = {
    "USA": ["America", "United States", "U.S.", "US", "U.S.A.", "USA"], "GBR": ["England", "Scotland", "Wales", "Northern Ireland", "Great Britain", "Britain", "UK", "U.K.", "United Kingdom"], "RUS": ["Russia", "Russian Federation"],
    "KOR": ["South Korea", "Republic of Korea", "ROK"], "PRK": ["North Korea", "DPRK"], "CIV": ["Ivory Coast"], "MMR": ["Burma", "Myanmar"], "ARE": ["UAE", "United Arab Emirates", "Emirates"], "PSE": ["Palestine", "Gaza", "Gaza Strip", "West Bank"],
    "COD": ["DR Congo", "Democratic Republic of Congo", "DRC", "Zaire"], "COG": ["Republic of Congo", "Congo-Brazzaville"], "CZE": ["Czech Republic", "Czechia"], "MKD": ["Macedonia", "North Macedonia"], "VNM": ["Viet Nam", "Vietnam"],
    "IRN": ["Islamic Republic", "Iran"], "SYR": ["Syria"], "TUR": ["Turkey", "Türkiye"], "XKX": ["Kosovo"], "TWN": ["Taiwan"], "VAT": ["Holy See", "Vatican City"], "CPV": ["Cape Verde"], "SWZ": ["Swaziland", "Eswatini"], "LAO": ["Laos"], "BRN": ["Brunei"],
    "GMB": ["Gambia"], "BHS": ["Bahamas"], "VEN": ["Venezuela"], "BOL": ["Bolivia"], "TZA": ["Tanzania"], "MDA": ["Moldova"], "HKG": ["Hong Kong"], "LKA": ["Ceylon", "Sri Lanka"], "KHM": ["Cambodia", "Kampuchea"], "NLD": ["Holland", "Netherlands"],
}


def rows(name):
    with open(SHARED / name, encoding="utf-8") as f:
        yield from csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE)


TITLES = re.compile(r"\b(President|Minister|Ministers|Chancellor|King|Queen|Premier|Chairman|Secretary|Vice|Deputy|General|Council|Government|Vacant|vacant)\b")


def write(name, table):
    seen, out = set(), []
    for r in table:
        if r["kind"] == "person" and (len(r["name"].split()) < 2 or TITLES.search(r["name"])):
            continue  # a title or a hole where the source should have a name
        r = {c: str(r.get(c, "")).strip().replace("\t", " ") for c in COLUMNS}
        key = (r["name"], r["role"], r["from"], r["kind"], r["country"])
        if r["name"] and key not in seen:
            seen.add(key)
            out.append(r)
    with open(ROOT / "actors" / name, "w", encoding="utf-8", newline="\n") as f:
        print("\t".join(COLUMNS), file=f)
        for r in out:
            print("\t".join(r[c] for c in COLUMNS), file=f)
    print(f"{name}: {len(out)} rows", file=sys.stderr)


def words(cell):
    """Forms in a Factbook demonym cell: "Briton(s), British (collective plural)" -> Briton, Britons, British."""
    out = []
    for part in re.split(r",|;| or |/", re.sub(r"\((?!s\)|es\))[^)]*\)", "", cell)):
        part = part.strip()
        plural = re.search(r"\((e?s)\)$", part)
        stem = re.sub(r"\(.*", "", part).strip()
        if stem[:1].isupper() and stem.lower() not in NO_DEMONYM:
            out.append(stem)
            if plural:
                out.append(stem + plural.group(1))
    return out


def state_of(r):
    if r["iso3"] in OWN_CODE or r["independent"] == "Yes":
        return r["iso3"]
    owner = {"US": "USA", "GB": "GBR", "FR": "FRA", "NL": "NLD", "DK": "DNK", "AU": "AUS", "NZ": "NZL", "FI": "FIN", "NO": "NOR", "CN": "CHN"}
    return owner.get(r["independent"].replace("Part of ", "").replace("Territory of ", "").strip()[:2], r["iso3"])


def countries():
    for r in rows("countries.tsv"):
        code, source = state_of(r), "datasets/country-codes (PDDL); " + FACTBOOK
        wikidata = r["wikidata"].rsplit("/", 1)[-1]
        names = [n for n in r["aliases"].split("|") if n and "(" not in n and not n.startswith("the ")] + EXTRA_NAMES.get(r["iso3"], [])
        if r["iso3"] == "PRK":
            names = [n for n in names if n != "Korea"]
        if r["iso3"] == "COD":
            names = [n for n in names if n not in ("Leopoldville", "Kinshasa", "Congo")]
        name = "United Kingdom" if r["name"] == "UK" else r["name"]
        yield dict(id="C-" + r["iso3"], name=name, aliases="|".join(dict.fromkeys(n for n in names if n != name)), country=code, kind="country", wikidata=wikidata, source=source)
        demonyms = words(r["demonym_noun"]) + words(r["adjective"]) + EXTRA_DEMONYMS.get(r["iso3"], [])
        if r["iso3"] in ("PRK", "KOR"):
            demonyms = [d for d in demonyms if d not in ("Korean", "Koreans")]
        if demonyms and r["iso3"] not in ("ASM", "UMI", "VIR", "GUM", "MNP", "PRI", "FLK", "GGY", "JEY", "IMN", "GIB", "ATF", "WLF", "GUF", "MYT", "REU", "GLP", "MTQ", "SPM"):
            yield dict(id="D-" + r["iso3"], name=demonyms[0], aliases="|".join(dict.fromkeys(demonyms[1:])), country=code, kind="demonym", wikidata=wikidata, source=source)
        capital = re.sub(r"[;(].*", "", r["capital"]).strip()
        if capital and r["independent"] == "Yes" and capital not in ("Georgetown", "Victoria", "San Jose", "Washington, D.C", "Kingston", "Luxembourg", "Monaco", "Singapore", "Panama City", "Valletta", "Djibouti", "Guatemala City", "Mexico City", "Kuwait City"):
            yield dict(id="K-" + r["iso3"], name=capital, country=code, sector="GOV", kind="capital", source=source)
    for code, city in {"USA": "Washington", "UKR": "Kyiv|Kiev", "RUS": "Moscow", "GTM": "Guatemala City", "MEX": "Mexico City", "CHN": "Beijing|Peking", "ISR": "Jerusalem", "IND": "New Delhi", "MMR": "Naypyidaw|Rangoon"}.items():
        first, _, rest = city.partition("|")
        yield dict(id="K2-" + code, name=first, aliases=rest, country=code, sector="GOV", kind="capital", source="this project")


def leaders():
    spellings = {}
    for r in rows("leader_news_spellings.tsv"):
        a, b = r["factbook_name"].split(), r["news_spelling"].split()
        if a and b and (a[-1].lower()[:4] == b[-1].lower()[:4] or a[0].lower() == b[0].lower()):
            spellings.setdefault((r["iso3"], r["factbook_name"]), []).append(r["news_spelling"])
    independent = {r["iso3"] for r in rows("countries.tsv") if r["independent"] == "Yes"} | OWN_CODE
    for r in rows("leaders_factbook.tsv"):
        if r["iso3"] not in independent or r["represents_monarch"] == "1":
            continue
        name = re.sub(r'\s*"[^"]*"', "", r["name"])
        aliases = spellings.get((r["iso3"], r["name"]), []) + ([" ".join((name.split()[0], r["surname"]))] if r["surname"] and len(name.split()) > 2 else [])
        yield dict(id=f"L-{r['iso3']}-{r['surname'] or name}", name=name, aliases="|".join(dict.fromkeys([a for a in aliases if a != name])), country=r["iso3"], sector="GOV",
                   role=("deputy " if r["deputy"] == "1" else "") + r["title"].lower(), **{"from": r["start"], "to": r["end"]}, kind="person", source=FACTBOOK)
    for r in rows("leaders_overrides_hand.tsv"):
        yield dict(id=f"L-{r['iso3']}-{r['surname']}", name=r["name"], country=r["iso3"], sector="GOV", role=r["title"].lower(), **{"from": r["start"], "to": r["end"]}, kind="person", source="this project")
    iso = {r["iso2"]: r["iso3"] for r in rows("countries.tsv")}
    for r in rows("leaders_wikidata_g20_asean_2026.tsv"):
        if r["iso2"] in iso:
            yield dict(id=r["wikidata"], name=r["name"], country=iso[r["iso2"]], sector="GOV", role=r["title"].lower(), **{"from": r["since"]}, kind="person", wikidata=r["wikidata"], source="Wikidata via open-data-archive/world-leaders-current")
    for r in rows("us_executive.tsv"):
        if r["end"] > "1945":
            nick = [f"{r['nickname']} {r['last']}"] if r["nickname"] else []
            yield dict(id=r["wikidata"] or f"L-USA-{r['last']}", name=f"{r['first']} {r['last']}", aliases="|".join(dict.fromkeys([n for n in [r["name"]] + nick if n != f"{r['first']} {r['last']}"])), country="USA", sector="GOV",
                       role="president" if r["type"] == "prez" else "vice president", **{"from": r["start"], "to": r["end"]}, kind="person", wikidata=r["wikidata"], source="unitedstates/congress-legislators (public domain)")


def officials():
    for r in rows("office_mentions_mined.tsv"):
        n = r["name"].split()
        if int(r["mentions"]) >= 3 and 2 <= len(n) <= 4 and r["office"] not in ("leader", "incumbent president") and not re.search(r"Minister|President|Secretary|Army|Council|General$", r["name"]):
            sector = "LEG" if r["office"] in ("senator", "mp", "house speaker") else "OPP" if "opposition" in r["office"] else "MIL" if r["office"] == "general" else "GOV"
            yield dict(id=f"O-{r['iso3']}-{n[-1]}", name=r["name"], country=r["iso3"], sector=sector, role=r["office"], **{"from": r["first_date"]}, kind="person", source="mined from Wikipedia current events (CC BY-SA) and White House texts")
    for r in rows("us_officials_wikidata_2022-08.tsv"):
        if (r["end"] or "9") > "1990":
            yield dict(id=r["wikidata"], name=r["person"], country="USA", sector="GOV", role=r["position"].lower(), **{"from": r["start"], "to": r["end"]}, kind="person", wikidata=r["wikidata"], source="Wikidata (CC0)")
    for r in rows("us_legislators_current_2026-06.tsv"):
        aliases = [x for x in (f"{r['first']} {r['last']}", f"{r['nickname']} {r['last']}" if r["nickname"] else "") if x and x != r["name"]]
        yield dict(id=r["wikidata"], name=r["name"], aliases="|".join(aliases), country="USA", sector="LEG", role="senator" if r["type"] == "sen" else "representative", **{"from": r["first_start"]}, kind="person", wikidata=r["wikidata"],
                   source="unitedstates/congress-legislators (public domain)")


def organisations():
    for r in rows("media_aliases_hand.tsv"):
        yield dict(id="M-" + r["name"], name=r["name"], aliases=r["aliases"], country=r["iso3"], sector="JRN", kind="medium", source="this project")
    for r in rows("metonyms_hand.tsv"):
        sector = r["agent"] if len(r["agent"]) == 3 else ""
        if sector == "IGO":  # bodies stand in hand_bodies.tsv with their own codes
            continue
        yield dict(id="Y-" + r["surface"], name=r["surface"], country=r["iso3"], sector=sector, kind="metonym", source="this project")
    for r in rows("terrorist_groups_factbook.tsv"):
        homes = r["countries_iso3"].split("|")
        if "," not in r["name"]:
            yield dict(id="G-" + r["name"], name=r["name"], aliases=r["aliases"], country=homes[0] if len(homes) == 1 else "", sector="REB", kind="group", source=FACTBOOK)
    for r in rows("designated_groups_us_2025_hand.tsv"):
        yield dict(id="G-" + r["name"], name=r["name"], aliases=re.sub(r" \(former name\)", "", r["aliases"]), country=r["home_iso3"], sector="CRM", kind="group", **{"from": ""}, source="US State Department announcements")
    for r in rows("parties_factbook.tsv"):
        if len(r["party"].split()) >= 2:
            yield dict(id=f"P-{r['iso3']}-{r['party']}", name=r["party"], aliases="|".join(a for a in r["aliases"].split("|") if len(a) >= 4 and a.isupper()), country=r["iso3"], sector="PTY", kind="organisation", source=FACTBOOK)
    for r in rows("legislatures_factbook.tsv"):
        if len(r["name"].split()) >= 2 or r["name"] in ("Knesset", "Bundestag", "Duma", "Majlis", "Storting", "Riksdag", "Sejm"):
            yield dict(id=f"V-{r['iso3']}-{r['name']}", name=r["name"], country=r["iso3"], sector="LEG", kind="organisation", source=FACTBOOK)


if __name__ == "__main__":
    if not SHARED.is_dir():
        sys.exit(f"{SHARED}: not here; the tables in actors/ stay as they are")
    write("countries.tsv", countries())
    write("leaders.tsv", leaders())
    write("officials.tsv", officials())
    write("organisations.tsv", organisations())

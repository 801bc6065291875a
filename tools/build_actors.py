#!/usr/bin/env python3
"""Builds actors/*.tsv from ../shared/knowledge (facts only; its README.tsv names origins and licences).

Every table has the same columns:  id  name  aliases  country  sector  role  from  to  kind  wikidata  source
kind: country | demonym | capital | metonym | person | organisation | group | medium.  Dates are ISO or empty (open); a date with ~ says
"seen then": the true one lies before (from) or after (to). The schema: docs/actors.md.
Hand-written rows (bodies, groups, historical states) live in actors/hand_*.tsv and are not touched.
"""
import calendar
import csv
import lzma
import re
import sys
import unicodedata
from pathlib import Path

from curated import Curated

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "knowledge" / "actors"
COLUMNS = "id name aliases country sector role from to kind wikidata source".split()
FACTBOOK = "CIA World Factbook (public domain)"
# Names that are words of English once their marks are gone, as keys of names are.
WORDS_WITHOUT_MARKS = {"Pará", "Salé", "Falcón", "Honchō", "Kotō", "Pāli", "Malé", "Réunion", "Island"}
# Members of this list do not stand for their state in PLOVER codes.
NO_DEMONYM = {"singular", "plural", "and", "or", "the", "collective", "none", "of"}
# Dependencies are coded with their state (PLOVER manual), but for these.
OWN_CODE = {"HKG", "PSE", "ATA", "TWN", "XKX"}
# Nations of their state, not theirs alone.
STATES_DEMONYMS = {"ABW": ["Dutch"], "CUW": ["Dutch"], "HKG": ["Chinese"]}
EXTRA_DEMONYMS = {
    "USA": ["US", "U.S.", "American", "Americans"], "GBR": ["British", "Briton", "Britons", "UK", "U.K.", "English", "Scottish", "Welsh"], "NLD": ["Dutch"], "FRA": ["French"],
    "ESP": ["Spanish", "Spaniard", "Spaniards"], "CHN": ["Chinese"], "PRK": ["North Korean", "North Koreans", "Korean", "Koreans"], "KOR": ["South Korean", "South Koreans", "Korean", "Koreans"], "DNK": ["Danish", "Dane", "Danes"],
    "POL": ["Polish", "Pole", "Poles"], "SWE": ["Swedish", "Swede", "Swedes"], "TUR": ["Turkish", "Turk", "Turks"], "FIN": ["Finnish", "Finn", "Finns"], "IRL": ["Irish"], "PSE": ["Palestinian", "Palestinians"],
    "CHE": ["Swiss"], "PRT": ["Portuguese"], "SAU": ["Saudi", "Saudis"], "ARE": ["Emirati", "Emiratis"], "PHL": ["Filipino", "Filipinos", "Philippine"], "ISR": ["Israeli", "Israelis"],
    "IRQ": ["Iraqi", "Iraqis"], "SRB": ["Serb", "Serbs", "Serbian", "Serbians"], "HRV": ["Croat", "Croats", "Croatian"], "GRC": ["Greek", "Greeks"], "CZE": ["Czech", "Czechs"], "ARG": ["Argentine", "Argentinian"],
    "AFG": ["Afghan", "Afghans"], "COD": ["Congolese"], "RUS": ["Russian", "Russians"], "XKX": ["Kosovar", "Kosovo"], "BIH": ["Bosnian", "Bosnians"], "NZL": ["New Zealander"], "TWN": ["Taiwanese"], "MMR": ["Burmese"],
    "VNM": ["Vietnamese"], "JPN": ["Japanese"], "LBN": ["Lebanese"], "SDN": ["Sudanese"], "SSD": ["South Sudanese"], "SLV": ["Salvadoran", "Salvadorans"], "THA": ["Thai", "Thais"], "YEM": ["Yemeni", "Yemenis"],
}
# Names that somebody else bears too, who is meant more often: an alias with ? (docs/actors.md).
UNLIKELY = {"COG": ["Congo", "Congolese"], "PRK": ["Korea", "Korean", "Koreans"], "DMA": ["Dominican", "Dominicans"]}
EXTRA_NAMES = {
    "USA": ["America", "United States", "U.S.", "US", "U.S.A.", "USA"], "GBR": ["England", "Scotland", "Wales", "Northern Ireland", "Great Britain", "Britain", "UK", "U.K.", "United Kingdom"], "RUS": ["Russia", "Russian Federation"],
    "KOR": ["South Korea", "Republic of Korea", "ROK", "Korea"], "PRK": ["North Korea", "DPRK", "Korea"], "CIV": ["Ivory Coast"], "MMR": ["Burma", "Myanmar"], "ARE": ["UAE", "United Arab Emirates", "Emirates"], "PSE": ["Palestine", "Gaza", "Gaza Strip", "West Bank"],
    "COD": ["DR Congo", "Democratic Republic of Congo", "DRC", "Congo"], "COG": ["Republic of Congo", "Congo-Brazzaville"], "CZE": ["Czech Republic", "Czechia"], "MKD": ["Macedonia", "North Macedonia"], "VNM": ["Viet Nam", "Vietnam"],
    "IRN": ["Islamic Republic", "Iran"], "SYR": ["Syria"], "TUR": ["Turkey", "Türkiye"], "XKX": ["Kosovo"], "TWN": ["Taiwan", "Chinese Taipei"], "VAT": ["Holy See", "Vatican City"], "CPV": ["Cape Verde"], "SWZ": ["Swaziland", "Eswatini"], "LAO": ["Laos"], "BRN": ["Brunei"],
    "GMB": ["Gambia"], "BHS": ["Bahamas"], "VEN": ["Venezuela"], "BOL": ["Bolivia"], "TZA": ["Tanzania"], "MDA": ["Moldova"], "HKG": ["Hong Kong"], "REU": ["Réunion Island"], "LKA": ["Ceylon", "Sri Lanka"], "KHM": ["Cambodia", "Kampuchea"], "NLD": ["Holland", "Netherlands"],
}


def rows(name):
    with open(SHARED / name, encoding="utf-8") as f:
        yield from csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE)


def state_of(r):
    if r["iso3"] in OWN_CODE or r["independent"] == "Yes":
        return r["iso3"]
    owner = {"US": "USA", "GB": "GBR", "FR": "FRA", "NL": "NLD", "DK": "DNK", "AU": "AUS", "NZ": "NZL", "FI": "FIN", "NO": "NOR", "CN": "CHN"}
    return owner.get(re.sub(r"^(Part|Territory|Territories|Commonwealth|Crown dependency) of ", "", r["independent"]).strip()[:2], r["iso3"])


TITLES = re.compile(r"\b(President|Minister|Ministers|Chancellor|King|Queen|Premier|Chairman|Secretary|Vice|Deputy|General|Council|Government|Vacant|vacant)\b")


STATE_OF = {r["iso3"]: state_of(r) for r in rows("countries.tsv")} if SHARED.is_dir() else {}
STATE_OF.update({"EUE": "EUR", "NATO": "IGO", "OTT": "TUR", "???": ""})


def whole_day(date, rest):
    """"2014" and "2014-05" with the first or last day that they may mean."""
    if re.fullmatch(r"\d{4}", date):
        return f"{date}-{rest}"
    if re.fullmatch(r"\d{4}-\d\d", date):
        return f"{date}-{'01' if rest == '01-01' else calendar.monthrange(int(date[:4]), int(date[5:]))[1]}"
    return date


def write(name, table):
    seen, out, curated = set(), [], Curated()
    for r in table:
        if r["kind"] == "person" and (len(r["name"].split()) < 2 or TITLES.search(r["name"])):
            continue  # a title or a hole where the source should have a name
        r = {c: str(r.get(c, "")).strip().replace("\t", " ") for c in COLUMNS}
        r["country"] = STATE_OF.get(r["country"], r["country"])
        if r["country"] in ("EUR", "IGO", "UNO") and r["kind"] == "person":
            r["sector"] = ""
        if r["kind"] == "person":
            if re.fullmatch(r"Elizabeth II|Charles III", r["name"]) and r["country"] != "GBR":  # seldom meant as another state's monarch
                r["aliases"] = f"{r['name']}?|Queen {r['name']}?|King {r['name']}?"
            r["aliases"] = "|".join(dict.fromkeys([a for a in r["aliases"].split("|") if a] + NICKNAMES.get((r["country"],) + ascii_key(r["name"]), [])))
        r["id"] = r["id"] or r["wikidata"] or "N-" + r["name"]
        if r["name"].startswith(("see ", "Central Bank", "Parliament ")):
            continue
        r["from"], r["to"] = whole_day(r["from"], "01-01"), whole_day(r["to"], "12-31")
        if r["kind"] == "person" and "," in r["name"]:
            continue  # several at once
        if r["from"] and r["to"] and r["from"].rstrip("~") > r["to"].rstrip("~"):
            r["to"] = r["from"].rstrip("~") + "~"  # began after the source's end
        r = curated.outranked(r)
        if not r:
            continue
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


def aliases_of(names, name, code):
    """Names but the first, those of UNLIKELY with ?."""
    seldom = UNLIKELY.get(code, [])
    return "|".join(dict.fromkeys([n + "?" if n in seldom else n for n in names] + ([name + "?"] if name in seldom else [])))


def countries():
    for r in rows("countries.tsv"):
        code, source = state_of(r), "datasets/country-codes (PDDL); " + FACTBOOK
        wikidata = r["wikidata"].rsplit("/", 1)[-1]
        names = [n for n in r["aliases"].split("|") if n and n not in WORDS_WITHOUT_MARKS and "(" not in n and not n.startswith("the ")] + EXTRA_NAMES.get(r["iso3"], [])
        if r["iso3"] == "COD":
            names = [n for n in names if n not in ("Leopoldville", "Kinshasa")] + ["Zaire"]
        name = {"UK": "United Kingdom", "Réunion": "Reunion Island"}.get(r["name"], r["name"])
        yield dict(id="C-" + r["iso3"], name=name, aliases=aliases_of([n for n in names if n != name], name, r["iso3"]), country=code, kind="country", wikidata=wikidata, source=source)
        demonyms = words(r["demonym_noun"]) + words(r["adjective"]) + EXTRA_DEMONYMS.get(r["iso3"], [])
        demonyms = sorted((d for d in demonyms if d not in names + STATES_DEMONYMS.get(r["iso3"], [])), key=lambda d: d in UNLIKELY["PRK"])
        if demonyms and r["iso3"] not in ("ASM", "UMI", "VIR", "GUM", "MNP", "PRI", "FLK", "GGY", "JEY", "IMN", "GIB", "ATF", "WLF", "GUF", "MYT", "REU", "GLP", "MTQ", "SPM"):
            yield dict(id="D-" + r["iso3"], name=demonyms[0], aliases=aliases_of(demonyms[1:], demonyms[0], r["iso3"]), country=code, kind="demonym", wikidata=wikidata, source=source)
        capital = re.sub(r"[;(].*", "", r["capital"]).strip()
        if capital and capital not in WORDS_WITHOUT_MARKS and r["independent"] == "Yes" and capital not in ("Georgetown", "Victoria", "San Jose", "Washington, D.C", "Kingston", "Luxembourg", "Monaco", "Singapore", "Panama City", "Valletta", "Djibouti", "Guatemala City", "Mexico City", "Kuwait City"):
            yield dict(id="K-" + r["iso3"], name=capital, country=code, sector="GOV", kind="capital", source=source)
    for code, city in {"USA": "Washington", "UKR": "Kyiv|Kiev", "RUS": "Moscow", "GTM": "Guatemala City", "MEX": "Mexico City", "CHN": "Beijing|Peking", "ISR": "Jerusalem", "IND": "New Delhi", "MMR": "Naypyidaw|Rangoon"}.items():
        first, _, rest = city.partition("|")
        yield dict(id="K2-" + code, name=first, aliases=rest, country=code, sector="GOV", kind="capital", source="this project")


def leaders():
    spellings = {}
    for r in rows("leader_news_spellings.tsv"):
        a, b = r["factbook_name"].split(), r["news_spelling"].split()
        if a and b and a[0].lower()[:1] == b[0].lower()[:1] and (a[-1].lower()[:3] == b[-1].lower()[:3] or a[0].lower() == b[0].lower() and len(b) > 2):
            spellings.setdefault((r["iso3"], r["factbook_name"]), []).append(r["news_spelling"])
    independent = {r["iso3"] for r in rows("countries.tsv") if r["independent"] == "Yes"} | OWN_CODE
    rest = re.compile(r" (?:of the|of|and(?: minister.*)?|(?:(?:brig|lt|maj|sr)\. )?(?:gen|col)\.|dr\.|sir|sheikh|sultan|chair, .*)$")  # of a title, before the name
    for r in rows("leaders_factbook.tsv"):
        if r["iso3"] not in independent or r["represents_monarch"] == "1" or "co-prince" in r["title"].lower():  # Andorra's: somebody else's president
            continue
        name = re.sub(r'\s*"[^"]*"', "", r["name"])
        aliases = spellings.get((r["iso3"], r["name"]), []) + ([" ".join((name.split()[0], r["surname"]))] if r["surname"] and len(name.split()) > 2 and r["surname"] != name.split()[0] else [])
        yield dict(id=f"L-{r['iso3']}-{name}", name=name, aliases="|".join(dict.fromkeys([a for a in aliases if a != name])), country=r["iso3"], sector="GOV",
                   role=("deputy " if r["deputy"] == "1" and "deputy" not in r["title"].lower() and "vice" not in r["title"].lower() else "") + rest.sub("", r["title"].lower()),
                   **{"from": r["start"], "to": r["end"] + ("~" if r["end"] and r["end_basis"] == "last_seen_or_later" else "")}, kind="person", source=FACTBOOK)
    for r in rows("leaders_overrides_hand.tsv"):
        yield dict(id=f"L-{r['iso3']}-{r['name']}", name=r["name"], country=r["iso3"], sector="GOV", role=r["title"].lower(), **{"from": r["start"], "to": r["end"]}, kind="person", source="this project")
    iso = {r["iso2"]: r["iso3"] for r in rows("countries.tsv")}
    for r in rows("leaders_wikidata_g20_asean_2026.tsv"):
        if r["iso2"] in iso and r["name"] != "Mohammed bin Salman":  # no king yet
            yield dict(id=r["wikidata"], name=r["name"], country=iso[r["iso2"]], sector="GOV", role=r["title"].lower(), **{"from": r["since"] or r["first_seen"] + "~"}, kind="person", wikidata=r["wikidata"], source="Wikidata via open-data-archive/world-leaders-current")
    for r in rows("us_executive.tsv"):
        if r["end"] > "1945":
            nick = [f"{r['nickname']} {r['last']}"] if r["nickname"] else []
            yield dict(id=r["wikidata"] or f"L-USA-{r['last']}", name=f"{r['first']} {r['last']}", aliases="|".join(dict.fromkeys([n for n in [r["name"]] + nick if n != f"{r['first']} {r['last']}"])), country="USA", sector="GOV",
                       role="president" if r["type"] == "prez" else "vice president", **{"from": r["start"], "to": r["end"]}, kind="person", wikidata=r["wikidata"], source="unitedstates/congress-legislators (public domain)")


COMPASS = "(?:North|South|East|West|Central|Northern|Southern|Eastern|Western|Upper|Lower|Coast|Islands)"  # "the northeast" is nobody's region


def places():
    """First-level regions and cities over 150,000 whose name nobody else of size bears: they tell the nation of "the mayor of Kharkiv"."""
    geo = SHARED.parent / "geo"
    iso3 = {r["iso2"]: state_of(r) for r in rows("countries.tsv")}
    taken = {n.lower() for r in rows("countries.tsv") for n in [r["name"], r["capital"]] + r["aliases"].split("|") + re.findall(r"[A-Z]\w+", r["adjective"])}  # "German", "Somali" are peoples first
    words = {line.split("\t")[0].lower() for line in open(SHARED.parent / "lex" / "wordnet_verb_lexnames.tsv", encoding="utf-8")}
    names, size = {}, {}
    with lzma.open(next(geo.glob("cities15000*.xz")), "rt", encoding="utf-8") as f:
        for r in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE):
            for n in {r["name"], r["ascii"]}:
                names.setdefault(n, []).append((int(r["population"] or 0), iso3.get(r["iso2"]), r["geonameid"]))
    with open(geo / "admin_names.tsv", encoding="utf-8") as f:
        for r in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE):
            if r["level"] == "1":
                names.setdefault(r["name"], []).append((400000 if r["code"][:2] in ("US", "GB", "CA", "AU") else 180000, iso3.get(r["code"][:2]), "adm " + r["code"]))
    for n, found in sorted(names.items()):
        found.sort(key=lambda x: -x[0])
        population, country, ident = found[0]
        rivals = [p for p, c, _ in found if c != country]
        if n not in WORDS_WITHOUT_MARKS and population >= 150000 and country and (not rivals or population >= 4 * rivals[0]) and n.lower() not in taken and (" " in n or n.lower() not in words) and len(n) >= 4 and not re.fullmatch(COMPASS + "(?:[- ]" + COMPASS + ")*(?: Region)?|" r"(Capital|Federal District|Centre|Littoral|Midlands|Highlands|Savannah|Oriental|Independencia|Victory|Union|La Union|Santa Cruz|San Juan|Victoria|Georgia|Sale|Most|Same|Male|Nord|Sud|Est|Ouest|Sal|Limon|Colon|Lincoln|Jackson|Madison|Clinton|Kennedy|Bolivar|Sucre|Hidalgo|Morelos|Guerrero|Franklin|Jefferson|Ibn.*|Saint .*|Amazonas)", n):
            yield dict(id=f"GN-{ident}", name=n, country=country, kind="place", source="GeoNames (CC BY 4.0)")


def plain(name):
    """In small letters without marks: "péter szijjártó" is "peter szijjarto"."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()


def ascii_key(name):
    """Letters alone, without accents, first and last word: meets "Péter Szijjártó" and "Peter Szijjarto"."""
    parts = re.sub(r"[^a-z ]", "", plain(name).replace("-", " ")).split()
    return (parts[0], parts[-1]) if parts else ("", "")


def nicknames():
    out = {}
    for line in open(ROOT / "actors" / "import" / "nicknames.tsv", encoding="utf-8"):
        if line[0] != "#":
            country, name, nick = line.rstrip("\n").split("\t")
            out[(country,) + ascii_key(name)] = nick.split("|")
    return out


NICKNAMES = nicknames()


def sector_of_office(office):
    o = office.lower()
    if re.search(r"senator|\bmp\b|house speaker|speaker of|parliament|national assembly|representative$", o):
        return "LEG"
    if "opposition" in o:
        return "OPP"
    if re.search(r"\bgeneral$|chief of (the )?(general|defen|army|naval|air) ?staff|commander|joint chiefs", o) and not re.search(r"attorney|solicitor|secretary|prosecutor|auditor|director|governor", o):
        return "MIL"
    if re.search(r"justice$|chief justice|judge", o) and "minister" not in o:
        return "JUD"
    return "GOV"


def dated_us_officials():
    for r in rows("us_officials_wikidata_2022-08.tsv"):
        if (r["end"] or "9") > "1990":
            yield r


# The miner gave these to the country of the text: whose they are. Firms' and aides' vice presidents are nobody's.
WHOSE = {"Avichai Mandelblit": "ISR", "Tarek William Saab": "VEN", "María Consuelo Porras": "GTM", "Ajit Doval": "IND", "Meir Ben-Shabbat": "ISR", "Meir Ben Shabbat": "ISR", "Suh Hoon": "KOR",
         "Hamdullah Mohib": "AFG", "Hermogenes Esperon": "PHL", "Dr. Eyal Hulata": "ISR", "Eyal Hulata": "ISR", "Vikram Misri": "IND", "Sydney Mufamadi": "ZAF", "Kim Sung-han": "KOR", "Eduardo M. Año": "PHL",
         "Eduardo Año": "PHL", "Tzachi Hanegbi": "ISR", "Cho Tae-yong": "KOR", "Henrik Landerholm": "SWE", "Akiba Takeo": "JPN", "Tim Barrow": "GBR", "Dmitry Peskov": "RUS", "Taha Yassin Ramadan": "IRQ",
         "Mohsen Mehralizadeh": "IRN", "Xi Jinping": "CHN", "Atiku Abubakar": "NGA", "Omar Suleiman": "EGY", "Nicolás Maduro": "VEN", "Michel Temer": "BRA", "Riek Machar": "SSD", "Leni Robredo": "PHL",
         "Jorge Glas": "ECU", "Rosario Murillo": "NIC", "Hamilton Mourão": "BRA", "Cristina Fernández de Kirchner": "ARG", "Delcy Rodríguez": "VEN", "Fuat Oktay": "TUR", "Constantino Chiwenga": "ZWE",
         "Yemi Osinbajo": "NGA", "Valdis Dombrovskis": "EUE", "Margrethe Vestager": "EUE", "Sara Duterte": "PHL", "Karin Herrera": "GTM", "Hwa Jeong Kim": "", "Neil Bradley": "", "Brandon Arnold": "",
         "Shannon McGahn": "", "Abdel Fattah": "", "Brian Kemp": "USA", "Brad Raffensperger": "USA", "Chris Christie": "USA", "Phil Murphy": "USA", "Cory Booker": "USA", "Michelle Lujan Grisham": "USA"}
NO_NAME = re.compile(r"\b(Award|Division|Here|Today|Affairs|Authority|Forces)\b|Minister|President|Secretary|Army|Council|General$")


def mined():
    """Offices seen beside a name in dated texts. One holder at a time: the next one's first mention ends a term."""
    known = {(r["iso3"],) + ascii_key(r["name"]) for r in rows("leaders_factbook.tsv")} | {("USA",) + ascii_key(r["person"]) for r in dated_us_officials()}
    dated_us = {("USA",) + ascii_key(r["person"]) for r in dated_us_officials()}
    good = []
    for r in rows("office_mentions_mined.tsv"):
        r["iso3"] = WHOSE.get(r["name"], r["iso3"])
        n = r["name"].split()
        if r["iso3"] and int(r["mentions"]) >= 2 and 2 <= len(n) <= 4 and r["office"] not in ("leader", "incumbent president", "dictator") and not NO_NAME.search(r["name"]):
            if r["office"].endswith("-elect"):
                continue  # an office not yet held
            if (r["iso3"],) + ascii_key(r["name"]) in dated_us and r["iso3"] == "USA" and r["first_date"] < "2022-07":
                continue  # known with exact days
            if not (re.search(r"\b(president|prime minister|premier|king|chancellor|leader)\b", r["office"]) and "vice" not in r["office"] or r["iso3"] == "USA" and r["last_date"] < "2022") or (r["iso3"],) + ascii_key(r["name"]) not in known:
                good.append(r)
    for r in good:  # a former holder may still be called so: nobody is after another's term began
        words_of = {w for w in re.split(r"[ -]", plain(r["name"])) if len(w) > 3}
        for h in rows("leaders_factbook.tsv") if r["office"] in ("president", "prime minister", "premier", "chancellor", "king") else []:
            other = plain(h["name"])
            if h["iso3"] == r["iso3"] and h["deputy"] == "0" and r["office"] in h["title"].lower() and r["first_date"] < h["start"] <= r["last_date"] and not any(w in other for w in words_of):
                r["last_date"], r["sure"] = h["start"], True
    single = {}
    for r in good:
        single.setdefault((r["iso3"], r["office"]), []).append(r)
    for (iso, office), holders in single.items():
        holders.sort(key=lambda r: r["first_date"])
        for i, r in enumerate(holders):
            later = [h["first_date"] for h in holders[i + 1:] if int(h["mentions"]) >= 4 and ascii_key(h["name"]) != ascii_key(r["name"])]
            several = office in ("senator", "mp", "general", "ambassador", "governor", "envoy", "special envoy", "minister")
            end = r["last_date"] if several or not later else max(r["first_date"], min(r["last_date"], later[0]))
            if int(r["mentions"]) >= 3 or r["last_date"] >= "2020":
                yield dict(id=f"O-{iso}-{r['name']}", name=r["name"], country=iso, sector=sector_of_office(office), role=office, **{"from": r["first_date"] + "~", "to": end + ("" if r.get("sure") and end == r["last_date"] else "~")}, kind="person",
                           source="mentions in Wikipedia's current events (CC BY-SA) and White House texts (public domain)")


def cabinet_2019():
    iso = {}
    for r in rows("countries.tsv"):
        for n in [r["name"]] + r["aliases"].split("|"):
            iso.setdefault(n.lower().removeprefix("the "), r["iso3"])
    iso.update({"burma": "MMR", "cote d'ivoire": "CIV", "holy see (vatican city)": "VAT", "korea, south": "KOR", "korea, north": "PRK", "macedonia": "MKD", "congo, democratic republic of the": "COD", "congo, republic of the": "COG",
                "bahamas, the": "BHS", "gambia, the": "GMB", "micronesia, federated states of": "FSM", "north macedonia": "MKD"})
    leaders = {(r["iso3"],) + ascii_key(r["name"]) for r in rows("leaders_factbook.tsv")}
    for r in rows("cia_chiefs_of_state_2019-06.tsv"):
        code = iso.get(r["country"].lower())
        name = re.sub(r'\s*"[^"]*"|\s*\([^)]*\)|, ?(Dr|Gen|Col|Jr|Lt)[. ].*', "", r["name"]).strip(" ,")
        name = re.sub(r"^((Dr|Gen|Col|Lt|Maj|Brig|Adm|Sheikh|Prince|HRH|Sir|Dame)\.? )+(\(Ret\.\) )?", "", name)
        office = r["office"].split(",")[0].lower().replace(" & ", " and ").replace("intl.", "international").replace("minister for ", "minister of ")
        if code and len(name.split()) >= 2 and (code,) + ascii_key(name) not in leaders:
            simple = re.fullmatch(r"minister of (the )?(foreign affairs|defense|finance|interior|justice|health|education|energy|trade|economy|agriculture|labor|transport|information|culture|tourism)", office)
            office = simple.group(2).replace("affairs", "").strip() + " minister" if simple else office
            yield dict(id=f"CIA-{code}-{name}", name=name, country=code, sector=sector_of_office(office), role=office, **{"from": "2019-06-04~", "to": "2019-06-04~"}, kind="person",
                       source="CIA Chiefs of State and Cabinet Members, June 2019 (public domain)")


def officials():
    yield from mined()
    yield from cabinet_2019()
    for r in dated_us_officials():
        yield dict(id=r["wikidata"], name=r["person"], country="USA", sector=sector_of_office(r["position"]), role=r["position"].lower(), **{"from": r["start"], "to": r["end"] or "2022-07-19~"}, kind="person", wikidata=r["wikidata"],
                   source="Wikidata (CC0)")
    for r in rows("us_legislators_current_2026-06.tsv"):
        aliases = [x for x in (f"{r['first']} {r['last']}", f"{r['nickname']} {r['last']}" if r["nickname"] else "") if x and x != r["name"]]
        yield dict(id=r["wikidata"], name=r["name"], aliases="|".join(aliases), country="USA", sector="LEG", role="senator" if r["type"] == "sen" else "representative", **{"from": r["first_start"]}, kind="person", wikidata=r["wikidata"],
                   source="unitedstates/congress-legislators (public domain)")
    for r in rows("ambassadors_us_factbook.tsv"):
        m = re.match(r"(?:Ambassador|Charg[eé] d.Affaires|Consul General|Acting)\s+(.+)", r["name"])
        if m and len(m.group(1).split()) >= 2:
            of = r["iso3"] if r["direction"] == "to_US" else "USA"
            yield dict(id=f"A-{r['iso3']}-{m.group(1)}", name=m.group(1), country=of, sector="GOV", role="ambassador", **{"from": r["since"], "to": "2026-01-22~"}, kind="person", source=FACTBOOK)


def dated(code_dates):
    """"860114-910114", ">070101", "<991231" of a TABARI rule -> (from, to); years above 30 are of the last century."""
    m = re.fullmatch(r"(?:(\d{6})-(\d{6})|>\s?(\d{6})|<\s?(\d{6}))", code_dates)
    if not m:
        return None

    def iso(d):
        if not d:
            return ""
        year = int(d[:2]) + (1900 if int(d[:2]) > 30 else 2000)
        month, day = int(d[2:4]), int(d[4:6])
        return f"{year}-{min(max(month, 1), 12):02d}-{min(max(day, 1), 28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31):02d}"

    return iso(m.group(1) or m.group(3)), iso(m.group(2) or m.group(4))


SPANISH = set("ARG BOL BRA CHL COL CRI CUB DOM ECU ESP GTM HND MEX NIC PAN PER PRT PRY SLV URY VEN".split())


def history():
    """Members of governments 1945-2012 from the dated entries of PETRARCH's country dictionary. Those with years as elite before and
    after are its heads of state and government; the others sat in a cabinet."""
    recent = {(r["iso3"],) + ascii_key(r["name"]) for r in rows("leaders_factbook.tsv") if r["start"]} | {("USA",) + ascii_key(r["name"]) for r in rows("us_executive.tsv")}
    owners = {r["iso3"]: state_of(r) for r in rows("countries.tsv")}
    names, codes, elite = [], [], False
    source = "PETRARCH2 dictionaries (MIT)"

    def flush():
        full = [n for n in names if n.count("_") >= 1]
        if not full or not codes:
            return
        head = elite or any(c[3:6] == "ELI" for c, _ in codes)
        people = [" ".join(w if w in ("al", "bin", "de", "la", "von", "van") else w[:1] + w[1:].lower() for w in re.sub(r"\(.*?\)", "", n).split("_") if w) for n in full]
        people = ["-".join(x[:1].upper() + x[1:] for x in n.split("-")) for n in people]
        people = [n for n in people if not TITLES.search(n)] or people
        if head and codes[0][0][:3] in SPANISH:  # "Marco Vinicio Cerezo Arevalo" is known as Vinicio Cerezo
            w = people[0].split()
            people += [f"{w[0]} {w[1]}"] if len(w) == 3 else [f"{w[1]} {w[2]}", f"{w[0]} {w[2]}"] if len(w) == 4 else []
        terms = []
        for code, when in codes:
            span = dated(when)
            state = owners.get(code[:3])
            if not state or code[3:6] != "GOV" or not span or not span[0] or (span[1] or "9") < "1945" or (state,) + ascii_key(people[0]) in recent and (span[1] or "9") > "2013":
                continue
            rest = code[6:9]
            role = "head of state or government" if head and not rest else {"MIL": "defence minister", "HLH": "health minister", "EDU": "education minister", "AGR": "agriculture minister", "ENV": "environment minister",
                                                                            "LAB": "labour minister", "BUS": "economy minister", "COP": "interior minister", "JUD": "justice minister", "MED": "information minister"}.get(rest, "member of the government")
            to = span[1] if span[1] >= span[0] else "" if span[1] else "2012-06-30~"
            if not to:
                continue
            last = terms[-1] if terms else None
            if last and not head and last[0] == state and int(span[0][:4]) - int(last[3][:4]) <= 2:
                last[1] = last[1] if last[1] == role else "member of the government"
                last[3] = max(last[3], to)
            else:
                terms.append([state, role, span[0], to])
        for state, role, begin, end in terms:
            yield dict(id=f"H-{state}-{people[0]}", name=people[0], aliases="|".join(dict.fromkeys(p for p in people[1:] if p != people[0])), country=state, sector="GOV", role=role, **{"from": begin, "to": end}, kind="person", source=source)

    with open(SHARED / "Phoenix.Countries.actors.txt", encoding="latin-1") as f:
        for line in f:
            line = line.split("#")[0].strip()
            if not line:
                continue
            name = re.match(r"[^\[\s]+", line)
            if name and not line.startswith("+"):
                yield from flush()
                names, codes, elite = [], [], False
            if name:
                names.append(name.group().lstrip("+"))
            elite = elite or bool(re.search(r"\[[A-Z]{3}ELI\]", line))
            codes += [(c, d) for c, d in re.findall(r"\[([A-Z]{6,}) +([<>]? ?[\d-]+)\]", line)]
    yield from flush()


def letters(name):
    return re.sub(r"[^a-z0-9]", "", plain(name))


def hand_names():
    """Names of groups in the hand-written tables, which know better where they are at home."""
    rows_of = lambda path: csv.DictReader(open(path, encoding="utf-8"), delimiter="\t")
    return {letters(n) for path in sorted((ROOT / "actors").glob("hand_*.tsv")) for r in rows_of(path) if r["kind"] == "group" for n in (r["name"], *(r["aliases"] or "").split("|"))}


# Short forms that are better known as another body's, or that are plain words in headlines and wires in capitals.
MISLEADING = {"AND", "C", "CARE", "EPA", "FAA", "FAN", "FAR", "FAST", "For the People", "Front", "HOPE", "Independent", "MOST", "MUST", "PACT", "REAL", "SAN", "STAR"}


def forces():
    """Armed forces and services with a name of their own: "Nigerian Armed Forces (... NAF)"."""
    for r in rows("security_forces_factbook.tsv"):
        for m in re.finditer(r"([A-Z][\w'’.-]+(?: (?:of|and|the|for|[A-Z][\w'’.-]+)){1,6}) \(([^()]*)\)", re.sub(r"\(\d{4}\)|\(includes[^)]*\)", "", r["text"])):
            name, inside = m.group(1), m.group(2)
            aliases = [a.strip() for a in re.split(r"[,;]", inside) if re.fullmatch(r"\s*(?:[A-Z]{3,6}|[A-Z][\w-]+(?: [\w-]+){1,5})\s*", a) and not a.strip().startswith(("Includes", "Includ", "Ministry")) and a.strip() not in MISLEADING]
            low = name.lower()
            sector = "SPY" if "intelligence" in low or "security service" in low else "COP" if re.search(r"police|gendarm|public security|border guard|coast guard|customs", low) else "GOV" if "ministry" in low else "MIL"
            if "overnment" not in name and "-based" not in name and "Delegation" not in name and (len(name.split()) >= 3 or any(x.isupper() for x in aliases)):
                yield dict(id=f"F-{r['iso3']}-{name}", name=name, aliases="|".join(aliases), country=r["iso3"], sector=sector, kind="organisation", source=FACTBOOK)


# Seats and bodies that several states have: of the state that the text is of.
SEATS = {"Government House", "Istana", "Majlis", "National Palace", "Politburo"}


def organisations():
    for r in rows("media_aliases_hand.tsv"):
        aliases = "|".join(a for a in r["aliases"].split("|") if a not in MISLEADING)
        yield dict(id="M-" + r["name"], name=r["name"], aliases=aliases, country=r["iso3"], sector="JRN", kind="medium", source="this project")
    for r in rows("metonyms_hand.tsv"):
        sector = r["agent"] if len(r["agent"]) == 3 else ""
        if sector == "IGO":  # bodies stand in hand_bodies.tsv with their own codes
            continue
        country = "" if r["surface"] in SEATS else r["iso3"]
        yield dict(id="Y-" + r["surface"], name=r["surface"], country=country, sector=sector, kind="metonym", source="this project")
    ours = hand_names()
    groups = [r for r in rows("terrorist_groups_factbook.tsv") if "," not in r["name"] and letters(r["name"]) not in ours]
    for r in groups:
        homes = r["countries_iso3"].split("|")
        mothers = {a for o in groups if r["name"] != o["name"] and r["name"].startswith(o["name"]) for a in o["aliases"].split("|")}  # "ISIS" is none of its branches
        aliases = "|".join(a for a in r["aliases"].split("|") if a not in mothers and a not in MISLEADING)
        yield dict(id="G-" + r["name"], name=r["name"], aliases=aliases, country=homes[0] if len(homes) == 1 else "", sector="REB", kind="group", source=FACTBOOK)
    for r in rows("designated_groups_us_2025_hand.tsv"):
        yield dict(id="G-" + r["name"], name=r["name"], aliases=re.sub(r" \(former name\)", "", r["aliases"]), country=r["home_iso3"], sector="REB" if r["name"] in ("Ansar Allah", "Balochistan Liberation Army") else "CRM", role="US foreign terrorist organization since " + r["us_fto_date"] if r["us_fto_date"] else "",
                   kind="group", source="US State Department announcements")
    for r in rows("us_committees_current.tsv"):
        yield dict(id="V-USA-" + r["name"], name=r["name"], country="USA", sector="LEG", kind="organisation", source="unitedstates/congress-legislators (public domain)")
    yield from forces()
    for r in rows("parties_factbook.tsv"):
        if len(r["party"].split()) >= 2 and r["party"] not in MISLEADING:
            yield dict(id=f"P-{r['iso3']}-{r['party']}", name=r["party"], aliases="|".join(a for a in r["aliases"].split("|") if len(a) >= 4 and a.isupper() and a not in MISLEADING), country=r["iso3"], sector="PTY", kind="organisation", source=FACTBOOK)
    for r in rows("legislatures_factbook.tsv"):
        if len(r["name"].split()) >= 2 or r["name"] in ("Knesset", "Bundestag", "Duma", "Majlis", "Storting", "Riksdag", "Sejm"):
            yield dict(id=f"V-{r['iso3']}-{r['name']}", name=r["name"], country=r["iso3"], sector="LEG", kind="organisation", source=FACTBOOK)


if __name__ == "__main__":
    if not SHARED.is_dir():
        sys.exit(f"{SHARED}: not here; the tables in actors/ stay as they are")
    write("countries.tsv", countries())
    write("leaders.tsv", leaders())
    write("officials.tsv", officials())
    write("history.tsv", history())
    write("places.tsv", places())
    write("organisations.tsv", organisations())

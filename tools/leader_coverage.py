#!/usr/bin/env python3
"""For which states is a head of state or government known, by year?   tools/leader_coverage.py [FIRST LAST] [--by-state]

Counts, for 1 July of each year, the states of actors/countries.tsv that are members of the United Nations and were independent then, and
those of them with a leader in actors/*.tsv in office on that day. Prints a table for docs/measurements.md and who is missing.
"""
import csv
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# independent or refounded after 1 July 1990, with the year from which they are counted
SINCE = {"DEU": 1990, "NAM": 1990, "YEM": 1990, "ARM": 1992, "AZE": 1992, "BLR": 1992, "EST": 1992, "GEO": 1992, "KAZ": 1992, "KGZ": 1992, "LVA": 1992, "LTU": 1992, "MDA": 1992, "RUS": 1992, "TJK": 1992, "TKM": 1992, "UKR": 1992, "UZB": 1992,
         "HRV": 1992, "SVN": 1992, "BIH": 1992, "MKD": 1992, "SRB": 1992, "CZE": 1993, "SVK": 1993, "ERI": 1993, "PLW": 1995, "TLS": 2002, "MNE": 2007, "SSD": 2012, "MHL": 1991, "FSM": 1991}
NO_MEMBERS = {"VAT", "PSE", "TWN", "XKX", "HKG", "COK", "NIU", "ESH", "ATA", "MAC", "ALA"}
MISSING = {} if "--by-state" in sys.argv else None
# A whole office, never a part of one: "minister of state" and "chief of staff" lead nobody.
HEADS = re.compile(r"(?:(?:acting|interim|caretaker|transitional?|executive) )*(?:president(?: of(?: the(?: republic)?)?)?|(?:chairman|chairperson|member) of the presidency|prime minister|premier|chancellor|taoiseach|"
                   r"king|queen|emperor|shah|emir|amir|sultan|monarch|grand duke|sovereign|prince|paramount ruler|o le ao o le malo|captain regent|head of state(?: or government)?|head of government|"
                   r"leader|supreme leader|state counsellor|chief adviser|sovereign council chair.*|presidential leadership council chairperson)(?: (?:and|gen|col|lt|maj|brig|sr|sir|dr|sheikh|sultan)\b.*)?")


def main(first, last):
    states, terms = set(), {}
    for path in sorted((ROOT / "actors").glob("*.tsv")):
        for r in csv.DictReader(open(path, encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE):
            if r["kind"] == "country" and r["id"].startswith("C-") and r["id"][2:] == r["country"]:
                states.add(r["country"])
            if r["kind"] == "person" and r["from"] and any(HEADS.fullmatch(office) for office in r["role"].split("|")):
                to = r["to"] or "9999"
                if to.endswith("~"):  # seen in office then: two years are allowed, as in the coder
                    to = f"{int(to[:4]) + 2}{to[4:-1]}"
                terms.setdefault(r["country"], []).append((r["from"].rstrip("~"), to))
    independent = {r["id"][2:] for r in csv.DictReader(open(ROOT / "actors" / "countries.tsv", encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE) if r["id"].startswith("K-")} | terms.keys()
    states = {s for s in states if s in independent} - NO_MEMBERS
    print("| year | states | leader known | share | missing |\n|---|---|---|---|---|")
    for year in range(first, last + 1):
        day = f"{year}-07-01" if year < 2026 else "2026-01-15"
        there = sorted(s for s in states if SINCE.get(s, 0) <= year)
        known = [s for s in there if any(a <= day <= b for a, b in terms.get(s, []))]
        missing = [s for s in there if s not in known]
        if MISSING is not None:
            for m in missing:
                MISSING.setdefault(m, []).append(year)
        print(f"| {year} | {len(there)} | {len(known)} | {100 * len(known) / len(there):.1f} % | {' '.join(missing[:12])}{' ...' if len(missing) > 12 else ''} |")


if __name__ == "__main__":
    years = [int(a) for a in sys.argv[1:] if a.isdigit()]
    main(*(years if len(years) == 2 else (1990, 2026)))
    for state, gaps in sorted((MISSING or {}).items()):
        print(state, *gaps)

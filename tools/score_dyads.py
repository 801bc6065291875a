#!/usr/bin/env python3
"""Dyads of PETRARCH's unit tests.   score_dyads.py petrarch_unittest.jsonl [--program build/demarche] [--actors tools/invented_actors.txt]

Codes each sentence with the given program and counts the (source, target) pairs of its gold events that some claim of the sentence joins, by the
country code (first three letters, roles aside); of mutual acts and of visits (CAMEO has a row for
each side, PLOVER one claim) either order. Gold events with a side that the tests leave open are not counted.
Prints the share found, the share of what was coded that is gold, and with -v the sentences that were missed.
"""
import argparse, json

from coded import read


OTHER_NAMES = {"KUW": "KWT", "NZE": "NZL", "ZBW": "ZWE", "EUR": "IGO"}  # the tests' codes -> ISO; the union, which PLOVER sets apart, is an IGO to them


def country(code):
    code = (code or "")[:3].strip("-")
    return OTHER_NAMES.get(code, code)


def documents(sentences):
    dated = lambda d: f"{d[:4]}-{d[4:6]}-{d[6:]}"
    return [{"doc": s["id"], "date": dated(s["date"]), "text": s["text"]} for s in sentences]


def pairs(claim):
    actors, recipients = ([country(e.get("code")) for e in claim.get(r, [])] for r in ("actor", "recipient"))
    if not recipients:  # mutual: each with each
        return {(a, b) for a in actors for b in actors if a and b and a != b}
    out = {(a, b) for a in actors for b in recipients if a and b}
    return out | {p[::-1] for p in out} if claim["event"] == "CONSULT" else out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("--program", default="build/demarche")
    parser.add_argument("--actors", default="tools/invented_actors.txt")
    parser.add_argument("-v", action="store_true")
    args = parser.parse_args()
    sentences = [json.loads(line) for line in open(args.gold, encoding="utf-8") if line.strip()]
    claims = read(args.program, documents(sentences), "--actors", args.actors)
    if missing := [s["id"] for s in sentences if s["id"] not in claims]:
        print(f"sentences not coded, so wrong: {len(missing)} ({', '.join(missing[:5])})")
    gold_n = found = right = coded_n = 0
    for s in sentences:
        gold = {(country(e.get("sourcecode")), country(e.get("targetcode"))) for e in s["events"]}
        gold = {p for p in gold if all(p)}
        coded = set().union(*(pairs(c) for c in claims.get(s["id"], [])))
        hit = gold & coded
        gold_n, found, coded_n = gold_n + len(gold), found + len(hit), coded_n + len(coded)
        right += sum(p in gold or p[::-1] in gold for p in coded)
        if args.v and gold - coded:
            print(s["id"], s["text"], "GOLD", sorted(gold - coded), "CODED", sorted(coded))
    print(f"sentences {len(sentences)}, gold dyads {gold_n}: right {found / gold_n:.3f}; of {coded_n} coded, in gold (either order) {right / max(1, coded_n):.3f}")


if __name__ == "__main__":
    main()

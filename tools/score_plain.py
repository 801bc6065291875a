#!/usr/bin/env python3
"""How plain sentences are coded: 1,180 of our own with the claims that four writers (language models) gave them.

  tools/score_plain.py --shared ../shared [--demarche build/demarche] [--data FOLDER]

`tests/plain_claims.jsonl`: a sentence or two a line, their claims with trigger and parties as strings ("Chad#2": where it stands for the second time).
Written by the scheme of docs/claims.md before the engine's output on them was seen; they hold no codes, sources and quotes, so what is counted is the
trigger, the type, the status, and whether a party stands where it should. Matched as `score_claims.py` matches. Prints F1 of triggers, of triggers with
their type, and of those whose actor and recipient are right too.
"""
import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from coded import read

ROOT = Path(__file__).resolve().parent.parent


def find(text, string):
    string, _, which = string.partition("#")
    at = -1
    for _ in range(int(which or 1)):
        at = text.index(string, at + 1)
    return [at, at + len(string)]


def documents():
    for n, line in enumerate(open(ROOT / "tests" / "plain_claims.jsonl", encoding="utf-8"), 1):
        d = json.loads(line)
        roles = lambda c: {r: [{"span": find(d["text"], e)} for e in c[r]] for r in ("actor", "recipient")}
        yield {"doc": f"plain/{n}", "date": "2024-05-14", "text": d["text"], "claims": [{**c, "trigger": find(d["text"], c["trigger"]), **roles(c)} for c in d["claims"]]}


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--shared", type=Path, required=True)
    a.add_argument("--demarche", default=str(ROOT / "build" / "demarche"))
    a.add_argument("--data")
    args = a.parse_args()
    sys.path.insert(0, str(args.shared / "score"))
    import score_claims as score

    gold = {d["doc"]: d for d in documents()}
    coded = read(args.demarche, gold.values(), *(["--data", args.data] if args.data else []))
    n, roles, met, typed, told, both = Counter(), Counter(), 0, 0, 0, 0
    for doc, d in gold.items():
        n["gold"] += len(d["claims"])
        n["coded"] += len(coded[doc])
        for g, p in score.pairs(d["claims"], coded[doc]):
            met += 1
            if g["event"] != p["event"]:
                continue
            typed += 1
            told += g["status"] == p["status"]
            right = True
            for r in ("actor", "recipient"):
                how = "none" if not g[r] and not p[r] else "missing" if not p[r] else "extra" if not g[r] else "right" if score.spans_meet(g[r], p[r]) else "other"
                roles[r, how] += 1
                right &= how in ("none", "right")
            both += right
    f1 = lambda hits: 2 * hits / (n["gold"] + n["coded"])
    print(f"sentences {len(gold)}, gold claims {n['gold']}, coded {n['coded']}")
    print(f"F1: trigger {f1(met):.3f}, and type {f1(typed):.3f}, and both parties {f1(both):.3f}; precision of triggers {met / n['coded']:.3f}, recall {met / n['gold']:.3f}")
    print(f"of those with the right type: status {told / typed:.3f}; " + ", ".join(f"{r} {how} {k}" for (r, how), k in sorted(roles.items())))


if __name__ == "__main__":
    main()

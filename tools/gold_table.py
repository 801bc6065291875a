#!/usr/bin/env python3
"""One document of a gold, claim by claim, as a table for docs/measurements.md.   tools/gold_table.py ../shared/score GOLD.jsonl PRED.jsonl DOC

A row a gold claim: its trigger; who -> what -> whom, status, source; what was coded there. `right` means that type, status, source and the countries of
actor and recipient agree, as the scorer's strict figure asks. Then what was coded and isn't in the gold.
"""
import sys

folder, gold_path, pred_path, name = sys.argv[1:]
sys.path.insert(0, folder)
import score_claims as score  # noqa: E402

gold, pred = score.load(gold_path)[name], score.load(pred_path)[name]


def codes(entities, joint="/", none="—"):
    return joint.join(e.get("code") or "---" for e in entities) or none


def told(claim):
    return (f"{codes(claim['actor'][:1])} → {claim['event']} → {codes(claim['recipient'][:1])}, {claim['status']}, "
            f"{codes(claim['source'], none='writer')}")


def right(g, p):
    return (g["event"] == p["event"] and g["status"] == p["status"] and score.same_source(g, p)
            and all(score.same(score.countries(g[r]), score.countries(p[r])) for r in ("actor", "recipient")))


pairs = score.pairs(gold["claims"], pred["claims"])
coded = {g["id"]: p for g, p in pairs}
text = gold["text"]
print("| trigger | gold | coded | |\n|---|---|---|---|")
for g in gold["claims"]:
    p = coded.get(g["id"])
    print(f"| {text[slice(*g['trigger'])]} | {told(g)} | {told(p) if p else 'not coded'} | {'—' if not p else 'right' if right(g, p) else 'differs'} |")
used = {p["id"] for _, p in pairs}
for p in pred["claims"]:
    if p["id"] not in used:
        print(f"| {text[slice(*p['trigger'])]} | not a claim | {told(p)} | extra |")

"""Whether an act has happened, is planned, possible, denied or history (src/happened/judge.h): models/en/statuses.bin.

  demarche-eval acts --statuses annotated.jsonl > statuses.tsv && python train/train_statuses.py statuses.tsv annotated.jsonl [--out models/en/statuses.bin]

The label is the status of the annotated claim whose trigger the act's meets, or of an operator's example (languages/en/operators.tsv). Without --out: trained on four fifths of the documents, with figures on
the last, for several thresholds (kOverrules of src/happened/judge.cpp).
"""
import json
from collections import Counter, defaultdict

import numpy as np

from linear import Linear, fifths, options
from train_acts import overlap, pair

TYPES = ["actual", "planned", "possible", "denied", "historical"]
GROUPS = {"l": 1.0, "g": 1.0, "c": 1.0}
STRENGTH = 8.0
EXAMPLE = 2.0  # how much an operator's example counts


def load(statuses, annotated):
    """-> {document: [act]}, acts that an annotated claim tells too: features, status by the rules, label."""
    acts, out = defaultdict(list), {}
    for line in open(statuses, encoding="utf-8"):
        f = line.rstrip("\n").split("\t")
        if len(f) > 5:
            acts[f[0]].append({"span": (int(f[1]), int(f[2])), "event": f[3], "taken": True, "rule": f[4], "features": f[5:]})
    for d in map(json.loads, open(annotated, encoding="utf-8")):
        found = acts[d["doc"]]
        if "claims" in d:
            out[d["doc"]] = [{**found[j], "label": d["claims"][i]["status"], "weight": 1.0} for i, j in pair(d["claims"], found)]
        elif "act" in d:
            out[d["doc"]] = [{**a, "label": d["status"], "weight": EXAMPLE} for a in found if overlap(a["span"], d["act"])]
    return out


def train(docs, vectors):
    rows = [act for acts in docs for act in acts]
    return Linear(TYPES, GROUPS, vectors, STRENGTH).fit([a["features"] for a in rows], [a["label"] for a in rows], [a["weight"] for a in rows])


def figures(acts, margin):
    """Share right; not actual, yet held for actual, of those that are not; actual held for something else, of those that are."""
    right = leaks = lost = 0
    for a in acts:
        status, p = a["rule"], a.get("p")
        if p is not None and p.max() >= p[TYPES.index(status)] + margin:
            status = TYPES[int(np.argmax(p))]
        right += status == a["label"]
        leaks += status == "actual" != a["label"]
        lost += status != "actual" == a["label"]
    actual = sum(a["label"] == "actual" for a in acts)
    return right / len(acts), leaks / (len(acts) - actual), lost / actual


def main():
    args = options(__doc__, "statuses")
    docs = load(args.statuses, args.annotated)
    if args.out:
        return train(list(docs.values()), args.words).write(args.out)
    held, rest = ([docs[n] for n in names] for names in fifths(docs))
    acts = [a for of_one in held for a in of_one]
    print("rules alone: right %.3f, not actual held for actual %.3f, actual for another %.3f" % figures(acts, 0), len(acts), "acts")
    for a, p in zip(acts, train(rest, args.words).probabilities([a["features"] for a in acts])):
        a["p"] = p
    for margin in (0, 0.1, 0.2, 0.3, 0.4, 0.5):
        print("margin %.2f: right %.3f, not actual held for actual %.3f, actual for another %.3f" % (margin, *figures(acts, margin)))
    print(Counter((a["label"], TYPES[int(np.argmax(a["p"]))]) for a in acts if a["label"] != TYPES[int(np.argmax(a["p"]))]).most_common(12))


if __name__ == "__main__":
    main()

"""Who is the innermost source of a claim, or that the writer is (src/says/choose.h): models/en/sources.bin.

  demarche-eval acts --sources annotated.jsonl > sources.tsv && python train/train_sources.py sources.tsv annotated.jsonl [--out models/en/sources.bin]

A candidate is right if the annotated claim whose trigger the act's meets has it as its innermost source: spans that overlap; others of the same entity
are neither right nor wrong. Only documents marked "settled" (train/annotated.py) are learned from. Without --out: trained on four fifths of the documents, with figures on the last for several margins
(kToLess of src/says/choose.cpp).
"""
import json
from collections import defaultdict

from linear import Linear, fifths, options
from train_acts import overlap, pair

TYPES = ["no", "yes"]
GROUPS = {}
STRENGTH = 3.0
SMALLEST = 0.04  # rows with no larger weight are left out: at .08, as in the other files, claims of sources get lost


def load(sources, annotated):
    """-> {document: [claim]}; a claim is a list of candidates with features, whether the rules choose it, and label (None: neither right nor wrong)."""
    gold = {d["doc"]: d["claims"] for d in map(json.loads, open(annotated, encoding="utf-8")) if d.get("settled")}
    claims = defaultdict(dict)
    for line in open(sources, encoding="utf-8"):
        f = line.rstrip("\n").split("\t")
        if len(f) > 9 and f[0] in gold:
            claim = claims[f[0]].setdefault(f[1], {"span": (int(f[2]), int(f[3])), "event": f[4], "taken": True, "who": []})
            claim["who"].append({"span": (int(f[6]), int(f[7])), "entity": f[8], "rule": f[5] == "1", "features": f[9:]})
    out = {}
    for doc, annotations in gold.items():
        found = list(claims[doc].values())
        out[doc] = []
        for i, j in pair(annotations, found):
            who, source = found[j]["who"], annotations[i]["source"][-1:]
            right = [c for c in who if source and overlap(c["span"], source[0]["span"])]
            for c in who:
                writer = c["span"] == (0, 0)
                c["label"] = "yes" if c in right or (writer and not source) else "no"
                if c["label"] == "no" and c["entity"] != "-1" and any(c["entity"] == r["entity"] for r in right):
                    c["label"] = None
            out[doc].append(who)
    return out


def train(docs, vectors):
    rows = [c for claims in docs for who in claims if len(who) > 1 for c in who if c["label"]]
    return Linear(TYPES, GROUPS, vectors, STRENGTH).fit([c["features"] for c in rows], [c["label"] for c in rows])


def figures(docs, margin):
    """Share right; a source's claim in the writer's voice, a source too many, another source."""
    right = leak = many = wrong = n = 0
    for who in (who for claims in docs for who in claims):
        chosen = next(c for c in who if c["rule"])
        if margin is not None and len(who) > 1:
            rule, over = chosen, chosen["span"] != (0, 0)  # margins only where the rules give a source
            share = sum(c["p"] for c in who) * margin if over else 0
            chosen = max(who, key=lambda c: c["p"] - (0 if c is rule else share))
        n += 1
        if chosen["label"] == "yes" or chosen["label"] is None:
            right += 1
        elif chosen["span"] == (0, 0):
            leak += 1
        elif who[0]["label"] == "yes":
            many += 1
        else:
            wrong += 1
    return right / n, leak / n, many / n, wrong / n


def main():
    args = options(__doc__, "sources")
    docs = load(args.sources, args.annotated)
    if args.out:
        return train(list(docs.values()), args.words).write(args.out, smallest=SMALLEST)
    held, rest = ([docs[n] for n in names] for names in fifths(docs))
    model = train(rest, args.words)
    for claims in held:
        for who in claims:
            for c, p in zip(who, model.probabilities([c["features"] for c in who])):
                c["p"] = p[1]
    for margin in (None, 0, 0.1, 0.2, 0.3, 0.4, 0.5):
        print("margin", margin, "right %.3f, leak %.3f, too many %.3f, another %.3f" % figures(held, margin))


if __name__ == "__main__":
    main()

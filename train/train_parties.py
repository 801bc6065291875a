"""Which mentions beside an act are its actors and recipients (src/what/cast.h): models/en/parties.bin.

  demarche-eval acts --parties annotated.jsonl > parties.tsv && python train/train_parties.py parties.tsv annotated.jsonl [--out models/en/parties.bin]

A mention is an actor if it is the best match of an actor's span in the annotated claim whose trigger the act's meets. A document's claims count by its
"weight" (train/annotated.py). With --states a network over the parser's states takes part (train/states.py). Without --out: trained on four
fifths of the documents, with figures on the last, for several thresholds (kStays, kJoins of src/what/cast.cpp).
"""
import json
import sys
from collections import defaultdict

from linear import Linear, fifths, options
from train_acts import overlap, pair

TYPES = ["none", "actor", "recipient"]
GROUPS = {"l": 2.0, "mg": 1.0, "mh": 1.0}
STRENGTH = 5.0


def load(parties, annotated, states=None):
    """-> {document: [act]}, acts that an annotated claim tells too; an act is a list of mentions with features, rule (by the rules) and label."""
    gold = {d["doc"]: d for d in map(json.loads, open(annotated, encoding="utf-8")) if "claims" in d}
    acts = defaultdict(dict)
    for line in open(parties, encoding="utf-8"):
        f = line.rstrip("\n").split("\t")
        if len(f) > 12:
            f[12:] = map(sys.intern, f[12:])  # there are millions, of some hundred thousand kinds
            span = lambda k: (int(f[k]), int(f[k + 1]))
            act = acts[f[0]].setdefault(f[1], {"span": span(3), "event": f[5], "taken": True, "mentions": []})
            act["mentions"].append({"span": span(6), "head": span(8), "rule": "actor" if f[10] == "1" else "recipient" if f[11] == "1" else "none", "features": f[12:],
                                    "entity": f[2], "act": span(3), "label": "none", "at": states and states.at(f[0], f[12:])})
    out = {}
    for doc, d in gold.items():
        claims, found = d["claims"], list(acts[doc].values())
        out[doc] = []
        for i, j in pair(claims, found):
            for role in TYPES[1:]:
                for e in claims[i][role]:
                    mark(found[j]["mentions"], e["span"], role)
            for m in found[j]["mentions"]:
                m["weight"] = d.get("weight", 1.0)
            out[doc].append(found[j]["mentions"])
    return out


def mark(mentions, span, role):
    """The best match gets the label; others within the span, or of the same entity ("his"), are neither right nor wrong."""
    near = [m for m in mentions if overlap(m["head"], span)] or [m for m in mentions if overlap(m["span"], span)]
    if not near:
        return
    best = max(near, key=lambda m: overlap(m["span"], span) - 0.01 * (m["span"][1] - m["span"][0]))
    for m in mentions:
        if (m in near or m["entity"] == best["entity"] != "-1") and m["label"] == "none":
            m["label"] = None
    best["label"] = role


def train(docs, vectors, states=None):
    rows = [m for acts in docs for act in acts for m in act if m["label"]]
    return Linear(TYPES, GROUPS, vectors, STRENGTH).fit([m["features"] for m in rows], [m["label"] for m in rows], [m["weight"] for m in rows], [m["at"] for m in rows], states)


def figures(docs, role, stays, joins):
    """Precision, recall, F1 of mentions; share of acts with one that is right, or rightly none."""
    k, right, n_found, n_gold, hits, acts_seen = TYPES.index(role), 0, 0, 0, 0, 0
    for act in (act for acts in docs for act in acts):
        gold = {i for i, m in enumerate(act) if m["label"] == role}
        either = {i for i, m in enumerate(act) if m["label"] is None}
        found = {i for i, m in enumerate(act) if (m["rule"] == role if "p" not in m else m["p"][k] >= (stays if m["rule"] == role else joins))}
        n_gold, n_found, hits = n_gold + len(gold), n_found + len(found - either), hits + len(found & gold)
        right += bool(found & gold) or (not found and not gold) or bool(gold and found & either)
        acts_seen += 1
    return hits / n_found, hits / n_gold, 2 * hits / (n_found + n_gold), right / acts_seen


def main():
    args = options(__doc__, "parties", states=True)
    docs = load(args.parties, args.annotated, args.states)
    if args.out:
        return train(list(docs.values()), args.words, args.states).write(args.out)
    held, rest = ([docs[n] for n in names] for names in fifths(docs))
    say = lambda what, *t: print(what, *(f"{r} P %.3f R %.3f F1 %.3f acts %.3f" % figures(held, r, *t) for r in TYPES[1:]), sep="  ")
    say("rules alone", 0, 0)
    mentions = [m for acts in held for act in acts for m in act]
    for m, p in zip(mentions, train(rest, args.words, args.states).probabilities([m["features"] for m in mentions], [m["at"] for m in mentions])):
        m["p"] = p
    for thresholds in ((0.35, 0.45), (0.4, 0.4), (0.3, 0.4), (0.35, 0.35), (0.3, 0.5)):
        say("stays %.2f joins %.2f" % thresholds, *thresholds)


if __name__ == "__main__":
    main()

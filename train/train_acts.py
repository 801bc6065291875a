"""Which words are acts, and of which type (src/what/weigh.h): models/en/acts.bin.

  demarche-eval acts annotated.jsonl > acts.tsv && python train/train_acts.py acts.tsv annotated.jsonl [--out models/en/acts.bin]

annotated.jsonl: documents with claims (trigger, event), in the format of docs/claims.md; train/annotated.py makes it out of train/annotations.jsonl.
A word is an act of the type of the claim whose trigger it shares characters with, one word a claim. Without --out: trained on four fifths of the
documents, with figures on the last, for several thresholds (kStays and kJoins of src/what/acts.cpp).
"""
import json
from collections import Counter, defaultdict

import numpy as np

from linear import Linear, fifths, options
from taught import targets

TYPES = "none ACCUSE AGREE AID ASSAULT COERCE CONCEDE CONSULT COOPERATE MOBILIZE PROTEST REJECT REQUEST RETREAT SANCTION SUPPORT THREATEN".split()
GROUPS = {"l": 2.0, "o": 1.0, "g": 1.0, "d": 0.7}
STRENGTH = 4.0
EXAMPLE = 3.0  # how much a sentence of the codebook counts, which is plainer than news
SHARPER = 1.1  # a teacher's doubts flatten what is learned from it: by so much the logits are raised again
LOST = 0.12  # share of the acts without a sense whose words are not looked at: such words seldom are acts, and none of these would be taken


def overlap(a, b):
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def pair(gold, words):
    """[(claim, word)], one to one: the same type first, then what the rules take, what they have a sense for, the largest overlap."""
    order = sorted(((g["event"] == w["event"], w["taken"], bool(w["event"]), overlap(g["trigger"], w["span"]), -i, -j)
                    for i, g in enumerate(gold) for j, w in enumerate(words) if overlap(g["trigger"], w["span"])), reverse=True)
    claims, used, out = set(), set(), []
    for *_, i, j in order:
        if i not in claims and j not in used:
            claims.add(i), used.add(j)
            out.append((-i, -j))
    return out


def load(acts, annotated):
    """-> {document: (claims, words)}; a word has span, event, taken, features, label (None where it is part of another's trigger)."""
    texts = {d["doc"]: d for d in map(json.loads, open(annotated, encoding="utf-8")) if "act" not in d}
    words = defaultdict(list)
    for line in open(acts, encoding="utf-8"):
        f = line.rstrip("\n").split("\t")
        if len(f) > 6:
            words[f[0]].append({"span": (int(f[1]), int(f[2])), "event": f[3].strip("-"), "taken": f[5] == "1", "features": f[6:]})
    for doc, d in texts.items():
        claims = d.setdefault("claims", [])
        for w in words[doc]:
            if "example" in d or "near_miss" in d:  # of the codebook: known is only what the sense's own word is
                w["label"] = None if w["event"] not in (d.get("example"), d.get("near_miss")) else d.get("example", "none")
                w["weight"] = EXAMPLE
                continue
            w["label"] = None if any(overlap(g["trigger"], w["span"]) for g in claims) else "none"
        for i, j in pair(claims, words[doc]):
            words[doc][j]["label"] = claims[i]["event"]
    return {doc: (d["claims"], words[doc]) for doc, d in texts.items()}


def train(docs, vectors):
    rows = [w for _, words in docs for w in words if w["label"]]
    labels = [w["label"] for w in rows]
    return Linear(TYPES, GROUPS, vectors, STRENGTH).fit([w["features"] for w in rows], labels, [w.get("weight", 1.0) for w in rows],
                                                          soft=targets(TYPES, labels, [w.get("taught") for w in rows]))


def figures(docs, stays, joins):
    """Precision, recall and F1 of triggers, F1 of triggers and types; as the rules have it where a word has no probabilities."""
    n_gold = n_found = hits = right = 0
    for claims, words in docs:
        found = []
        for w in words:
            p = w.get("p")
            if p is None:
                keep, event = w["taken"], w["event"]
            else:
                best = 1 + int(np.argmax(p[1:]))
                event = w["event"] or TYPES[best]
                keep = p[TYPES.index(event)] >= (stays if w["taken"] else joins)
            if keep:
                found.append({"span": w["span"], "event": event, "taken": True})
        pairs = pair(claims, found)
        n_gold, n_found, hits = n_gold + len(claims), n_found + len(found), hits + len(pairs)
        right += sum(claims[i]["event"] == found[j]["event"] for i, j in pairs)
    return hits / n_found, hits / n_gold, 2 * hits / (n_found + n_gold), 2 * right / (n_found + n_gold)


def gate(docs, vectors):
    """Lemmas that may be acts, by a classifier of the word alone."""
    alone = lambda w: [f for f in w["features"] if f.startswith(("l:", "lt:"))]
    rows = [w for _, words in docs for w in words if w["label"] and not w["event"]]
    model = Linear(["none", "act"], {"l": 2.0}, vectors, STRENGTH).fit([alone(w) for w in rows], ["none" if w["label"] == "none" else "act" for w in rows])
    seen = Counter(f[2:] for w in rows for f in w["features"] if f.startswith("l:"))
    words = sorted(set(seen) | set(model.word))
    p = np.maximum(*(model.probabilities([[f"l:{w}", f"lt:{w}/{tag}"] for w in words])[:, 1] for tag in ("VERB", "NOUN")))
    chance = dict(zip(words, p))
    least = np.quantile([chance[f[2:]] for w in rows if w["label"] != "none" for f in w["features"] if f.startswith("l:")], LOST)
    out = [w for w in words if chance[w] >= least]
    passed = sum(seen[w] for w in out)
    acts = Counter(f[2:] for w in rows if w["label"] != "none" for f in w["features"] if f.startswith("l:"))
    print(f"looked at: {len(out)} words, {passed / sum(seen.values()):.3f} of the words without a sense, {sum(acts[w] for w in out) / sum(acts.values()):.4f} of the acts among them")
    return out


def main():
    args = options(__doc__, "acts", taught=True)
    docs = load(args.acts, args.annotated)
    if args.taught:
        for doc, (_, words) in docs.items():
            for w in words:
                w["taught"] = args.taught.act(doc, w["span"])
    if args.out:
        learned = list(docs.values())
        model = train(learned, args.words)
        if args.taught:
            model.weights, model.bias = SHARPER * model.weights, SHARPER * model.bias
        model.write(args.out, ["gate:" + w for w in gate(learned, args.words)])
        return
    held, rest = ([docs[n] for n in names] for names in fifths(docs))
    print("rules alone: P %.3f R %.3f F1 %.3f, with type %.3f" % figures(held, 0, 0))
    words = [w for _, ws in held for w in ws]
    for w, p in zip(words, train(rest, args.words).probabilities([w["features"] for w in words])):
        w["p"] = p
    for thresholds in ((0.15, 0.4), (0.2, 0.4), (0.25, 0.35), (0.25, 0.5), (0.3, 0.4)):
        print("stays %.2f joins %.2f: " % thresholds + "P %.3f R %.3f F1 %.3f, with type %.3f" % figures(held, *thresholds))


if __name__ == "__main__":
    main()

"""Fits languages/en/says_weights.tsv: which readings of words as cues annotators of news attribution would mark.

    demarche-eval attribution --readings polnear-train.jsonl > readings.jsonl    # all readings, with their features
    python train/says.py polnear-train.jsonl readings.jsonl languages/en/says_weights.tsv

`make fit` does both. A reading is right when an annotator of its document marked an attribution whose content it overlaps (Dice at least 0.5)
and whose cue it shares; of two readings of a cue that both do, only the better is. Logistic regression with an L2 penalty, by accelerated
gradient descent; features seen fewer than MIN_COUNT times are left out. Needs numpy; two minutes on one core.
"""
import json
import sys
from collections import Counter

import numpy as np

MIN_COUNT = 3
PENALTY = 1.5
STEPS = 250


def length(spans):
    return sum(e - b for b, e in spans or [])


def shared(a, b):
    return sum(max(0, min(e, f) - max(s, t)) for s, e in a or [] for t, f in b or [])


def dice(a, b):
    n = length(a) + length(b)
    return 2 * shared(a, b) / n if n else 1.0


def labelled(gold_path, readings_path):
    """Yields (features, is it right?, weight)."""
    gold = {d["doc"]: d for d in map(json.loads, open(gold_path, encoding="utf-8"))}
    for line in open(readings_path, encoding="utf-8"):
        record = json.loads(line)
        marked = [a for annotator in gold[record["doc"]]["annotations"] for a in annotator["attributions"]]
        fits = []
        for reading in record["readings"]:
            best, agrees = 0.0, False
            for a in marked:
                if a["content"] and reading["content"] and a["content"][0][0] < reading["content"][-1][1] and reading["content"][0][0] < a["content"][-1][1]:
                    d = dice(a["content"], reading["content"])
                    if d >= 0.5 and (not a.get("cue") or shared(a["cue"], reading["cue"])) and d > best:
                        best, agrees = d, dice(a.get("source"), reading["source"]) >= 0.5
            fits.append((best, agrees))
        top = {}
        for reading, (best, _) in zip(record["readings"], fits):
            at = reading["cue"][0][0]
            top[at] = max(top.get(at, 0), best)
        for reading, (best, agrees) in zip(record["readings"], fits):
            right = best > 0 and best >= top[reading["cue"][0][0]] - 0.02
            unsure = best > 0 and not right  # near enough to be scored right, but another reading is nearer
            yield sorted(set(reading["features"]) | {"bias"}), float(right), 0.4 if unsure else 1.0 if agrees or not right else 0.6


def fit(rows, columns, y, weight, n, free):
    penalty = np.full(n, PENALTY)
    penalty[free] = 1e-3
    per_row = np.bincount(rows, minlength=len(y)).max()
    degree = np.bincount(columns, weight[rows], n) * 0.25 * per_row + penalty  # bounds the curvature, feature by feature
    w, before = np.zeros(n), np.zeros(n)
    for step in range(STEPS):
        ahead = w + (step / (step + 3)) * (w - before)
        p = 1 / (1 + np.exp(-np.bincount(rows, ahead[columns], len(y))))
        gradient = np.bincount(columns, (weight * (p - y))[rows], n) + penalty * ahead
        before, w = w, ahead - gradient / degree
    return w


def main(gold, readings, target):
    data = list(labelled(gold, readings))
    y, weight = np.array([d[1] for d in data]), np.array([d[2] for d in data])
    counts = Counter(f for d in data for f in d[0])
    names = sorted(f for f in counts if counts[f] >= MIN_COUNT)
    at = {name: i for i, name in enumerate(names)}
    pairs = [(i, at[f]) for i, d in enumerate(data) for f in d[0] if f in at]
    rows, columns = np.array(pairs, dtype=np.int64).T
    w = fit(rows, columns, y, weight, len(names), at["bias"])
    p = 1 / (1 + np.exp(-np.bincount(rows, w[columns], len(y))))
    print(f"{len(data)} readings, {int(y.sum())} right, {len(names)} features; loss {-np.mean(np.log(np.where(y > 0, p, 1 - p) + 1e-9)):.4f}")
    with open(target, "w", encoding="utf-8") as out:
        out.write("# Weights of a logistic regression over readings of words as cues (src/says/feature.cpp), learned from PolNeAR's training part by train/says.py.\n")
        out.write(f"bias\t{w[at['bias']]:.3f}\n")
        for name, value in zip(names, w):
            if name != "bias" and abs(value) >= 0.005:
                out.write(f"{name}\t{value:.2f}\n")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])

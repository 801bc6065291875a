"""Fits models/en/capitals.tsv: does the lemma of a word with a capital keep it ("Gas" of a company's name, or of a headline)?

    python train/capitals.py --shared ../shared --out models/en/capitals.tsv

Logistic regression with an L1 penalty over words, endings, neighbours and shapes, learned from the training parts of UD English EWT and GUM. The
network has seen the same words, but fits its training set too well to be asked where it is unsure; src/parse/capitals.h adds the two scores.
Features as src/parse/capitals.cpp computes them; a change here is a change there. Needs numpy; a minute on one core.
"""
import argparse
from collections import Counter
from pathlib import Path

import numpy as np

from features import is_letter, is_upper, lower, normalise
from treebank import sentences

MIN_COUNT = 2
STEPS = 400


def shape(word):
    if is_upper(word[0]):
        return "X" if len(word) > 1 and all(is_upper(c) for c in word if is_letter(c)) else "x"
    return "d" if "0" <= word[0] <= "9" else "l" if is_letter(word[0]) else word[0]


def features(forms, i):
    """Of the word i of a sentence; beyond its ends stands "^"."""
    at = lambda k: forms[k] if 0 <= k < len(forms) and forms[k] else "^"
    word, small = forms[i], lower(forms[i])
    before, after = lower(at(i - 1)), lower(at(i + 1))
    shapes = [shape(at(i + k)) for k in range(-2, 3)]
    return ["b:", "f:" + word, "l:" + small, "s:" + small[-4:], "s:" + small[-3:], "s:" + small[-2:], "p:" + small[:3], "-:" + before, "+:" + after,
            "-l:" + before + " " + small, "l+:" + small + " " + after, "h:" + "".join(shapes), "-h:" + shapes[1] + " " + small, "+h:" + shapes[3] + " " + small,
            "--:" + lower(at(i - 2)) + " " + before, "++:" + after + " " + lower(at(i + 2))]


def examples(path):
    """Yields features and whether the lemma has a capital."""
    for s in sentences(path):
        forms = [normalise(f) for f in s.forms]
        for i, (form, lemma) in enumerate(zip(forms, s.lemmas)):
            if len(form) > 1 and is_upper(form[0]) and is_letter(lemma[0]):
                yield features(forms, i), is_upper(lemma[0])


def fit(rows, columns, y, n, penalty, free):
    """Accelerated proximal gradient descent (Beck & Teboulle 2009), with a step for each feature."""
    per_row = np.bincount(rows, minlength=len(y)).max()
    degree = np.bincount(columns, minlength=n) * 0.25 * per_row + 1e-3
    threshold = penalty / degree
    threshold[free] = 0
    w, before = np.zeros(n), np.zeros(n)
    for step in range(STEPS):
        ahead = w + (step / (step + 3)) * (w - before)
        p = 1 / (1 + np.exp(-np.bincount(rows, ahead[columns], len(y))))
        moved = ahead - np.bincount(columns, (p - y)[rows], n) / degree
        before, w = w, np.sign(moved) * np.maximum(np.abs(moved) - threshold, 0)
    return w


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--shared", default=str(Path(__file__).resolve().parents[2] / "shared"))
    ap.add_argument("--out", required=True)
    ap.add_argument("--penalty", type=float, default=1.0)
    args = ap.parse_args()
    trees = Path(args.shared) / "data/treebanks"
    data = [e for name in ("en_ewt-train", "en_gum_free-train") for e in examples(trees / f"{name}.conllu")]
    counts = Counter(f for d in data for f in d[0])
    names = sorted(f for f in counts if counts[f] >= MIN_COUNT)
    at = {name: i for i, name in enumerate(names)}
    rows, columns = np.array([(i, at[f]) for i, d in enumerate(data) for f in d[0] if f in at], dtype=np.int64).T
    w = fit(rows, columns, np.array([float(d[1]) for d in data]), len(names), args.penalty, at["b:"])
    kept = [(f, v) for f, v in zip(names, w) if abs(v) >= 0.01]
    with open(args.out, "w", encoding="utf-8", newline="\n") as out:
        print("# Weights of a logistic regression: does a lemma keep its word's capital? Learned from UD English EWT and GUM by train/capitals.py.", file=out)
        for feature, value in kept:
            print(f"{feature}\t{value:.2f}", file=out)
    print(f"{len(data)} words, {len(names)} features, {len(kept)} weights")
    for name in ("en_ewt-dev", "en_gum_free-dev"):
        dev = list(examples(trees / f"{name}.conllu"))
        wrong = sum((sum(w[at[f]] for f in d[0] if f in at) > 0) != d[1] for d in dev)
        print(f"{name}: {len(dev)} words, wrong without the network {wrong}")


if __name__ == "__main__":
    main()

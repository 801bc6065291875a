#!/usr/bin/env python3
"""Fits languages/en/sift_weights.tsv: which sentences are worth a parse (src/sift/sift.h).

    demarche-eval sift news.jsonl > sentences.tsv
    python train/sift.py sentences.tsv languages/en/sift_weights.tsv [--lost 0.01]

A sentence is worth it if the whole pipeline, with everything parsed, found a claim in it or the cue of an attribution that reaches over a claim in
another sentence; a sentence with several counts as often. No annotation is needed, and any news will do. Logistic regression over the features
that demarche-eval prints, with an L2 penalty, by accelerated gradient descent on nine tenths of the sentences; the last tenth sets the bias so that the share --lost of
its claims is in sentences not parsed, and a table of that trade is printed. Needs numpy.
"""
import argparse
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent

STEPS = 140


def fit(columns, starts, y, weight, count, penalty):
    """Weights and bias by Adam on all rows at a time, at a rate that falls to nothing."""
    w = np.zeros(count + 1)  # the bias last
    first, second = np.zeros(count + 1), np.zeros(count + 1)
    rows = np.repeat(np.arange(len(y)), np.diff(np.append(starts, len(columns))))
    for k in range(1, STEPS + 1):
        z = np.add.reduceat(w[columns], starts) + w[-1]
        error = (1 / (1 + np.exp(-z)) - y) * weight
        gradient = np.append(np.bincount(columns, weights=error[rows], minlength=count) + penalty * w[:-1], error.sum())
        first = 0.9 * first + 0.1 * gradient
        second = 0.99 * second + 0.01 * gradient**2
        w -= 0.06 * (1 - k / (STEPS + 1)) * (first / (1 - 0.9**k)) / (np.sqrt(second / (1 - 0.99**k)) + 1e-8)
        if k % 20 == 0:
            loss = (weight * (np.logaddexp(0, z) - y * z)).sum() / weight.sum()
            print(f"step {k} loss {loss:.4f}", flush=True)
    return w[:-1], w[-1]


def forms():
    """Every form of every key word of the codebook, with the kinds of entry that it is the key of: "refused" -> {"*verb 8", "*phrase 7"}."""
    of = defaultdict(set)
    for line in open(ROOT / "models/en/lemmas.tsv", encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if len(cells) == 3 and not line.startswith("#"):
            of[cells[2]].add(cells[1])
    kinds = defaultdict(set)
    for path in sorted((ROOT / "codebook/events").glob("*.toml")):
        for sense in tomllib.loads(path.read_text(encoding="utf-8")).get("sense", []):
            for group in ("verbs", "nouns", "adjectives"):
                for phrase in sense.get(group, []):
                    parts = phrase.lower().split()
                    key = parts[-1] if group == "nouns" else parts[0]
                    kind = f"*{group} {len(parts) > 1:d} {round(10 * sense.get('weight', 0.7))}"
                    doubled = key + key[-1]
                    regular = {key, key + "s", key + "es", key + "ed", key + "d", key + "ing", key[:-1] + "ing", key[:-1] + "ies", key[:-1] + "ied", doubled + "ed", doubled + "ing"}
                    for form in (regular if group != "adjectives" else {key}) | of[key]:
                        kinds[form].add(kind)
                        kinds[form].add("*key")
    return kinds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences")
    parser.add_argument("table")
    parser.add_argument("--lost", type=float, default=0.01, help="share of the claims of the last tenth that may be lost")
    parser.add_argument("--least", type=int, default=4, help="times a feature must occur")
    parser.add_argument("--penalty", type=float, default=4.0)
    options = parser.parse_args()
    claims, needed, words, features, counts = [], [], [], [], Counter()
    with open(options.sentences, encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) < 4:
                continue
            claims.append(int(cells[0])), needed.append(int(cells[0]) + int(cells[1])), words.append(int(cells[2]))
            features.append(sorted(set(cells[3:])))
            counts.update(features[-1])
    kinds = forms()
    groups = sorted({k for each in kinds.values() for k in each})
    def worth_a_weight(f, n):
        return f in kinds or f.startswith("*") or n >= 40 or (n >= options.least and " " in f and any(w in kinds for w in f.split(" ")))
    own = sorted(f for f, n in counts.items() if f and worth_a_weight(f, n))
    index = {f: i for i, f in enumerate(own + ["group " + g for g in groups])}
    rows = [[index[f] for f in row if f in index] + [index["group " + g] for f in row for g in kinds.get(f, ())] for row in features]
    rows = [r or [index["*words 1"]] for r in rows]
    keyed = np.array([any(f in kinds for f in row) for row in features])
    claims, needed, words = np.array(claims), np.array(needed), np.array(words)
    cut = len(rows) * 9 // 10
    flat = np.concatenate([np.array(r) for r in rows[:cut]])
    starts = np.concatenate([[0], np.cumsum([len(r) for r in rows[:cut]])[:-1]])
    y = (needed[:cut] > 0).astype(float)
    w, b = fit(flat, starts, y, np.maximum(1.0, needed[:cut]), len(index), options.penalty)
    z = np.array([w[r].sum() + b for r in rows[cut:]])
    print(f"claims in sentences without any word of the codebook: {claims[~keyed].sum() / claims.sum():.4f}; words there: {words[~keyed].sum() / words.sum():.3f}")
    claims, words = claims[cut:], words[cut:]
    order = np.argsort(z)
    lost, skipped = np.cumsum(claims[order]) / claims.sum(), np.cumsum(words[order]) / words.sum()
    print(f"{len(rows)} sentences, {(needed > 0).mean():.3f} worth it; held out: {words[claims > 0].sum() / words.sum():.3f} of the words are in sentences with claims")
    for share in (0.0025, 0.005, 0.01, 0.015, 0.02, 0.03, 0.05):
        k = np.searchsorted(lost, share)
        print(f"claims lost {share:.4f}: words not parsed {skipped[k]:.3f}, sentences {k / len(z):.3f}, score {z[order[k]]:.2f}")
    threshold = z[order[np.searchsorted(lost, options.lost)]]
    total = {f: (w[index[f]] if f in index else 0) + sum(w[index["group " + g]] for g in kinds.get(f, ())) for f in set(own) | set(kinds)}
    kept = {f: v for f, v in total.items() if abs(v) >= 0.02}
    with open(options.table, "w", encoding="utf-8", newline="\n") as out:
        print("# Weights of a logistic regression over the words of sentences (src/sift/sift.cpp), learned by train/sift.py from what the pipeline", file=out)
        print("# itself finds in Wikinews (CC BY), White House statements (public domain) and Wikipedia's current events (CC BY-SA).", file=out)
        print(f"*bias\t{b - threshold:.2f}", file=out)
        for feature, value in sorted(kept.items()):
            print(f"{feature}\t{value:.4g}", file=out)
    print(len(kept), "weights")


if __name__ == "__main__":
    main()

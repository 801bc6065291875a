"""Vectors of words out of parsed news: which words stand around a word and hang on it in the tree, PPMI-weighted and cut to `--dim` dimensions (SVD).

  demarche parse --output news.conllu news.jsonl && python train/word_vectors.py news.conllu --out train/words.npz

Lemmas of words with a meaning or a function; names count only as PROPN, numbers as #. About three minutes for three million words.
"""
import argparse
from collections import Counter

import numpy as np
import torch

WINDOW, LEAST, MOST_WORDS, MOST_CONTEXTS = 4, 6, 16000, 40000
NO_WORD = {"PUNCT", "PROPN", "NUM", "SYM", "X"}
NO_CONTEXT = {"PUNCT", "DET", "X", "SYM", "CCONJ"}


def sentences(path):
    """-> [(lemma, tag, head, relation)] a sentence."""
    rows = []
    for line in open(path, encoding="utf-8"):
        if line == "\n":
            if rows:
                yield rows
            rows = []
        elif not line.startswith("#"):
            f = line.split("\t")
            if f[0].isdigit() and f[6].isdigit():
                rows.append(("#" if f[3] == "NUM" else f[2].lower(), f[3], int(f[6]), f[7].split(":")[0]))


def contexts(rows, number):
    """-> (word number, context) of every word of a sentence."""
    ids = [number.get(lemma, -1) if tag not in NO_WORD else -1 for lemma, tag, _, _ in rows]
    names = [None if tag in NO_CONTEXT else "PROPN" if tag == "PROPN" else lemma for lemma, tag, _, _ in rows]
    for i, (_, _, head, relation) in enumerate(rows):
        above = head - 1
        if ids[i] >= 0:
            for j in range(max(0, i - WINDOW), min(len(rows), i + WINDOW + 1)):
                if j != i and names[j]:
                    yield ids[i], names[j]
            if above >= 0 and names[above]:
                yield ids[i], relation + "<" + names[above]
        if 0 <= above < len(rows) and ids[above] >= 0 and names[i]:
            yield ids[above], relation + ">" + names[i]


def vectors(pairs, words, dim):
    by_context = Counter()
    for (_, c), n in pairs.items():
        by_context[c] += n
    column = {c: i for i, (c, _) in enumerate(by_context.most_common(MOST_CONTEXTS))}
    rows, columns, counts = (np.array(x) for x in zip(*((w, column[c], n) for (w, c), n in pairs.items() if c in column)))
    per_word = np.bincount(rows, counts, words)
    per_context = np.bincount(columns, counts, len(column)) ** 0.75
    pmi = np.log(counts * per_context.sum() / (per_word[rows] * per_context[columns]))
    keep = pmi > 0
    matrix = torch.sparse_coo_tensor(np.stack([rows[keep], columns[keep]]), torch.tensor(pmi[keep], dtype=torch.float32), (words, len(column)))
    torch.manual_seed(1)
    u, s, _ = torch.svd_lowrank(matrix.coalesce(), q=dim + 10, niter=3)
    out = (u * s.sqrt())[:, :dim].numpy()
    return out / (np.linalg.norm(out, axis=1, keepdims=True) + 1e-9)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("conllu", nargs="+")
    ap.add_argument("--dim", type=int, default=100)
    ap.add_argument("--out", required=True)
    args = ap.parse_args()
    torch.set_num_threads(1)
    data = [s for path in args.conllu for s in sentences(path)]
    count = Counter(lemma for s in data for lemma, tag, _, _ in s if tag not in NO_WORD)
    words = [w for w, n in count.most_common(MOST_WORDS) if n >= LEAST]
    number = {w: i for i, w in enumerate(words)}
    pairs = Counter(pair for s in data for pair in contexts(s, number))
    learned = vectors(pairs, len(words), args.dim)
    scale = np.maximum(np.abs(learned).max(1, keepdims=True), 1e-8) / 127
    np.savez_compressed(args.out, words=np.array(words), vectors=np.rint(learned / scale).astype(np.int8), scale=scale.astype(np.float32))
    print(f"{len(words)} words of {len(data)} sentences")


if __name__ == "__main__":
    main()

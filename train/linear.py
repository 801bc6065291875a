"""Multinomial logistic regression over readable features, and its file (src/nn/evidence.h, docs/model-format.md).

Groups of features that name a word ("l:reject") are also seen through that word's vector (train/word_vectors.py), so that a word never seen in
training is judged by its neighbours; in the file the vectors are gone, as what they add to a feature is added to its row. Rows of bytes, each with
a scale; a table of hashes with open addressing, read in place. Needs numpy, scipy, scikit-learn.
"""
import argparse
import json
import random
import struct
from collections import Counter
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression

WORDS = 0.7  # what all words of the surroundings ("w:") count together, over the root of their number: kWords of src/what/evidence.cpp
LOAD, SMALLEST = 0.75, 0.02  # share of slots filled; rows with no larger weight are left out


def options(purpose, found):
    """Command line of a trainer: what demarche-eval found, the annotated documents, word vectors, and where the weights go if they are to ship."""
    a = argparse.ArgumentParser(description=purpose, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument(found)
    a.add_argument("annotated")
    a.add_argument("--words", required=True)
    a.add_argument("--out")
    return a.parse_args()


def fifths(docs):
    """Names of documents, of which every fifth is held out -> (held out, the rest); the codebook's sentences ("/") are always learned from."""
    names = sorted(docs)
    random.Random(1).shuffle(names)
    return [n for n in names[::5] if "/" not in n], [n for i, n in enumerate(names) if i % 5 or "/" in n]


def hash64(text):
    h = 14695981039346656037
    for byte in text.encode():
        h = (h ^ byte) * 1099511628211 & 0xFFFFFFFFFFFFFFFF
    return (h ^ (h >> 32)) or 1


class Linear:
    def __init__(self, types, groups, vectors, strength, least=2):
        """groups: {"l": 2.0, ...}, how much a word's vector counts; "w" is always one. vectors: words.npz. strength: of the L2 penalty."""
        data = np.load(vectors)
        self.vectors = data["vectors"].astype(np.float32)
        self.word = {w: i for i, w in enumerate(data["words"].tolist())}
        self.types, self.groups, self.strength, self.least = types, {**groups, "w": 1.0}, strength, least

    def matrix(self, rows):
        names, dim = list(self.groups), self.vectors.shape[1]
        at, columns, dense = [], [], np.zeros((len(rows), len(names) * dim), np.float32)
        for i, features in enumerate(rows):
            words = sum(f.startswith("w:") for f in features)
            for f in features:
                if (k := self.number.get(f)) is not None:
                    at.append(i)
                    columns.append(k)
                group, _, word = f.partition(":")
                if group in self.groups and word in self.word:
                    g = names.index(group)
                    weight = WORDS / words ** 0.5 if group == "w" else self.groups[group]
                    dense[i, g * dim:(g + 1) * dim] += weight * self.vectors[self.word[word]]
        ones = sp.csr_matrix((np.ones(len(at), np.float32), (at, columns)), shape=(len(rows), len(self.number)))
        return sp.hstack([ones, sp.csr_matrix(dense)]).tocsr()

    def fit(self, rows, labels, weights=None):
        count = Counter(f for features in rows for f in features if not f.startswith("w:"))
        self.number = {f: i for i, f in enumerate(sorted(f for f, n in count.items() if n >= self.least))}
        fitted = LogisticRegression(C=1 / self.strength, max_iter=500, tol=1e-3).fit(self.matrix(rows), [self.types.index(y) for y in labels], weights)
        self.weights = np.zeros((len(self.number) + len(self.groups) * self.vectors.shape[1], len(self.types)), np.float32)
        self.bias = np.full(len(self.types), -20.0, np.float32)
        of = fitted.classes_[1:] if len(fitted.classes_) == 2 else fitted.classes_  # of two types the first has no weights
        self.bias[fitted.classes_] = 0
        self.weights[:, of], self.bias[of] = fitted.coef_.T, fitted.intercept_
        return self

    def probabilities(self, rows):
        z = self.matrix(rows) @ self.weights + self.bias
        z = np.exp(z - z.max(1, keepdims=True))
        return z / z.sum(1, keepdims=True)

    def write(self, path, known=()):
        """known: features that only say that they were seen ("gate:reject")."""
        dim, table = self.vectors.shape[1], {}
        for g, (group, weight) in enumerate(self.groups.items()):
            first = len(self.number) + g * dim
            rows = (1.0 if group == "w" else weight) * self.vectors @ self.weights[first:first + dim]
            for word, i in self.word.items():
                table[f"{group}:{word}"] = rows[i]
        for f, i in self.number.items():
            table[f] = table.get(f, 0) + self.weights[i]
        centred = {f: row - row.mean() for f, row in table.items()}  # the same for all types changes nothing
        kept = {f: row for f, row in centred.items() if np.abs(row).max() >= SMALLEST}
        kept.update({f: np.zeros(len(self.types), np.float32) for f in known})
        slots = 1 << int(np.ceil(np.log2(len(kept) / LOAD)))
        keys, rows, scales = np.zeros(slots, np.uint64), np.zeros((slots, len(self.types)), np.int8), np.zeros(slots, np.float32)
        for f, row in kept.items():
            key = hash64(f)
            at = key & (slots - 1)
            while keys[at]:
                at = (at + 1) & (slots - 1)
            scale = max(float(np.abs(row).max()), 1e-8) / 127
            keys[at], rows[at], scales[at] = key, np.rint(row / scale), scale
        tensors = {"keys": keys, "rows": rows, "scale": scales, "bias": self.bias.astype(np.float32)}
        kind = {"uint64": "u64", "int8": "i8", "float32": "f32"}
        at, header = 0, {}
        for name, a in tensors.items():
            header[name] = {"dtype": kind[str(a.dtype)], "shape": list(a.shape), "offset": at}
            at += -(-a.nbytes // 64) * 64
        text = json.dumps({"language": "en", "config": {}, "labels": {"types": self.types}, "tensors": header}).encode()
        start = -(-(16 + len(text)) // 64) * 64
        new = Path(str(path) + ".new")
        with open(new, "wb") as f:
            f.write(b"DMCHMODL" + struct.pack("<II", 1, len(text)) + text + b"\0" * (start - 16 - len(text)))
            for a in tensors.values():
                f.write(a.tobytes() + b"\0" * (-a.nbytes % 64))
        new.rename(path)
        print(f"{path}: {len(kept)} features, {slots} slots, {Path(path).stat().st_size / 1e6:.1f} MB")

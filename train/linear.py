"""Multinomial logistic regression over readable features, and its file (src/nn/evidence.h, docs/model-format.md).

Groups of features that name a word ("l:reject") are also seen through that word's vector (train/word_vectors.py), so that a word never seen in
training is judged by its neighbours; in the file the vectors are gone, as what they add to a feature is added to its row. Rows of bytes, each with
a scale; a table of hashes with open addressing, read in place. Needs numpy, scipy.
"""
import argparse
import json
import random
import struct
from collections import Counter
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize

import model_file

WORD_VECTORS = Path(__file__).parent / "words.npz"
WORDS = 0.7  # what all words of the surroundings ("w:") count together, over the root of their number: kWords of src/what/evidence.cpp
CLASSES = 0.5  # how much it counts that a class of types is right, beside the type
STEPS, CLOSE = 400, 1e-6  # of the fit: most steps, and by which share of the loss the last must lessen it
LOAD, SMALLEST = 0.75, 0.1  # share of slots filled; rows with no larger weight are left out
SPARED = 1.1  # where so many times a smaller table's features remain, their smallest are left out too: larger tables leave the caches


def options(purpose, found, states=False, taught=False):
    """Command line of a trainer: what demarche-eval found, the annotated documents, word vectors, where the weights go if they are to ship, and the
    parser's states where they can take part."""
    a = argparse.ArgumentParser(description=purpose, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument(found)
    a.add_argument("annotated")
    a.add_argument("--words", default=WORD_VECTORS)
    if states:
        a.add_argument("--states", help="of demarche-eval acts --states: a network over these takes part (train/states.py)")
    if taught:
        a.add_argument("--taught", nargs=2, metavar=("KEYS", "SAYS"), help="what a transformer thinks (train/taught.py)")
    a.add_argument("--out")
    args = a.parse_args()
    if taught and args.taught:
        from taught import Taught
        args.taught = Taught(*args.taught)
    if states and args.states:
        from states import States  # needs torch, the rest doesn't
        args.states = States(args.states)
    return args


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


def softmax(z):
    p = np.exp(z - z.max(1, keepdims=True))
    return p / p.sum(1, keepdims=True)


class Linear:
    net = None  # over the states of some words (states.py)

    def __init__(self, types, groups, vectors, strength, least=2):
        """groups: {"l": 2.0, ...}, how much a word's vector counts; "w" is always one. vectors: file of word_vectors.py. strength: of the L2 penalty."""
        data = np.load(vectors)
        self.vectors = data["vectors"] * data["scale"]
        self.word = {w: i for i, w in enumerate(data["words"].tolist())}
        self.types, self.groups, self.strength, self.least = types, {**groups, "w": 1.0}, strength, least

    def matrix(self, rows):
        """(ones, words): what is said of each row, and for each group its words with their weights; both sparse, a row each."""
        names, known, seen_as = list(self.groups), self.word, self.seen_as
        ones, seen = ([], []), [([], [], []) for _ in names]
        for i, features in enumerate(rows):
            words = sum(f.startswith("w:") for f in features)
            for f in features:
                if f[0] == "@":  # words for states.py
                    continue
                if f not in seen_as:
                    group, _, word = f.partition(":")
                    seen_as[f] = self.number.get(f), names.index(group) if group in self.groups and word in known else None, known.get(word)
                k, g, word = seen_as[f]
                if k is not None:
                    ones[0].append(i)
                    ones[1].append(k)
                if g is not None:
                    for part, value in zip(seen[g], (i, word, WORDS / words ** 0.5 if names[g] == "w" else self.groups[names[g]])):
                        part.append(value)
        sparse = lambda at, columns, values, width: sp.csr_matrix((np.asarray(values, np.float32), (at, columns)), shape=(len(rows), width))
        return sparse(*ones, np.ones(len(ones[0])), len(self.number)), [sparse(at, columns, values, len(known)) for at, columns, values in seen]

    def fit(self, rows, labels, weights=None, at=None, states=None, soft=None, start=None, classes=()):
        """Least mean loss plus penalty, by L-BFGS (Liu and Nocedal 1989) over weights scaled by how often their feature is seen, without which it takes
        many times the steps and stops far from the least. With states: of what the network over them (at: rows' words) leaves. soft: probabilities of
        the types for each row [rows, types], in the place of its label. start: what they have before anything is learned, likewise.
        classes: the class of each type, for each way to class them; that the class is right counts CLASSES beside the type."""
        label = np.array([self.types.index(y) for y in labels])
        wanted = np.eye(len(self.types), dtype=np.float32)[label] if soft is None else soft.astype(np.float32)
        self.net, offset = None, start
        if states is not None:
            from states import StateNet
            self.net = StateNet(states, len(at[0]), len(self.types)).learn(np.array(at), rows, wanted, weights or [1.0] * len(rows))
            offset = self.net.sums(np.array(at))
            offset -= offset[:, :1]  # the same for all types changes nothing, and of two types the first has no weights
        count = Counter(f for features in rows for f in features if not f.startswith(("w:", "@")))
        self.number, self.seen_as = {f: i for i, f in enumerate(sorted(f for f, n in count.items() if n >= self.least))}, {}
        (ones, groups), dim = self.matrix(rows), self.vectors.shape[1]
        ones_t, groups_t = ones.T.tocsr(), [g.T.tocsr() for g in groups]
        present = np.unique(label)
        of = present[1:] if len(present) == 2 else present  # of two types the first has no weights
        weight = (np.ones(len(rows)) if weights is None else np.array(weights)).astype(np.float32)
        weight /= weight.sum()
        full = wanted[:, present]
        sides = [np.eye(max(c) + 1, dtype=np.float32)[np.array(c)[present]] for c in classes]  # [types, classes]
        size, penalty = len(self.number) + len(groups) * dim, self.strength / len(rows)
        often = np.concatenate([ones_t @ weight] + [(g_t.power(2) @ weight) @ self.vectors ** 2 for g_t in groups_t])
        scale = (1 / np.sqrt(penalty + 0.1 * often)).astype(np.float32)[:, None]

        def loss(flat):
            u = flat.astype(np.float32).reshape(size + 1, len(of))
            w, b = u[:-1] * scale, u[-1]
            z = self.scores(ones, groups, w, b)
            if offset is not None:
                z += offset[:, of]
            if len(of) < len(present):
                z = np.hstack([np.zeros_like(z[:, :1]), z])
            z -= z.max(1, keepdims=True)
            log = z - np.log(np.exp(z).sum(1, keepdims=True))
            p = np.exp(log)
            each, miss = (full * log).sum(1), p - full
            for side in sides:
                said, right = np.maximum(p @ side, 1e-30), full @ side
                each += CLASSES * (right * np.log(said)).sum(1)
                miss += CLASSES * p * (1 - (right / said) @ side.T)
            value = -float(weight @ each) + 0.5 * penalty * float((w.astype(np.float64) ** 2).sum())
            miss = miss[:, -len(of):] * weight[:, None]
            parts = [ones_t @ miss] + [self.vectors.T @ (g_t @ miss) for g_t in groups_t]
            gradient = (np.vstack(parts) + penalty * w) * scale
            return value, np.vstack([gradient, miss.sum(0)]).ravel().astype(np.float64)

        found = minimize(loss, np.zeros((size + 1) * len(of)), jac=True, method="L-BFGS-B", options={"maxiter": STEPS, "maxcor": 20, "ftol": CLOSE, "gtol": 0})
        u = found.x.astype(np.float32).reshape(size + 1, len(of))
        self.weights, self.bias = np.zeros((size, len(self.types)), np.float32), np.full(len(self.types), -20.0, np.float32)
        self.bias[present] = 0
        self.weights[:, of], self.bias[of] = u[:-1] * scale, u[-1]
        return self

    def scores(self, ones, groups, weights, bias):
        """What features and words add to the bias for each row and type."""
        n, dim = len(self.number), self.vectors.shape[1]
        z = ones @ weights[:n] + bias
        for k, g in enumerate(groups):
            z += g @ (self.vectors @ weights[n + k * dim:n + (k + 1) * dim])
        return z

    def sums(self, rows, at=None):
        """What everything adds to each type, [rows, types]."""
        z = self.scores(*self.matrix(rows), self.weights, self.bias)
        return z if self.net is None else z + self.net.sums(np.array(at))

    def probabilities(self, rows, at=None):
        return softmax(self.sums(rows, at))

    def table(self):
        """-> {feature: what it adds to each type}"""
        dim, table = self.vectors.shape[1], {}
        for g, (group, weight) in enumerate(self.groups.items()):
            first = len(self.number) + g * dim
            rows = (1.0 if group == "w" else weight) * self.vectors @ self.weights[first:first + dim]
            for word, i in self.word.items():
                table[f"{group}:{word}"] = rows[i]
        for f, i in self.number.items():
            table[f] = table.get(f, 0) + self.weights[i]
        return table

    def write(self, path, known=()):
        write(path, self.types, self.table(), self.bias, self.net, known)


def write(path, types, table, bias, net=None, known=(), smallest=SMALLEST):
    """table: {feature, or its key: what it adds to each type}. known: features that only say that they were seen ("gate:reject")."""
    centred = {f: row - row.mean() for f, row in table.items()}  # the same for all types changes nothing
    kept = {f: row for f, row in centred.items() if np.abs(row).max() >= smallest}
    room = int(LOAD * (1 << int(np.log2((len(kept) + len(known)) / LOAD)))) - len(known)
    if room < len(kept) <= SPARED * room:
        kept = dict(sorted(kept.items(), key=lambda item: -np.abs(item[1]).max())[:room])
    kept.update({f: np.zeros(len(types), np.float32) for f in known})
    slots = 1 << int(np.ceil(np.log2(len(kept) / LOAD)))
    keys, rows, scales = np.zeros(slots, np.uint64), np.zeros((slots, len(types)), np.int8), np.zeros(slots, np.float32)
    for f, row in kept.items():
        key = f if isinstance(f, int) else hash64(f)
        at = key & (slots - 1)
        while keys[at]:
            at = (at + 1) & (slots - 1)
        scale = max(float(np.abs(row).max()), 1e-8) / 127
        keys[at], rows[at], scales[at] = key, np.rint(row / scale), scale
    tensors = {"keys": keys, "rows": rows, "scale": scales, "bias": bias.astype(np.float32)}
    config, more = net.file() if net is not None else ({}, {})
    tensors.update(more)
    kind = {"uint64": "u64", "int8": "i8", "float32": "f32"}
    at, header = 0, {}
    for name, a in tensors.items():
        header[name] = {"dtype": kind[str(a.dtype)], "shape": list(a.shape), "offset": at}
        at += -(-a.nbytes // 64) * 64
    text = json.dumps({"language": "en", "config": config, "labels": {"types": types}, "tensors": header}).encode()
    start = -(-(16 + len(text)) // 64) * 64
    new = Path(str(path) + ".new")
    with open(new, "wb") as f:
        f.write(b"DMCHMODL" + struct.pack("<II", 1, len(text)) + text + b"\0" * (start - 16 - len(text)))
        for a in tensors.values():
            f.write(a.tobytes() + b"\0" * (-a.nbytes % 64))
    new.rename(path)
    print(f"{path}: {len(kept)} features, {slots} slots, {Path(path).stat().st_size / 1e6:.1f} MB")


def read(path):
    """Of write() -> ({key: what the feature adds to each type}, bias); without the network over states."""
    tensors = model_file.read(path)[1]
    keys, rows = tensors["keys"], tensors["rows"] * tensors["scale"][:, None]
    return {int(keys[i]): rows[i] for i in np.flatnonzero(keys)}, tensors["bias"]

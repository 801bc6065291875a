"""The classifier of relations (src/what/relation_model.h), from features that demarche-eval prints.

  demarche-eval relations --features plv-train.jsonl > plv.tsv
  python train/train_relation.py plv.tsv --words words.npz --news lines.jsonl lines.tsv [--news ...] --folds folds.txt           # five-fold cross-validation
  python train/train_relation.py plv.tsv --words words.npz --news lines.jsonl lines.tsv [--news ...] --out models/en/relation.bin   # trained on all
  python train/train_relation.py --words-of models/en/relation.bin --words words.npz    # its word vectors again, without the news they were made of

A line is a label and the features, tab-separated. The labels of PLV call CONCEDE and RETREAT both YIELD; here that is CONCEDE, and a claim decides
later. --news: lines of annotated claims (train/relation_lines.py) and their features. A model is fitted on those first; what it says, times NEWS, is where
the one on PLV starts from, and the file holds the sum of both. Given several times, a model each, and what they say in the mean; --besides: lines for each of them (relation_lines.py --besides). The features are best made with classifiers of acts and parties that have not seen the
document (--half of relation_lines.py), as those of PLV are. --folds writes each line's prediction by the model that has not seen it, for score_relations.py. --gsr FILE makes a JSONL for demarche-eval out of
PLOVER's gold records instead. Probabilities are calibrated by a temperature found on the held-out folds.
"""
import argparse
import json
import random
import struct
from collections import Counter
from pathlib import Path

import numpy as np
import scipy.sparse as sp
import torch
import torch.nn.functional as F
from scipy.optimize import minimize

TYPES = "ACCUSE AGREE AID ASSAULT COERCE CONCEDE CONSULT COOPERATE MOBILIZE PROTEST REJECT REQUEST SANCTION SUPPORT THREATEN".split()
OLD = {"YIELD": "CONCEDE", "RETREAT": "CONCEDE", "DISAPPROVE": "ACCUSE", "DEMAND": "REQUEST", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
GROUPS = {"p": 2.0, "k": 1.0, "w": 1.0, "m": 2.0, "b": 2.0}  # groups of words whose mean vector is seen, and how much
QUAD = dict(AGREE=0, CONSULT=0, SUPPORT=0, COOPERATE=1, AID=1, CONCEDE=1, REQUEST=2, ACCUSE=2, REJECT=2, THREATEN=2, PROTEST=3, SANCTION=3, MOBILIZE=3,
            COERCE=3, ASSAULT=3)
CLASSES = 0.5  # how much it counts that the quad class is right, and that cooperation is told from conflict, beside the type
HALF = {"te", "se", "s", "t"}                                # who the parties are counts less than what is said of them
L2, NEWS_L2, BALANCE, LEAST, FOLDS, SEED = 1.0, 4.0, 0.6, 2, 5, 7
NEWS, NEWS_LEAST = 0.7, 3   # how much of what the annotated news says is kept, and how often a feature has to be seen there
STEPS, CLOSE = 150, 1e-5    # of the fit: most steps, and by which share of the loss the last must lessen it
SMALLEST = 0.028            # rows with no larger weight are left out of the file


def load(paths):
    rows = []
    for path in paths:
        for line in open(path, encoding="utf-8"):
            label, *features = line.rstrip("\n").split("\t")
            rows.append((OLD.get(label, label), features))
    return rows


class Words:
    def __init__(self, path):
        data = np.load(path)
        self.names = data["words"].tolist()
        scale = np.maximum(np.abs(data["vectors"]).max(axis=1), 1e-8) / 127
        self.rounded, self.scale = np.rint(data["vectors"] / scale[:, None]).astype(np.int8), scale.astype(np.float32)
        self.vectors = self.rounded * self.scale[:, None]
        self.number = {w: i for i, w in enumerate(self.names)}

    def means(self, rows):
        dim = self.vectors.shape[1]
        out = np.zeros((len(rows), len(GROUPS) * dim), np.float32)
        for r, (_, features) in enumerate(rows):
            for g, (group, weight) in enumerate(GROUPS.items()):
                at = [self.number[f[len(group) + 1:]] for f in features if f.startswith(group + ":") and f[len(group) + 1:] in self.number]
                if at:
                    out[r, g * dim:(g + 1) * dim] = weight * self.vectors[at].sum(0) / len(at) ** 0.5
        return out


class Model:
    def __init__(self, rows, words, weights=None, least=LEAST, prior=None, strength=L2):
        """weights: of the rows, one each if none are given. prior: a model whose logits, times NEWS, these ones are added to."""
        count = Counter(f for _, features in rows for f in features)
        self.names = sorted(f for f, n in count.items() if n >= least)
        self.number = {f: i for i, f in enumerate(self.names)}
        self.words, self.temperature, self.prior = words, 1.0, prior
        label = np.array([TYPES.index(t) for t, _ in rows])
        weights = np.ones(len(rows), np.float32) if weights is None else np.array(weights, np.float32)
        share = np.bincount(label, weights, len(TYPES))
        weight = (((weights.sum() / len(TYPES) / np.maximum(share, 1e-9)) ** BALANCE)[label] * weights).astype(np.float32)
        start = NEWS * prior.logits(rows) if prior else np.zeros((len(rows), len(TYPES)), np.float32)
        self.fit(self.sparse(rows), words.means(rows), label, weight, start, strength)

    def fit(self, sparse, dense, label, weight, start, strength):
        """Least loss plus penalty, by L-BFGS over weights scaled by how often their feature is seen, as in train/linear.py."""
        turned, size, n = sparse.T.tocsr(), sparse.shape[1] + dense.shape[1], sparse.shape[1]
        often = np.concatenate([turned.power(2) @ weight, (dense ** 2).T @ weight])
        penalty = np.float32([strength] * size + [0])[:, None]  # the last is the bias
        scale = 1 / np.sqrt(penalty + 0.1 * np.append(often, weight.sum()).astype(np.float32)[:, None])
        at, quad = np.arange(len(label)), np.array([QUAD[t] for t in TYPES])
        sums = [(classes[None] == classes[label][:, None]).astype(np.float32) for classes in (quad, quad // 2)]

        def loss(flat):
            u = flat.astype(np.float32).reshape(size + 1, len(TYPES))
            w = u * scale
            z = sparse @ w[:n] + dense @ w[n:-1] + w[-1] + start
            z -= z.max(1, keepdims=True)
            p = np.exp(z)
            p /= p.sum(1, keepdims=True)
            value, miss = -np.log(np.maximum(p[at, label], 1e-30)), p * (1 + CLASSES * len(sums))
            miss[at, label] -= 1
            for same in sums:
                part = p * same
                total = np.maximum(part.sum(1, keepdims=True), 1e-30)
                value = value - CLASSES * np.log(total[:, 0])
                miss -= CLASSES * part / total
            miss *= weight[:, None]
            gradient = (np.vstack([turned @ miss, dense.T @ miss, miss.sum(0)]) + 2 * penalty * w) * scale
            return float(weight.astype(np.float64) @ value) + float((penalty * w.astype(np.float64) ** 2).sum()), gradient.ravel().astype(np.float64)

        found = minimize(loss, np.zeros((size + 1) * len(TYPES)), jac=True, method="L-BFGS-B",
                         options={"maxiter": STEPS, "maxcor": 10, "ftol": CLOSE, "gtol": 0})
        w = found.x.astype(np.float32).reshape(size + 1, len(TYPES)) * scale
        self.w, self.d, self.b = w[:n], w[n:-1], w[-1]

    @staticmethod
    def factor(feature):
        return 0.5 if feature.split(":")[0] in HALF else 1.0

    def sparse(self, rows):
        at = [(r, self.number[f], self.factor(f)) for r, (_, features) in enumerate(rows) for f in features if f in self.number]
        r, c, v = zip(*at)
        return sp.csr_matrix((np.array(v, np.float32), (r, c)), shape=(len(rows), len(self.names)))

    def logits(self, rows):
        own = self.sparse(rows) @ self.w + self.b + self.words.means(rows) @ self.d
        return own + NEWS * self.prior.logits(rows) if self.prior else own

    def summed(self):
        """-> ({feature: weights}, bias, weights of the vectors), the prior's added."""
        rows = {f: self.factor(f) * w for f, w in zip(self.names, self.w)}
        bias, dense = self.b, self.d
        if self.prior:
            other, other_bias, other_dense = self.prior.summed()
            for f, w in other.items():
                rows[f] = rows.get(f, 0.0) + NEWS * w
            bias, dense = bias + NEWS * other_bias, dense + NEWS * other_dense
        return rows, bias, dense

    def write(self, path):
        t = self.temperature
        dim = self.words.vectors.shape[1]
        rows, bias, dense = self.summed()
        names = sorted(f for f, w in rows.items() if np.abs(w).max() >= SMALLEST)
        weights = np.stack([rows[f] for f in names]) / t
        scale = np.abs(weights).max(axis=1) / 127
        group = np.repeat(np.array(list(GROUPS.values()), np.float32), dim)[:, None]
        tensors = {"weights": np.rint(weights / scale[:, None]).astype(np.int8), "scale": scale, "bias": bias[None] / t, "dense": dense * group / t,
                   "vectors": self.words.rounded, "vector_scale": self.words.scale}
        labels = {"types": TYPES, "groups": list(GROUPS), "features": names, "words": self.words.names}
        at, table = 0, {}
        for name, a in tensors.items():
            a = tensors[name] = np.ascontiguousarray(a, np.int8 if a.dtype == np.int8 else np.float32)
            table[name] = {"dtype": "i8" if a.dtype == np.int8 else "f32", "shape": list(a.shape), "offset": at}
            at += -(-a.nbytes // 64) * 64
        header = json.dumps({"language": "en", "config": {"dim": dim}, "labels": labels, "tensors": table}).encode()
        start = -(-(16 + len(header)) // 64) * 64
        with open(str(path) + ".new", "wb") as f:
            f.write(b"DMCHMODL" + struct.pack("<II", 1, len(header)) + header + b"\0" * (start - 16 - len(header)))
            for a in tensors.values():
                f.write(a.tobytes() + b"\0" * (-a.nbytes % 64))
        Path(str(path) + ".new").rename(path)


def news(pairs, words):
    """The model of annotated news: (lines of train/relation_lines.py, their features), all in one."""
    weights = [json.loads(line)["weight"] for lines, _ in pairs for line in open(lines, encoding="utf-8")]
    return Model(load(features for _, features in pairs), words, weights, NEWS_LEAST, strength=NEWS_L2)


class Mean:
    """What several models of news say in the mean: the mean of their weights, as a model of each is linear."""

    def __init__(self, models):
        self.models = models

    def logits(self, rows):
        return sum(m.logits(rows) for m in self.models) / len(self.models)

    def summed(self):
        rows, parts = {}, [m.summed() for m in self.models]
        for names, _, _ in parts:
            for f, w in names.items():
                rows[f] = rows.get(f, 0.0) + w / len(parts)
        return rows, sum(p[1] for p in parts) / len(parts), sum(p[2] for p in parts) / len(parts)


def cross_validate(rows, words, extra, prior):
    """-> logits of each row by a model that has not seen it, temperature that fits them best."""
    order = list(range(len(rows)))
    random.Random(SEED).shuffle(order)
    out = torch.zeros(len(rows), len(TYPES))
    for k in range(FOLDS):
        held = set(order[k::FOLDS])
        model = Model([r for i, r in enumerate(rows) if i not in held] + extra, words, prior=prior)
        at = sorted(held)
        out[at] = torch.from_numpy(model.logits([rows[i] for i in at]))
    label = torch.tensor([TYPES.index(t) for t, _ in rows])
    temperature = min((0.5 + 0.05 * i for i in range(60)), key=lambda t: float(F.cross_entropy(out / t, label)))
    return out, temperature


def decide(probabilities):
    """The likeliest type of the likeliest quad class of the likelier side, as src/what/relate.cpp has it."""
    quad = torch.tensor([QUAD[t] for t in TYPES])
    sums = torch.stack([probabilities[:, quad == k].sum(1) for k in range(4)], 1)
    conflict = (sums[:, 2:].sum(1) > sums[:, :2].sum(1)).long() * 2
    best = conflict + (sums.gather(1, conflict[:, None] + 1)[:, 0] > sums.gather(1, conflict[:, None])[:, 0]).long()
    return (probabilities * (quad[None] == best[:, None])).max(1)


def recover(path, out):
    """The word vectors that a model holds."""
    data = Path(path).read_bytes()
    size = struct.unpack("<II", data[8:16])[1]
    header, start = json.loads(data[16:16 + size]), -(-(16 + size) // 64) * 64

    def tensor(name, kind):
        t = header["tensors"][name]
        return np.frombuffer(data, kind, int(np.prod(t["shape"])), start + t["offset"]).reshape(t["shape"])

    np.savez(out, words=np.array(header["labels"]["words"]), vectors=tensor("vectors", np.int8) * tensor("vector_scale", np.float32).reshape(-1, 1))


def gsr(path):
    for line in open(path, encoding="utf-8"):
        record = json.loads(line)
        spans = {}
        for side in ("source", "target"):
            actors = record.get(side)
            found = [(a["actorText"], record["text"].find(a["actorText"])) for a in actors if isinstance(a, dict)] if isinstance(actors, list) else []
            spans[side + "_spans"] = [[at, at + len(name)] for name, at in found if at >= 0]
        if spans["source_spans"] and OLD.get(record["event"], record["event"]) in TYPES:
            print(json.dumps({"text": record["text"], "root": record["event"], **spans}))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("features", nargs="*")
    ap.add_argument("--extra", nargs="*", default=[], help="features of further lines: learned from in every fold, never scored")
    ap.add_argument("--news", nargs=2, action="append", metavar=("LINES", "FEATURES"), help="may be given several times, a model each")
    ap.add_argument("--besides", nargs=2, action="append", default=[], metavar=("LINES", "FEATURES"), help="further lines that every model of --news learns from")
    ap.add_argument("--words")
    ap.add_argument("--folds")
    ap.add_argument("--out")
    ap.add_argument("--gsr")
    ap.add_argument("--words-of")
    args = ap.parse_args()
    if args.gsr:
        return gsr(args.gsr)
    if args.words_of:
        return recover(args.words_of, args.words)
    torch.set_num_threads(1)
    rows, extra, words = load(args.features), load(args.extra), Words(args.words)
    prior = Mean([news([n, *args.besides], words) for n in args.news]) if args.news else None
    logits, temperature = cross_validate(rows, words, extra, prior)
    sure = decide(F.softmax(logits / temperature, 1))
    right = sure.indices == torch.tensor([TYPES.index(t) for t, _ in rows])
    print(f"held out: accuracy {right.float().mean():.3f}, temperature {temperature:.2f}")
    for low in (0.0, 0.5, 0.7, 0.9):
        at = (sure.values >= low) & (sure.values < {0.0: 0.5, 0.5: 0.7, 0.7: 0.9, 0.9: 1.1}[low])
        if at.any():
            print(f"  confidence from {low}: {int(at.sum())} lines, mean {sure.values[at].mean():.2f}, right {right[at].float().mean():.2f}")
    if args.folds:
        Path(args.folds).write_text("".join(TYPES[i] + "\n" for i in sure.indices))
    if args.out:
        model = Model(rows + extra, words, prior=prior)
        model.temperature = temperature
        model.write(args.out)


if __name__ == "__main__":
    main()

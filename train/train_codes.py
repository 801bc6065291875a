"""Which sector and country the parties of acts have (src/who/coding.h): models/en/sectors.bin and lands.bin.

  demarche-eval acts --codes annotated.jsonl > codes.jsonl && python train/train_codes.py codes.jsonl annotated.jsonl [--out models/en]

Learned from claims that were annotated with codes (they have a "source" field): a party's code is that of the best match of its span in the annotated
claim whose trigger the act's meets. Countries are chosen among those that the text offers by a conditional logit: one weight a feature, the highest sum
wins. Without --out: trained on four fifths of the documents, with figures on the last, for several thresholds (kSector, kLand of src/who/coding.cpp).
"""
import json

import numpy as np
import scipy.sparse as sp
from collections import Counter
from scipy.optimize import minimize

from linear import Linear, fifths, options
from train_acts import overlap, pair

TYPES = ["-", "GOV", "CVL", "MIL", "REB", "PTY", "BUS", "LEG", "JRN", "COP", "JUD", "ELI", "CRM", "REL", "REF", "EDU", "OPP", "SOC", "LAB", "MED", "SPY", "PRE", "UAF", "AGR"]
ROLES = {"a": "actor", "r": "recipient", "s": "source"}
GROUPS = {"h": 1.0, "l": 0.5, "t": 0.5, "g": 0.5}
STRENGTH, LAND_STRENGTH = 4.0, 8.0


def split(code):
    country, _, sector = code.partition(" ")
    return "" if country.startswith("-") else country, sector or "-"


def load(codes, annotated):
    """-> {document: [party]}: features, lands, the rules' country and sector, the annotated ones."""
    gold = {d["doc"]: d["claims"] for d in map(json.loads, open(annotated, encoding="utf-8")) if any("source" in c for c in d.get("claims", []))}
    out = {}
    for d in map(json.loads, open(codes, encoding="utf-8")):
        if d["doc"] not in gold:
            continue
        claims = {}
        for p in d["parties"]:
            claims.setdefault(p["claim"], {"span": p["trigger"], "event": p["event"], "taken": True, "parties": []})["parties"].append(p)
        claims, out[d["doc"]] = list(claims.values()), []
        for i, j in pair(gold[d["doc"]], claims):
            for p in claims[j]["parties"]:
                near = [e for e in gold[d["doc"]][i].get(ROLES[p["role"]], []) if overlap(e["span"], p["span"]) and "code" in e]
                if near:
                    best = max(near, key=lambda e: overlap(e["span"], p["span"]))
                    country, sector = split(best["code"])
                    own = split(p["code"])
                    out[d["doc"]].append({**p, "own": own, "gold": (country, sector)})
    return out


def kind(sector):
    return sector[:3] if sector[:3] in TYPES else None


class Lands:
    """Conditional logit over candidates."""

    def fit(self, parties):
        parties = [p for p in parties if any(c == p["gold"][0] for c, _ in p["lands"])]
        count = Counter(f for p in parties for _, features in p["lands"] for f in features)
        self.number = {f: i for i, f in enumerate(sorted(f for f, n in count.items() if n >= 4))}
        rows, starts, right = [], [0], []
        for p in parties:
            for c, features in p["lands"]:
                if c == p["gold"][0]:
                    right.append(len(rows))
                rows.append(features)
            starts.append(len(rows))
        x = self.matrix(rows)
        starts, right = np.array(starts[:-1]), np.array(right)
        of = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(rows))))

        def loss(w):
            z = x @ w
            z -= np.maximum.reduceat(z, starts)[of]
            e = np.exp(z)
            p = e / np.add.reduceat(e, starts)[of]
            g = p.copy()
            g[right] -= 1
            return -np.log(p[right] + 1e-12).sum() + LAND_STRENGTH / 2 * (w @ w), x.T @ g + LAND_STRENGTH * w

        self.weights = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
        return self

    def matrix(self, rows):
        at = [(i, self.number[f]) for i, features in enumerate(rows) for f in features if f in self.number]
        i, k = zip(*at)
        return sp.csr_matrix((np.ones(len(at)), (i, k)), shape=(len(rows), len(self.number)))

    def choose(self, party):
        """-> the likeliest country, its probability, that of the rules' own"""
        z = np.array([sum(self.weights[self.number[f]] for f in features if f in self.number) for _, features in party["lands"]])
        p = np.exp(z - z.max())
        p /= p.sum()
        best = int(p.argmax())
        return party["lands"][best][0], p[best], max((q for q, (c, _) in zip(p, party["lands"]) if c == party["own"][0]), default=0)

    def write(self, path, vectors):
        model = Linear(["no", "yes"], {}, vectors, 1)
        model.groups = {}
        model.number, model.bias = self.number, np.zeros(2, np.float32)
        model.weights = np.stack([np.zeros_like(self.weights), self.weights], 1).astype(np.float32)
        model.write(path, smallest=0.02)


def train_sectors(parties, vectors):
    parties = [p for p in parties if p["features"] and kind(p["gold"][1])]
    return Linear(TYPES, GROUPS, vectors, STRENGTH).fit([p["features"] for p in parties], [kind(p["gold"][1]) for p in parties])


def main():
    args = options(__doc__, "codes")
    docs = load(args.codes, args.annotated)
    if args.out:
        parties = [p for d in docs.values() for p in d]
        train_sectors(parties, args.words).write(args.out + "/sectors.bin")
        Lands().fit(parties).write(args.out + "/lands.bin", args.words)
        return
    held, rest = ([p for n in names for p in docs[n]] for names in fifths(docs))
    sectors, lands = train_sectors(rest, args.words), Lands().fit(rest)
    chances = sectors.probabilities([p["features"] for p in held])
    chosen = [lands.choose(p) if p["lands"] else None for p in held]
    right = lambda coded: "country %.4f, sector %.4f, both %.4f" % tuple(
        sum(same(c, p["gold"]) for c, p in zip(coded, held)) / len(held) for same in (lambda c, g: c[0] == g[0], lambda c, g: c[1] == g[1], lambda c, g: c == g))
    print(len(held), "parties; rules alone:", right([p["own"] for p in held]))
    for margin in (0, 0.1, 0.2, 0.3, 0.5):
        coded = []
        for p, q, l in zip(held, chances, chosen):
            country, sector = p["own"]
            if p["features"] and kind(sector) and q.max() > q[TYPES.index(kind(sector))] + margin:
                sector = TYPES[int(q.argmax())]
            if l and l[1] > l[2] + margin:
                country = l[0]
            coded.append((country, sector))
        print(f"margin {margin}:", right(coded))


if __name__ == "__main__":
    main()

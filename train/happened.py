"""Fits languages/en/happened_degrees.tsv: what each finding of the status algebra weighs in the degree of factuality.

    demarche-eval factuality --findings uds_ih2-train.jsonl > findings.tsv      # value, finding, finding, ...
    python train/happened.py findings.tsv languages/en/happened_degrees.tsv

Two ridge regressions by conjugate gradients: on the value itself (`realised`), and on what is left of it when the mean of the act's
status is taken away (`within`). Findings seen fewer than MIN_COUNT times are left out. Needs numpy; a minute on one core.
"""
import sys
from collections import Counter, defaultdict

import numpy as np

MIN_COUNT = 5
PENALTY = 20.0


def read(path):
    values, findings = [], []
    for line in open(path, encoding="utf-8"):
        value, *found = line.rstrip("\n").split("\t")
        values.append(float(value))
        findings.append(sorted(set(found)))
    return np.array(values), findings


def ridge(rows, columns, y, n_columns, free):
    """argmin |Xw - y|^2 + PENALTY |w|^2 for the 0/1 matrix X with ones at (rows, columns); column `free` is not punished."""
    penalty = np.full(n_columns, PENALTY)
    penalty[free] = 1e-3
    product = lambda w: np.bincount(rows, w[columns], len(y))
    transposed = lambda v: np.bincount(columns, v[rows], n_columns)
    w, r = np.zeros(n_columns), transposed(y)
    p, rs = r.copy(), r @ r
    for _ in range(300):
        ap = transposed(product(p)) + penalty * p
        step = rs / (p @ ap)
        w += step * p
        r -= step * ap
        new = r @ r
        if new < 1e-8 * len(y):
            break
        p, rs = r + new / rs * p, new
    return w


def main(source, target):
    values, findings = read(source)
    counts = Counter(f for found in findings for f in found)
    names = sorted(f for f in counts if counts[f] >= MIN_COUNT)
    at = {name: i for i, name in enumerate(names)}
    pairs = [(i, at[f]) for i, found in enumerate(findings) for f in found if f in at]
    rows, columns = np.array(pairs).T
    by_status = defaultdict(list)
    status = [next(f for f in found if f.startswith("status ")) for found in findings]
    for s, v in zip(status, values):
        by_status[s].append(v)
    mean = {s: float(np.mean(v)) for s, v in by_status.items()}
    realised = ridge(rows, columns, values, len(names), at["bias"])
    within = ridge(rows, columns, values - np.array([mean[s] for s in status]), len(names), at["bias"])
    with open(target, "w", encoding="utf-8") as out:
        out.write("# fitted by train/happened.py on UDS-IH2 (White et al. 2016, CC BY-SA 4.0), train part; finding, weight within its status, weight in the realised degree\n")
        for name, a, b in zip(names, within, realised):
            out.write(f"{name}\t{a:.4f}\t{b:.4f}\n")
    print(f"{len(values)} events, {len(names)} findings; means of the statuses:", {s: round(m, 2) for s, m in mean.items()})


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])

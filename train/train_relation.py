"""The classifier of relations (src/what/relate.cpp): models/en/relation.bin, from features that demarche-eval prints.

  demarche-eval relations --features plv-train.jsonl > plv.tsv
  python train/train_relation.py plv.tsv --news lines.jsonl lines.tsv [--taught relations_taught.npz] --folds folds.txt [--out models/en/relation.bin]

A line is a label and the features, tab-separated. The labels of PLV call CONCEDE and RETREAT both YIELD; here that is CONCEDE, and a claim decides
later. --news: lines of annotated claims (train/relation_lines.py) and their features; a model is fitted on those first, and the one on PLV starts from
what it says; the file holds the sum of both. --taught: what a transformer thinks of those lines (train/teach_claims.py, train/taught.py), which counts
instead of their labels; for each fold one that has not seen it. --extra: features of further lines like those of PLV, learned from in every fold.
--earlier FILE: the file holds the mean of these and those weights. --folds writes each line's prediction by the model that has not seen it, for score_relations.py. --gsr FILE makes a JSONL for demarche-eval out of
PLOVER's gold records instead. Probabilities are calibrated by a temperature found on the held-out folds.
"""
import argparse
import json
import multiprocessing
import random
from pathlib import Path

import numpy as np

import linear

TYPES = "ACCUSE AGREE AID ASSAULT COERCE CONCEDE CONSULT COOPERATE MOBILIZE PROTEST REJECT REQUEST SANCTION SUPPORT THREATEN".split()
OLD = {"YIELD": "CONCEDE", "RETREAT": "CONCEDE", "DISAPPROVE": "ACCUSE", "DEMAND": "REQUEST", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
GROUPS = {"p": 2.0, "k": 1.0, "m": 2.0, "b": 2.0, "a": 0.3}  # groups of words that are seen through their vectors too, and how much
QUAD = dict(AGREE=0, CONSULT=0, SUPPORT=0, COOPERATE=1, AID=1, CONCEDE=1, REQUEST=2, ACCUSE=2, REJECT=2, THREATEN=2, PROTEST=3, SANCTION=3, MOBILIZE=3,
            COERCE=3, ASSAULT=3)
CLASSES = [[QUAD[t] for t in TYPES], [QUAD[t] // 2 for t in TYPES]]
STRENGTH, NEWS_STRENGTH, BALANCE, LEAST, NEWS_LEAST, FOLDS, SEED = 2.0, 6.0, 0.6, 2, 3, 5, 7
CLAIMS, HIDDEN = {"c", "cs", "cz", "czs", "cj", "cc", "top", "why", "mode"}, 0.8  # features of claims, and the share of news' lines that do without: there
# the claims are by classifiers that have seen the document, surer than they are elsewhere
OWN = 0.7  # how much what PLV adds to what news says is kept
EARLIER = 0.65  # share of the earlier weights in the mean that ships
SMALLEST = 0.08  # rows with no larger weight are left out of the file


def load(path):
    """-> ([type], [[feature]]) of its lines"""
    rows = [line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8")]
    return [OLD.get(r[0], r[0]) for r in rows], [r[1:] for r in rows]


def one_hot(labels):
    return np.eye(len(TYPES), dtype=np.float32)[[TYPES.index(t) for t in labels]]


def fit(rows, wanted, weights, words, strength, least, start=None):
    """wanted: probabilities of the types, [rows, types]. Types that are rarer count more."""
    share = (wanted * weights[:, None]).sum(0)
    rarity = (weights.sum() / len(TYPES) / np.maximum(share, 1e-9)) ** BALANCE
    return linear.Linear(TYPES, GROUPS, words, strength, least).fit(rows, [TYPES[i] for i in wanted.argmax(1)], weights * (wanted @ rarity), soft=wanted,
                                                                    start=start, classes=CLASSES)


class Sum:
    """A model of news and one of PLV that starts from what that says."""

    def __init__(self, news, labels, rows, words):
        self.news = news
        self.own = fit(rows, one_hot(labels), np.ones(len(rows), np.float32), words, STRENGTH, LEAST, news and news.sums(rows))

    def sums(self, rows):
        return OWN * self.own.sums(rows) + (self.news.sums(rows) if self.news else 0)

    def write(self, path, temperature, earlier):
        """earlier: a file of weights, of which the mean is taken; None for these alone."""
        share = EARLIER if earlier else 0
        parts = [(linear.read(earlier), share)] if earlier else []
        for model, weight in ((self.own, OWN), *([(self.news, 1)] if self.news else [])):
            parts.append((({linear.hash64(f): row for f, row in model.table().items()}, model.bias), (1 - share) * weight / temperature))
        table, bias = {}, 0
        for (rows, offset), weight in parts:
            for key, row in rows.items():
                table[key] = table.get(key, 0) + weight * row
            bias = bias + weight * offset
        linear.write(path, TYPES, table, bias, smallest=SMALLEST)


def folds(count):
    """Numbers of the lines that each fold holds out."""
    order = list(range(count))
    random.Random(SEED).shuffle(order)
    return [sorted(order[k::FOLDS]) for k in range(FOLDS)]


def decide(p):
    """-> (probability, number) of the likeliest type of the likeliest quad class of the likelier side, as src/what/relate.cpp has it."""
    quad = np.array(CLASSES[0])
    sums = np.stack([p[:, quad == k].sum(1) for k in range(4)], 1)
    side = 2 * (sums[:, 2:].sum(1) > sums[:, :2].sum(1))
    at = np.arange(len(p))
    best = side + (sums[at, side + 1] > sums[at, side])
    inside = p * (quad[None] == best[:, None])
    return inside.max(1), inside.argmax(1)


def at_once(work, numbers, processes):
    """[work(n) for n in numbers], in processes that share what is loaded: forked, as functions within functions cannot be sent to others."""
    global _work
    _work = work
    if processes == 1:
        return [work(n) for n in numbers]
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        return pool.map(_call, numbers, chunksize=1)


def _call(n):
    return _work(n)


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
    ap.add_argument("features", nargs="?")
    ap.add_argument("--extra")
    ap.add_argument("--news", nargs=2, metavar=("LINES", "FEATURES"))
    ap.add_argument("--taught")
    ap.add_argument("--earlier", help="weights to take the mean with")
    ap.add_argument("--processes", type=int, default=1, help="models of news learned at a time; each takes three gigabytes")
    ap.add_argument("--words", default=linear.WORD_VECTORS)
    ap.add_argument("--folds")
    ap.add_argument("--out")
    ap.add_argument("--gsr")
    args = ap.parse_args()
    if args.gsr:
        return gsr(args.gsr)
    labels, rows = load(args.features)
    more_labels, more = load(args.extra) if args.extra else ([], [])
    taught = wanted = None
    if args.news:
        lines = [json.loads(line) for line in open(args.news[0], encoding="utf-8")]
        news_labels, news_rows = load(args.news[1])
        chance = random.Random(SEED)
        news_rows = [[f for f in r if f.split(":")[0] not in CLAIMS] if chance.random() < HIDDEN else r for r in news_rows]
        wanted, weights = one_hot(news_labels), np.array([line["weight"] for line in lines], np.float32)
    if args.taught:
        from taught import of_lines
        taught = of_lines(args.taught, lines, wanted)

    def news(fold):
        """The model of news whose teacher has not seen this fold of PLV; of FOLDS it has seen all."""
        return args.news and fit(news_rows, wanted if taught is None else taught[fold], weights, args.words, NEWS_STRENGTH, NEWS_LEAST)

    which = range(FOLDS + 1) if args.out else range(FOLDS)
    first = [news(FOLDS)] * len(which) if taught is None else at_once(news, which, args.processes)
    sums = np.zeros((len(rows), len(TYPES)))
    for k, held in enumerate(folds(len(rows))):
        out = set(held)
        model = Sum(first[k], [y for i, y in enumerate(labels) if i not in out] + more_labels, [r for i, r in enumerate(rows) if i not in out] + more, args.words)
        sums[held] = model.sums([rows[i] for i in held])
    label = np.array([TYPES.index(y) for y in labels])
    loss = lambda t: -np.log(linear.softmax(sums / t)[np.arange(len(label)), label]).mean()
    temperature = min((0.5 + 0.05 * i for i in range(60)), key=loss)
    sure, said = decide(linear.softmax(sums / temperature))
    print(f"held out: accuracy {(said == label).mean():.3f}, temperature {temperature:.2f}")
    for low, high in ((0.0, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.1)):
        at = (sure >= low) & (sure < high)
        if at.any():
            print(f"  confidence from {low}: {int(at.sum())} lines, mean {sure[at].mean():.2f}, right {(said == label)[at].mean():.2f}")
    if args.folds:
        Path(args.folds).write_text("".join(TYPES[i] + "\n" for i in said))
    if args.out:
        Sum(first[-1], labels + more_labels, rows + more, args.words).write(args.out, temperature, args.earlier)


if __name__ == "__main__":
    main()

"""From treebanks to a parser: trains all heads at once, keeps an average of the weights, saves the best by LAS on dev, resumes from checkpoints.

  python train/train.py --work build/train --epochs 30 [--pretrained build/train/pretrained.pt]
"""
import argparse
import math
import random
import time
from collections import Counter
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from features import Rows, apply_rule, lemma_rule
from model import Parser, half
from treebank import KINDS, demonyms, sentences

LABELS = {"upos": 1.0, "xpos": 0.5, "feats": 0.3, "lemma": 0.5, "name": 0.7}  # and how much each counts
ARCS, RELATIONS = 1.5, 1.0


def label_sets(train):
    count = {k: Counter() for k in [*LABELS, "relation"]}
    for s in train:
        count["upos"].update(s.upos), count["xpos"].update(s.xpos), count["feats"].update(s.feats), count["relation"].update(s.relations)
        count["lemma"].update(lemma_rule(f, l) for f, l in zip(s.forms, s.lemmas) if l != "_")
    least = {"upos": 1, "xpos": 1, "feats": 3, "lemma": 3, "relation": 1}
    labels = {k: sorted(v for v, n in count[k].items() if n >= m and v != "_" or v == "_" and k == "feats") for k, m in least.items()}
    labels["name"] = ["O"] + [p + k for k in KINDS for p in ("B-", "I-")]
    return labels


class Coded:
    """A sentence as numbers: rows of features [n, 6], as it stands and in the other case, labels of each kind (-1: none), heads (-1: root)."""

    def __init__(self, s, rows, index):
        self.s, self.n, self.heads = s, len(s.forms), np.array(s.heads)
        self.ids, self.other = np.array(rows.sentence(s.forms)), np.array(rows.sentence(s.forms, True))
        self.bucket = np.array([rows.bucket(f) for f in s.forms])
        get = lambda k, values: np.array([index[k].get(v, -1) for v in values])
        self.y = {"upos": get("upos", s.upos), "xpos": get("xpos", s.xpos), "feats": get("feats", s.feats),
                  "lemma": get("lemma", map(lemma_rule, s.forms, s.lemmas)), "name": get("name", s.names) if s.names else np.full(self.n, -1)}
        self.relation = get("relation", s.relations)


def batch(coded, zero, noise):
    """-> rows of all tokens, number of their sentence, place [B, T] of the token in it (-1 beyond its end); noise: drop words and case as in
    unknown words and wires."""
    ids = torch.from_numpy(np.concatenate([c.other if noise and random.random() < 0.08 else c.ids for c in coded]).astype(np.int64))
    if noise:
        bucket = torch.from_numpy(np.concatenate([c.bucket for c in coded]).astype(np.int64))
        ids[:, 0] = torch.where(torch.rand(len(ids)) < 0.04, bucket, ids[:, 0])
        ids = torch.where(torch.rand(ids.shape) < torch.tensor([0.08] + [0.03] * 5), zero, ids)
    lengths = torch.tensor([c.n for c in coded])
    first = lengths.cumsum(0) - lengths
    i = torch.arange(int(lengths.max()))
    place = torch.where(i < lengths[:, None], first[:, None] + i, -1)
    return ids, torch.repeat_interleave(torch.arange(len(coded)), lengths), place


def loss_of(model, coded, noise=True):
    ids, sentence, place = batch(coded, model.encoder.zero, noise)
    with half():
        o = model.heads(model.encode(ids, sentence, place))
        arcs = model.arcs(o, place)
    flattened = lambda parts: torch.from_numpy(np.concatenate(parts).astype(np.int64))
    gold = {**{k: flattened([c.y[k] for c in coded]) for k in LABELS}, "heads": flattened([c.heads for c in coded]), "relation": flattened([c.relation for c in coded])}
    return gold_loss(model, {k: v.float() for k, v in o.items()}, arcs, place, gold)


def gold_loss(model, o, arcs, place, gold):
    """o, arcs: what the heads say; place as in batch(); gold: labels of the words (-1: none), "heads" within the sentence (-1: root), "relation"."""
    total, inside = 0, place >= 0
    for k, weight in LABELS.items():
        if (gold[k] >= 0).any():
            total = total + weight * F.cross_entropy(o[k].float(), gold[k], ignore_index=-1)
    heads = gold["heads"]
    total = total + ARCS * F.cross_entropy(arcs[inside].float(), torch.where(heads < 0, place.shape[1], heads))
    first = torch.repeat_interleave(place[:, 0], inside.sum(1))
    relations = model.relations(o, place[inside], torch.where(heads < 0, -1, first + heads))
    return total + RELATIONS * F.cross_entropy(relations.float(), gold["relation"], ignore_index=-1)


@torch.no_grad()
def evaluate(model, coded, labels):
    """UPOS, lemma, UAS, LAS in percent, greedy heads (no repair), and F1 of names where there are any."""
    model.eval()
    n = right = lemma = uas = las = tp = gold_names = pred_names = 0
    for at in range(0, len(coded), 64):
        part = coded[at:at + 64]
        ids, sentence, place = batch(part, model.encoder.zero, False)
        o = model.heads(model.encode(ids, sentence, place))
        heads = model.arcs(o, place).argmax(2)
        T = place.shape[1]
        for b, c in enumerate(part):
            at_ = place[b, :c.n]
            pred = heads[b, :c.n].tolist()
            rows = torch.tensor([int(place[b, h]) if h < T else -1 for h in pred])
            rel = model.relations(o, at_, rows).argmax(1).tolist()
            tags, rules = o["upos"][at_].argmax(1).tolist(), o["lemma"][at_].argmax(1).tolist()
            for i, (h, r) in enumerate(zip(pred, rel)):
                n += 1
                right += labels["upos"][tags[i]] == c.s.upos[i]
                lemma += apply_rule(c.s.forms[i], labels["lemma"][rules[i]]) == c.s.lemmas[i]
                ok = (h if h < T else -1) == c.s.heads[i]
                uas += ok
                las += ok and labels["relation"][r].split(":")[0] == c.s.relations[i].split(":")[0]
            if c.s.names:
                spans = lambda x: {(i, j, l[2:]) for i, l in enumerate(x) if l[0] == "B" for j in [next((j for j in range(i + 1, len(x)) if x[j] != "I" + l[1:]), len(x))]}
                g, p = spans(c.s.names), spans([labels["name"][k] for k in o["name"][at_].argmax(1).tolist()])
                tp, gold_names, pred_names = tp + len(g & p), gold_names + len(g), pred_names + len(p)
    model.train()
    return {"upos": 100 * right / n, "lemma": 100 * lemma / n, "uas": 100 * uas / n, "las": 100 * las / n,
            "names": 200 * tp / max(1, gold_names + pred_names)}


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--shared", default=str(Path(__file__).resolve().parents[2] / "shared"))
    ap.add_argument("--work", required=True, help="folder with keys.npy (corpus.py); checkpoints go here")
    ap.add_argument("--name", default="parser")
    ap.add_argument("--pretrained")
    ap.add_argument("--start", help="go on from this model file (its words and labels stay)")
    ap.add_argument("--epochs", type=int, default=30)
    ap.add_argument("--words", type=int, default=2500, help="words a batch")
    ap.add_argument("--rate", type=float, default=1.5e-3)
    ap.add_argument("--dropout", type=float, default=0.25)
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    shared, work = Path(args.shared), Path(args.work)
    trees, names = shared / "data/treebanks", demonyms(shared)
    train = list(sentences(trees / "en_ewt-train.conllu")) + list(sentences(trees / "en_gum_free-train.conllu", True, names))
    dev = {"ewt": list(sentences(trees / "en_ewt-dev.conllu")), "gum": list(sentences(trees / "en_gum_free-dev.conllu", True, names))}
    labels = label_sets(train)
    index = {k: {v: i for i, v in enumerate(vs)} for k, vs in labels.items()}
    started = None
    if args.start:
        import export  # it imports this file
        started, labels, keys = export.read(args.start)
        index = {k: {v: i for i, v in enumerate(vs)} for k, vs in labels.items()}
        np.save(work / "keys.npy", keys)
    keys = np.load(work / "keys.npy").tolist()
    rows = Rows(keys)
    coded = [Coded(s, rows, index) for s in train if len(s.forms) <= 200]
    coded_dev = {k: [Coded(s, rows, index) for s in v] for k, v in dev.items()}
    print({k: len(v) for k, v in labels.items()}, "sentences", len(coded), "words", sum(c.n for c in coded), flush=True)
    model = Parser(rows.total, labels, dropout=args.dropout)
    if started:
        started.setdefault("encoder.fade", model.encoder.fade.detach())
        model.load_state_dict(started)
    if args.pretrained:
        model.encoder.load_state_dict(torch.load(args.pretrained)["encoder"])
    average = {k: v.clone() for k, v in model.state_dict().items()}
    table = [model.encoder.embed.weight]  # its rows are updated only when they occur: a step costs by its words, not by the table
    dense = [p for p in model.parameters() if p is not table[0]]
    optimisers = [torch.optim.SparseAdam(table, lr=args.rate, betas=(0.9, 0.98)), torch.optim.AdamW(dense, lr=args.rate, betas=(0.9, 0.98), weight_decay=1e-3)]
    checkpoint, first, step, best = work / f"{args.name}.checkpoint.pt", 0, 0, 0.0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        for o, saved in zip(optimisers, state["optimisers"]):
            o.load_state_dict(saved)
        average, first, step, best = state["average"], state["epoch"] + 1, state["step"], state["best"]
    words = sum(c.n for c in coded)
    steps = args.epochs * math.ceil(words / args.words)
    start = time.time()
    if started and first == 0:
        print("start", {k: {n: round(x, 2) for n, x in evaluate(model, v, labels).items()} for k, v in coded_dev.items()}, flush=True)
    for epoch in range(first, args.epochs):
        taken = list(coded)
        random.Random(args.seed * 1000 + epoch).shuffle(taken)
        batches, window = [], []
        for at in range(0, len(taken), 2000):
            window = sorted(taken[at:at + 2000], key=lambda c: c.n)
            part, n = [], 0
            for c in window:
                part.append(c)
                n += c.n
                if n >= args.words:
                    batches.append(part)
                    part, n = [], 0
            if part:
                batches.append(part)
        random.Random(epoch).shuffle(batches)
        total = 0.0
        for part in batches:
            step += 1
            loss = loss_of(model, part)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(dense, 2.0)
            for o in optimisers:
                for g in o.param_groups:
                    g["lr"] = args.rate * min(1.0, step / 200) * max(0.01, 1 - step / (steps * 1.02))
                o.step()
                o.zero_grad()
            total += loss.item()
            if step % 4 == 0:
                keep = min(0.98, step / (step + 40))
                for k, v in model.state_dict().items():
                    average[k].lerp_(v, 1 - keep)
        now = {k: v.clone() for k, v in model.state_dict().items()}
        model.load_state_dict(average)
        figures = {k: evaluate(model, v, labels) for k, v in coded_dev.items()} if epoch % 3 == 2 or epoch + 1 == args.epochs else {}
        las = sum(f["las"] for f in figures.values()) / 2
        if las > best:
            best = las
            torch.save({"model": average, "labels": labels, "figures": figures, "args": vars(args), "epoch": epoch}, work / f"{args.name}.pt")
        model.load_state_dict(now)
        torch.save({"model": now, "average": average, "optimisers": [o.state_dict() for o in optimisers], "epoch": epoch, "step": step, "best": best},
                   checkpoint)
        print(f"epoch {epoch + 1} loss {total / len(batches):.3f} {time.time() - start:.0f}s",
              "  ".join(f"{k}: " + " ".join(f"{n} {x:.2f}" for n, x in f.items()) for k, f in figures.items()), flush=True)


if __name__ == "__main__":
    main()

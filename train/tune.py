"""Tunes the parser for claims: its network also learns which words are triggers and which mentions are their parties, and so holds more of what
the classifiers of claims read of it (states.py). It keeps to the treebanks, and in our annotated news to what it said before.

  demarche parse --max-bytes 1000000000 annotated.jsonl > annotated.conllu && demarche-eval acts --parties annotated.jsonl > parties.tsv
  python train/tune.py annotated.jsonl annotated.conllu parties.tsv --start models/en/parser.bin --work WORK && python train/export.py --work WORK --name tuned --out models/en/parser.bin

The heads for claims are thrown away. That of parties stands beside a plain sum of their features, half of them hidden, as in states.py. Keeping to
an earlier self after Li & Hoiem 2016 (learning without forgetting). Four epochs take half an hour on two cores. Needs numpy, torch.
"""
import argparse
import json
import random
import time
from collections import Counter
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

import export
import train
import train_parties
from features import Rows
from model import Parser, half
from states import DROPOUT, HIDDEN, HIDDEN_FEATURES, LEAST, MIDDLE
from treebank import demonyms, sentences

WORDS, TREEBANK_WORDS = 3000, 700  # a step: of news, of treebanks
DIGESTS = 0.5  # share of the digests an epoch sees; claims in them also count half
CLAIMS, TREEBANK = 4.0, 0.5  # what triggers and parties, and the treebanks, count beside keeping to what was said
HEADS_RATE = 2e-3
KINDS = {"upos": 1.0, "xpos": 0.5, "feats": 0.3, "lemma": 0.5, "name": 0.7}


class Places:
    """As train_parties.load wants the states: only where they are."""

    def at(self, _, features):
        return [int(k) for k in next(f for f in features if f[0] == "@")[1:].split("/")]


class Document:
    """ids [T, 6], number of each token's sentence [T], type of the trigger that begins in it (0 none, -1 unknown) [T]; mentions: words [M, 4], label [M], features [M][...]."""


def read(annotated, conllu, parties, rows):
    """-> documents, types of triggers, number of features."""
    texts = {d["doc"]: d for d in map(json.loads, open(annotated, encoding="utf-8"))}
    types = ["none"] + sorted({c["event"] for d in texts.values() for c in d.get("claims", [])})
    tokens = {}  # document -> (forms of each sentence, type of each token)
    for line in open(conllu, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            name, at = line.split("= ")[1], 0
            d = texts[name]
            begins = {c["trigger"][0]: types.index(c["event"]) for c in d.get("claims", [])}
            forms, kinds = tokens[name] = [], []
        elif line.startswith("# sent_id"):
            forms.append([])
        elif line and line[0].isdigit() and "-" not in line.split("\t")[0]:
            form = line.split("\t")[1]
            found = d["text"].find(form, at, at + 40)
            forms[-1].append(form)
            at = found + len(form) if found >= 0 else at
            kinds.append(-1 if "claims" not in d else next((begins[b] for b in range(max(found, 0), at) if found >= 0 and b in begins), 0))
    acts = train_parties.load(parties, annotated, Places())
    count = Counter(f for mentions in acts.values() for act in mentions for m in act for f in m["features"] if f[0] != "@")
    number = {f: i for i, f in enumerate(f for f, n in count.items() if n >= LEAST)}
    out = []
    for name, (forms, kinds) in tokens.items():
        if not kinds:
            continue
        d = Document()
        d.ids = np.concatenate([np.array(rows.sentence(s), np.int32) for s in forms])
        d.sentence, d.kinds = np.repeat(np.arange(len(forms)), [len(s) for s in forms]), np.array(kinds)
        mentions = [m for act in acts.get(name, []) for m in act if m["label"]]
        d.at = np.array([m["at"] for m in mentions], np.int64).reshape(-1, 4)
        d.labels = np.array([train_parties.TYPES.index(m["label"]) for m in mentions], np.int64)
        d.features = [np.array([number[f] for f in m["features"] if f in number], np.int64) for m in mentions]
        d.digest = texts[name].get("weight", 1.0) < 1
        out.append(d)
    return out, types, len(number)


class Heads(nn.Module):
    def __init__(self, dim, types, features):
        super().__init__()
        self.tag = nn.Sequential(nn.Linear(dim, dim // 2), nn.ReLU(), nn.Dropout(0.2), nn.Linear(dim // 2, types))
        self.inner, self.middle, self.out = nn.Linear(4 * dim, HIDDEN), nn.Linear(HIDDEN, MIDDLE), nn.Linear(MIDDLE, len(train_parties.TYPES))
        self.plain = nn.EmbeddingBag(features, len(train_parties.TYPES), mode="sum", sparse=True)
        nn.init.zeros_(self.plain.weight)
        self.drop = nn.Dropout(DROPOUT)

    def parties(self, states, features):
        """states [M, 4 dim]; features: of each mention."""
        x = self.drop(torch.relu(self.middle(self.drop(torch.relu(self.inner(self.drop(states)))))))
        lengths, flat = np.array([len(f) for f in features]), np.concatenate(features)
        shown = np.random.rand(len(flat)) > HIDDEN_FEATURES
        first = np.searchsorted(np.repeat(np.arange(len(features)), lengths)[shown], np.arange(len(features)))
        return self.out(x) + self.plain(torch.from_numpy(flat[shown]), torch.from_numpy(first))


def kept(new, old, o, before, arcs, arcs_before, place):
    """How far the parser has gone from what it said of the same words."""
    apart = lambda x, y: F.kl_div(F.log_softmax(x.float(), 1), F.log_softmax(y.float(), 1), log_target=True, reduction="batchmean")
    inside = place >= 0
    first, flat = torch.repeat_interleave(place[:, 0], inside.sum(1)), place[inside]
    head = arcs_before[inside].argmax(1)
    head = torch.where(head == place.shape[1], -1, first + head)
    with torch.no_grad():
        relations = old.relations(before, flat, head)
    return sum(w * apart(o[k], before[k]) for k, w in KINDS.items()) + 1.5 * apart(arcs[inside], arcs_before[inside]) + apart(new.relations(o, flat, head), relations)


def step_loss(new, old, heads, part):
    """Of some documents: (kept, triggers, parties)."""
    lengths = np.array([len(d.ids) for d in part])
    first = np.cumsum(lengths) - lengths
    ids = torch.from_numpy(np.concatenate([d.ids for d in part]).astype(np.int64))
    sentence = np.concatenate([d.sentence + 10000 * n for n, d in enumerate(part)])
    _, begins, n = np.unique(sentence, return_index=True, return_counts=True)
    i = np.arange(n.max())
    place = torch.from_numpy(np.where(i < n[:, None], begins[:, None] + i, -1))
    sentence = torch.from_numpy(sentence)
    with half():
        h = new.encode(ids, sentence, place)
        o = new.heads(h)
        arcs = new.arcs(o, place)
        with torch.no_grad():
            before = old.heads(old.encode(ids, sentence, place))
            arcs_before = old.arcs(before, place)
    h = h.float()
    weight = lambda counts: torch.from_numpy(np.repeat([DIGESTS if d.digest else 1.0 for d in part], counts).astype(np.float32))
    mean = lambda loss, w: (loss * w).sum() / w.sum()
    triggers = mean(F.cross_entropy(heads.tag(h), torch.from_numpy(np.concatenate([d.kinds for d in part])), ignore_index=-1, reduction="none"), weight(lengths))
    features = [f for d in part for f in d.features]
    parties = torch.zeros(())
    if features:
        at = np.concatenate([np.where(d.at >= 0, d.at + b, len(ids)) for d, b in zip(part, first)])
        z = heads.parties(torch.cat((h, torch.zeros(1, h.shape[1])))[torch.from_numpy(at)].flatten(1), features)
        parties = mean(F.cross_entropy(z, torch.from_numpy(np.concatenate([d.labels for d in part])), reduction="none"), weight([len(d.labels) for d in part]))
    return kept(new, old, o, before, arcs, arcs_before, place), triggers, parties


def endless(coded):
    """Batches of the treebanks, sentences of like length together."""
    while True:
        random.shuffle(coded)
        some = [c for at in range(0, len(coded), 500) for c in sorted(coded[at:at + 500], key=lambda c: c.n)]
        runs = [some[i:i + 12] for i in range(0, len(some), 12)]
        random.shuffle(runs)
        part = []
        for c in (c for run in runs for c in run):
            part.append(c)
            if sum(c.n for c in part) >= TREEBANK_WORDS:
                yield part
                part = []


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("annotated", "conllu", "parties"):
        a.add_argument(name)
    a.add_argument("--start", required=True)
    a.add_argument("--work", required=True)
    a.add_argument("--shared", default=str(Path(__file__).resolve().parents[2] / "shared"))
    a.add_argument("--epochs", type=int, default=4)
    a.add_argument("--rate", type=float, default=7e-4)
    a.add_argument("--threads", type=int, default=2)
    args = a.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(3), random.seed(3), np.random.seed(3)
    work, trees = Path(args.work), Path(args.shared) / "data/treebanks"
    work.mkdir(parents=True, exist_ok=True)
    state, labels, keys = export.read(args.start)
    np.save(work / "keys.npy", keys)
    rows = Rows(keys.tolist())
    old, new = Parser(rows.total, labels).eval(), Parser(rows.total, labels, dropout=0.1)
    old.load_state_dict(state), new.load_state_dict(state)
    documents, types, features = read(args.annotated, args.conllu, args.parties, rows)
    index, names = {k: {v: i for i, v in enumerate(vs)} for k, vs in labels.items()}, demonyms(Path(args.shared))
    coded = lambda path, *more: [train.Coded(s, rows, index) for s in sentences(trees / path, *more) if len(s.forms) <= 200]
    treebanks = endless(coded("en_ewt-train.conllu") + coded("en_gum_free-train.conllu", True, names))
    dev = {"ewt": coded("en_ewt-dev.conllu"), "gum": coded("en_gum_free-dev.conllu", True, names)}
    heads = Heads(new.encoder.dim, len(types), features)
    table = [new.encoder.embed.weight]
    dense = [p for p in new.parameters() if p is not table[0]]
    optimisers = [(torch.optim.SparseAdam(table, betas=(0.9, 0.98)), args.rate), (torch.optim.AdamW(dense, betas=(0.9, 0.98), weight_decay=1e-3), args.rate),
                  (torch.optim.AdamW([p for p in heads.parameters() if p is not heads.plain.weight], weight_decay=0.01), HEADS_RATE), (torch.optim.SparseAdam([heads.plain.weight]), HEADS_RATE)]
    average = {k: v.clone() for k, v in new.state_dict().items()}
    steps, step, begun, sums = int(args.epochs * sum(len(d.ids) * (DIGESTS if d.digest else 1) for d in documents) / WORDS), 0, time.time(), Counter()
    while step < steps:
        order = [d for d in documents if not d.digest or random.random() < DIGESTS]
        random.shuffle(order)
        while order and step < steps:
            part = []
            while order and sum(len(d.ids) for d in part) < WORDS:
                part.append(order.pop())
            keep, triggers, parties = step_loss(new, old, heads, part)
            gold = train.loss_of(new, next(treebanks))
            (keep + TREEBANK * gold + CLAIMS * (triggers + parties)).backward()
            torch.nn.utils.clip_grad_norm_(dense, 2.0)
            step += 1
            for o, rate in optimisers:
                o.param_groups[0]["lr"] = rate * min(1.0, step / 100) * max(0.01, 1 - step / (steps * 1.02))
                o.step()
                o.zero_grad()
            if step % 4 == 0:
                for k, v in new.state_dict().items():
                    average[k].lerp_(v, 1 - min(0.98, step / (step + 40)))
            sums.update(kept=keep.item(), treebanks=gold.item(), triggers=triggers.item(), parties=parties.item())
            if step % 100 == 0:
                print(f"{step} of {steps}, {time.time() - begun:.0f} s", *(f"{k} {v / 100:.4f}" for k, v in sums.items()), flush=True)
                sums.clear()
                torch.save({"model": average, "labels": labels}, work / "tuned.pt")
    torch.save({"model": average, "labels": labels}, work / "tuned.pt")
    new.load_state_dict(average)
    print({k: {n: round(x, 2) for n, x in train.evaluate(new, v, labels).items()} for k, v in dev.items()})


if __name__ == "__main__":
    main()

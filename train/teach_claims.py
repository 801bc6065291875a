"""Transformers as teachers of the classifiers of claims: which words are acts, who takes part in them, what two parties do to each other.

  python train/teach_claims.py --bert teacher.npz --data claims.npz --out FOLDER      # of train/distil.py and train/claims_data.py; on a GPU, nine minutes

Of three teachers each learns two thirds of the annotated documents and labels the rest, so that no label comes from one that has seen its document
(after Furlanello et al. 2018). One of relations learns the lines of news, goes on with all of plv-train but a fold, and says what it thinks of every line of
news: for each of the folds some that say it in the mean, and as many of all. Writes lines_*.npz and claims_*.npz (to be joined): probabilities of lines, of
the words that may be acts and of the mentions beside them.
"""
import argparse
import copy
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

import bert
from distil import Corpus, Course, Reader, begin, travel

ACTS, ROLES, RELATIONS, FOLDS, REACH = 17, 3, 15, 5, 40
QUAD = [2, 0, 1, 3, 3, 1, 0, 1, 3, 3, 2, 2, 3, 0, 2]  # of the types in the order of train_relation.py
BALANCE = 0.6
LARGE = 6  # how much larger the batches are that are only asked about


class Claims(nn.Module):
    def __init__(self, layers, dropout=0.15):
        super().__init__()
        self.reader, self.dropout = Reader(layers), nn.Dropout(dropout)
        self.marks = nn.Embedding(4, bert.DIM)
        nn.init.normal_(self.marks.weight, std=0.02)
        self.act = nn.Linear(bert.DIM, ACTS)
        self.doer, self.party, self.product = nn.Linear(bert.DIM, 256), nn.Linear(bert.DIM, 256), nn.Linear(bert.DIM, 256)
        self.apart = nn.Embedding(2 * REACH + 1, 256)
        self.role = nn.Linear(256, ROLES)
        self.between = nn.Sequential(nn.Linear(3 * bert.DIM, bert.DIM), nn.GELU(), nn.Dropout(dropout), nn.Linear(bert.DIM, RELATIONS))

    def read(self, corpus, b, noise=False, marks=None):
        """-> of each word, of the whole"""
        words, whole = self.reader(corpus, b, noise, 0 if marks is None else self.marks(marks))
        return self.dropout(words), self.dropout(whole)

    def roles(self, h, acts, mentions):
        """acts, mentions: numbers of words that broadcast -> [..., 3]"""
        apart = self.apart((mentions - acts).clamp(-REACH, REACH) + REACH)
        d, p, m = self.doer(h), self.party(h), self.product(h)
        return self.role(self.dropout(F.gelu(d[acts] + p[mentions] + apart + m[acts] * m[mentions])))


def learn(model, corpus, data, among, seconds, words, half, rng):
    course = Course.over("claims", model, 1.5e-4, 1e-3, seconds)
    for chosen in course.through(corpus.batches("docs", words, rng, among)):
        b = corpus.batch("docs", chosen)
        label = data["label"][b.at]
        with half():
            h = model.read(corpus, b, True)[0]
            loss = F.cross_entropy(model.act(h).float(), label, ignore_index=-1)
            act, mention, role, weight, _ = pairs_of(data, b)
            if len(act):
                apart = F.cross_entropy(model.roles(h, act, mention).float(), role, reduction="none", ignore_index=-1)
                loss = loss + (apart * weight).sum() / (weight * (role >= 0)).sum().clamp(min=1)
        course.step(loss)


def pairs_of(data, b):
    """-> act and mention as numbers of words of the batch, role, weight, number of the pair"""
    count = data["pairs"][b.at]
    act = torch.repeat_interleave(torch.arange(len(count), device=count.device), count)
    k = torch.arange(len(act), device=count.device) - (count.cumsum(0) - count)[act]
    row = data["first_pair"][b.at[act]] + k
    return act, act + data["mention"][row] - b.at[act], data["role"][row], data["weight"][row], row


@torch.no_grad()
def label(model, corpus, data, among, words, half, says):
    """Fills says, {"act": [words, types], "role": [pairs, roles]} in bytes of 255, for the documents' windows; prints F1 of its own on them."""
    model.eval()
    met = np.zeros((3, 3))  # right, said and true of acts with their types, actors, recipients

    def count(k, best, y):
        said, true = (best == k, y == k) if k else (best > 0, y > 0)
        met[k] += [float(x.sum()) for x in (true & (best == y), said, true)]

    for chosen in corpus.cut("docs", among, words):
        b = corpus.batch("docs", chosen)
        with half():
            h = model.read(corpus, b)[0]
            p = F.softmax(model.act(h).float(), 1)
            act, mention, role, _, row = pairs_of(data, b)
            r = F.softmax(model.roles(h, act, mention).float(), 1)
        says["act"][b.at.cpu()] = (p * 255).round().byte().cpu()
        says["role"][row.cpu()] = (r * 255).round().byte().cpu()
        known = data["label"][b.at] >= 0
        count(0, p.argmax(1)[known], data["label"][b.at][known])
        for k in (1, 2):
            count(k, r.argmax(1)[role >= 0], role[role >= 0])
    print("held out, F1: acts with type %.4f, actors %.4f, recipients %.4f" % tuple(2 * met[:, 0] / (met[:, 1] + met[:, 2]).clip(1)), flush=True)


def between(model, corpus, b, noise=False):
    marks = corpus.parts["lines"]["marks"][b.at].long()
    h, whole = model.read(corpus, b, noise, marks)
    sums = []
    for bit in (1, 2):
        one = ((marks & bit) > 0).to(h.dtype)[:, None]
        total = torch.zeros(len(whole), h.shape[1], dtype=h.dtype, device=h.device).index_add_(0, b.sentence, h * one)
        sums.append(total / torch.zeros(len(whole), 1, dtype=h.dtype, device=h.device).index_add_(0, b.sentence, one).clamp(min=1))
    return model.between(torch.cat((*sums, whole.to(h.dtype)), 1)).float()


def relate(model, corpus, data, among, seconds, words, half, rng, rate):
    """Learns the types of lines, and, at half, that class and side are right, as train_relation.py does."""
    course = Course.over("lines", model, rate, 5 * rate, seconds)
    labels = data["line_label"]
    share = torch.bincount(labels[torch.as_tensor(among, device=labels.device)].clamp(min=0), minlength=RELATIONS).float()
    balance = (share.sum() / RELATIONS / share.clamp(min=1)) ** BALANCE
    quad = torch.tensor(QUAD, device=labels.device)
    for chosen in course.through(corpus.batches("lines", words, rng, among)):
        b, y = corpus.batch("lines", chosen), labels[torch.as_tensor(chosen, device=labels.device)]
        with half():
            z = F.log_softmax(between(model, corpus, b, True), 1)
        loss = -z.gather(1, y[:, None])[:, 0]
        for classes in (quad, quad // 2):
            same = classes[None] == classes[y][:, None]
            loss = loss - 0.5 * z.masked_fill(~same, -1e4).logsumexp(1)
        weight = data["line_weight"][torch.as_tensor(chosen, device=labels.device)] * balance[y]
        loss = (loss * weight).sum() / weight.sum()
        course.step(loss)


@torch.no_grad()
def answer(model, corpus, among, words, half):
    model.eval()
    out = np.zeros((len(corpus.parts["lines"]["n"]), RELATIONS), np.uint8)
    for chosen in corpus.cut("lines", among, words):
        with half():
            out[chosen] = (F.softmax(between(model, corpus, corpus.batch("lines", chosen)), 1) * 255).round().byte().cpu().numpy()
    return out[among]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--bert", required=True)
    ap.add_argument("--data", required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--claims", type=float, default=55, help="seconds of each teacher of acts and parties")
    ap.add_argument("--lines", type=float, default=45)
    ap.add_argument("--plv", type=float, default=7, help="seconds of each fold")
    ap.add_argument("--readers", type=int, default=2, help="of relations, a fold; what they say in the mean counts")
    ap.add_argument("--words", type=int, default=8000)
    ap.add_argument("--device", default="cuda")
    args = ap.parse_args()
    rng, half = begin(args.device)
    raw = dict(np.load(args.data))
    corpus = Corpus(raw, args.device)
    to = lambda a: torch.from_numpy(a).to(args.device)
    count = len(raw["docs.words"])
    window = np.searchsorted(raw["docs.ends"], np.arange(count), side="right")
    labels = np.full(count, -1, np.int64)
    labels[raw["act"]] = raw["act_label"]
    pair = raw["pair"]
    fit = (pair >= 0).all(1) & (window[pair[:, 0]] == window[pair[:, 1]])
    order = np.argsort(pair[fit, 0], kind="stable")
    pair, role, weight = pair[fit][order], raw["pair_label"][fit][order], raw["pair_weight"][fit][order]
    each = np.bincount(pair[:, 0], minlength=count)
    data = {"label": to(labels), "pairs": to(each), "first_pair": to(np.cumsum(each) - each), "mention": to(pair[:, 1].astype(np.int64)),
            "role": to(role.astype(np.int64)), "weight": to(weight.astype(np.float32)), "line_label": to(raw["line_label"].astype(np.int64)),
            "line_weight": to(raw["line_weight"].astype(np.float32))}
    layers, _ = bert.load(args.bert)
    fresh = lambda: Claims(copy.deepcopy(layers)).to(args.device)
    news, plv, ask = raw["line_counts"]
    every = np.arange(news + plv + ask)
    model = fresh()
    relate(model, corpus, data, every[:news][raw["line_label"][:news] >= 0], args.lines, args.words // 2, half, rng, 1e-4)
    thinks = np.zeros((FOLDS + 1, len(every), RELATIONS), np.float32)
    for _ in range(args.readers):
        for k in range(FOLDS + 1):
            own = copy.deepcopy(model)
            relate(own, corpus, data, news + np.flatnonzero(raw["plv_fold"] != k), args.plv, 1500, half, rng, 1e-4)
            said = answer(own, corpus, every, LARGE * args.words, half)
            thinks[k] += said / args.readers
            held = news + np.flatnonzero(raw["plv_fold"] == k)
            if len(held):
                right = lambda p: np.mean(p[held].argmax(1) == raw["line_label"][held])
                print(f"fold {k}: {right(said):.3f} of types right, in the mean {right(thinks[k]):.3f}", flush=True)
    travel(args.out, "lines", {"says": thinks.round().astype(np.uint8)})
    whose = raw["docs.teacher"]
    says = {"act": torch.zeros(count, ACTS, dtype=torch.uint8), "role": torch.zeros(len(pair), ROLES, dtype=torch.uint8)}
    for k in range(int(whose.max()) + 1):
        model = fresh()
        learn(model, corpus, data, np.flatnonzero((whose != k) & (whose >= 0)), args.claims, args.words, half, rng)
        for found in (whose == k, whose == -1) if k == 0 else (whose == k,):
            if found.any():
                label(model, corpus, data, np.flatnonzero(found), LARGE * args.words, half, says)
    asked = np.unique(raw["act"][raw["act"] >= 0])
    travel(args.out, "claims", {"act": asked, "act_says": says["act"][asked].numpy(), "pair": pair, "role_says": says["role"].numpy()})


if __name__ == "__main__":
    main()

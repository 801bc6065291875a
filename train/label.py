"""The teacher labels raw news: CoNLL-U without trees in, arrays of rows and labels out, which train.py --silver learns from beside the treebanks.

  demarche parse news.txt > news.conllu
  python train/label.py --work build/train --name teacher --out build/train/silver.npz news.conllu

Sentences whose heads are no tree are left out, as are those shorter than 4 and longer than 60 words: distillation after Kuncoro et al. 2016, on
hard labels. Labels are numbers in the order of the model's label sets.
"""
import argparse
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch

from features import Rows
from model import Teacher, half
from train import LABELS, batch
from treebank import sentences


class Unlabelled:
    def __init__(self, forms, rows):
        self.n, self.ids, self.other = len(forms), np.array(rows.sentence(forms), np.int32), np.array(rows.sentence(forms, True), np.int32)
        self.bucket = np.array([rows.bucket(f) for f in forms], np.int32)


def is_tree(heads):
    """One root, and every word reaches it."""
    if heads.count(-1) != 1:
        return False
    for i in range(len(heads)):
        steps = 0
        while i >= 0 and steps <= len(heads):
            i, steps = heads[i], steps + 1
        if i >= 0:
            return False
    return True


@torch.no_grad()
def label(model, part):
    """Gives heads and labels to the sentences of the part; -> those whose heads are a tree."""
    ids, sentence, place = batch(part, model.encoder.zero, False)
    with half():
        o = model.heads(model.encode(ids, sentence, place))
        arcs = model.arcs(o, place).argmax(2)
    o, kept = {k: v.float() for k, v in o.items()}, []
    best = {k: o[k].argmax(1).numpy().astype(np.int16) for k in LABELS}
    heads = torch.where(arcs < place.shape[1], arcs, -1)
    first = torch.repeat_interleave(place[:, 0], (place >= 0).sum(1))
    flat = heads[place >= 0]
    relation = model.relations(o, place[place >= 0], torch.where(flat < 0, -1, first + flat)).argmax(1).numpy().astype(np.int16)
    at = 0
    for b, c in enumerate(part):
        own = heads[b, :c.n].tolist()
        if is_tree(own):
            c.heads, c.y, c.relation = np.array(own, np.int16), {k: best[k][at:at + c.n] for k in LABELS}, relation[at:at + c.n]
            kept.append(c)
        at += c.n
    return kept


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("file")
    ap.add_argument("--work", required=True)
    ap.add_argument("--name", default="teacher")
    ap.add_argument("--out", required=True)
    ap.add_argument("--minutes", type=float, default=30, help="stop after so long; what is labelled by then is written")
    ap.add_argument("--threads", type=int, default=1)
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    work = Path(args.work)
    saved = torch.load(work / f"{args.name}.pt", weights_only=False)
    rows = Rows(np.load(work / "keys.npy").tolist())
    model = Teacher(rows.total, saved["labels"])
    model.load_state_dict(saved["model"])
    model.eval()
    kept, window, seen, words, start = [], [], 0, 0, time.time()

    def flush():
        window.sort(key=lambda c: c.n)
        for at in range(0, len(window), 64):
            kept.extend(label(model, window[at:at + 64]))
        window.clear()
        print(f"{seen} sentences, {len(kept)} kept, {words} words, {time.time() - start:.0f}s", file=sys.stderr, flush=True)

    for s in sentences(args.file):
        if time.time() - start > 60 * args.minutes:
            break
        if 4 <= len(s.forms) <= 60:
            seen += 1
            words += len(s.forms)
            window.append(Unlabelled(s.forms, rows))
        if len(window) == 8192:
            flush()
    flush()
    random.Random(1).shuffle(kept)
    join = lambda get: np.concatenate([get(c) for c in kept])
    np.savez(args.out, ends=np.cumsum([c.n for c in kept]), ids=join(lambda c: c.ids), other=join(lambda c: c.other), bucket=join(lambda c: c.bucket),
             heads=join(lambda c: c.heads), relation=join(lambda c: c.relation), **{k: join(lambda c: c.y[k]) for k in LABELS})


if __name__ == "__main__":
    main()

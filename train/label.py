"""The teacher labels raw news: CoNLL-U without trees in, CoNLL-U with the teacher's tags, trees and names out (MISC: Name=B-person ...).

  demarche parse news.txt > news.conllu
  python train/label.py --work build/train --name teacher news.conllu > build/train/silver.conllu

Sentences whose heads are no tree are left out, as are those shorter than 4 and longer than 60 words. What is left trains the parser beside
the treebanks: distillation after Kuncoro et al. 2016, on hard labels.
"""
import argparse
import sys
from pathlib import Path

import numpy as np
import torch

from features import Rows, apply_rule
from model import Teacher, half
from train import batch
from treebank import sentences


class Unlabelled:
    def __init__(self, forms, rows):
        self.forms, self.ids = forms, rows.sentence(forms)


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
def label(model, part, labels, out):
    ids, sentence, place = batch(part, model.encoder.zero, False)
    with half():
        o = model.heads(model.encode(ids, sentence, place))
        arcs = model.arcs(o, place).argmax(2)
    o, T, kept = {k: v.float() for k, v in o.items()}, place.shape[1], 0
    for b, c in enumerate(part):
        at = place[b, :len(c.ids)]
        heads = [int(h) if h < T else -1 for h in arcs[b, :len(c.ids)]]
        if not is_tree(heads):
            continue
        rows = torch.tensor([int(place[b, h]) if h >= 0 else -1 for h in heads])
        relation = model.relations(o, at, rows).argmax(1).tolist()
        best = {k: o[k][at].argmax(1).tolist() for k in ("upos", "xpos", "feats", "lemma", "name")}
        kept += 1
        for i, form in enumerate(c.forms):
            name = {k: labels[k][best[k][i]] for k in best}
            lemma = apply_rule(form, name["lemma"]) or form
            out.write(f"{i + 1}\t{form}\t{lemma}\t{name['upos']}\t{name['xpos']}\t{name['feats']}\t{heads[i] + 1}\t{labels['relation'][relation[i]]}\t_\tName={name['name']}\n")
        out.write("\n")
    return kept


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("file")
    ap.add_argument("--work", required=True)
    ap.add_argument("--name", default="teacher")
    ap.add_argument("--threads", type=int, default=1)
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    work = Path(args.work)
    saved = torch.load(work / f"{args.name}.pt", weights_only=False)
    rows = Rows(np.load(work / "keys.npy").tolist())
    model = Teacher(rows.total, saved["labels"])
    model.load_state_dict(saved["model"])
    model.eval()
    seen = kept = 0
    window = []

    def flush():
        nonlocal kept
        window.sort(key=lambda c: len(c.forms))
        for at in range(0, len(window), 64):
            kept += label(model, window[at:at + 64], saved["labels"], sys.stdout)
        window.clear()
        print(f"\r{seen} sentences, {kept} kept", end="", file=sys.stderr, flush=True)

    for s in sentences(args.file):
        if 4 <= len(s.forms) <= 60:
            seen += 1
            window.append(Unlabelled(s.forms, rows))
        if len(window) == 4096:
            flush()
    flush()
    print(file=sys.stderr)


if __name__ == "__main__":
    main()

"""Does the C++ parser say what PyTorch says?   python train/check_export.py --model models/en/parser.bin --program build/demarche

Both read the same bytes; PyTorch works with floats, the program with rounded activations. Prints how many words of a sample of dev sentences get
another tag, lemma rule, head or relation; exit code 1 if it is more than the share given by --most. Heads are compared where PyTorch's greedy ones are a tree.
"""
import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch

import export
from features import Rows
from model import Parser
from train import batch
from treebank import sentences

ROOT = Path(__file__).resolve().parents[1]


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
def predict(model, labels, rows, forms):
    """-> (tag, xpos, head, relation) of each word, or None if the greedy heads are no tree."""
    c = Unlabelled(forms, rows)
    ids, sentence, place = batch([c], model.encoder.zero, False)
    o = model.heads(model.encode(ids, sentence, place))
    arcs = model.arcs(o, place)[0].argmax(1).tolist()
    heads = [h if h < len(forms) else -1 for h in arcs]
    if not is_tree(heads):
        return None
    at, scores = place[0], model.relations(o, place[0], torch.tensor(heads))
    scores[:, labels["relation"].index("root")] = -1e9
    best = {k: o[k][at].argmax(1).tolist() for k in ("upos", "xpos")}
    relation = scores.argmax(1).tolist()
    return [(labels["upos"][best["upos"][i]], labels["xpos"][best["xpos"][i]], heads[i] + 1, "root" if heads[i] < 0 else labels["relation"][relation[i]].split(":")[0])
            for i in range(len(forms))]


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--shared", default=str(ROOT.parent / "shared"))
    ap.add_argument("--model", default=str(ROOT / "models/en/parser.bin"))
    ap.add_argument("--program", default=str(ROOT / "build/demarche"))
    ap.add_argument("--most", type=float, default=0.01)
    args = ap.parse_args()
    torch.set_num_threads(1)
    state, labels, keys = export.read(args.model)
    rows = Rows(keys.tolist())
    model = Parser(rows.total, labels, dropout=0.0)
    model.load_state_dict(state)
    model.eval()
    sample = [s for s in sentences(Path(args.shared) / "data/treebanks/en_ewt-dev.conllu") if 3 <= len(s.forms) <= 60][::4]
    with tempfile.TemporaryDirectory() as folder:
        gold, pred = Path(folder) / "in.conllu", Path(folder) / "out.conllu"
        gold.write_text("".join("".join(f"{i + 1}\t{f}" + "\t_" * 8 + "\n" for i, f in enumerate(s.forms)) + "\n" for s in sample), encoding="utf-8")
        subprocess.run([args.program, "parse", "--keep-tokens", str(gold), "--output", str(pred)], check=True)
        found = list(sentences(pred))
    words, differ = 0, [0, 0, 0, 0]
    for ours, theirs in zip((predict(model, labels, rows, s.forms) for s in sample), found):
        for i, word in enumerate(ours or []):
            words += 1
            same = (theirs.upos[i], "_" if word[1] == "_" else theirs.xpos[i], theirs.heads[i] + 1, theirs.relations[i].split(":")[0])
            for k in range(4):
                differ[k] += word[k] != same[k] and (k < 3 or word[2] == same[2])
    print(f"{words} words; differ: " + ", ".join(f"{n} {d} ({100 * d / words:.2f} %)" for n, d in zip(("tag", "xpos", "head", "relation"), differ)))
    sys.exit(max(differ) > args.most * words)


if __name__ == "__main__":
    main()

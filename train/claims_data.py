"""What train/teach_claims.py learns from and labels, as numbers in one small file that travels to a machine with a GPU.

  python train/claims_data.py --acts acts --parties parties --annotated annotated.jsonl --parsed annotated.conllu --bert teacher.npz --start models/en/parser.bin
    --lines lines.jsonl --besides besides.jsonl --plv plv-train.jsonl --ask aw-train.jsonl [--apart names.json] --out claims.npz

acts, parties: what demarche-eval acts and acts --parties print of the annotated documents, with the labels of train_acts.py and train_parties.py. A document
is cut into windows of whole sentences. Lines: of relation_lines.py, and of plv-train, whose folds are those of train_relation.py. --ask: lines that are
only asked about. --apart: documents that no teacher sees the labels of. What it labels is keyed by the characters of the words.
"""
import argparse
import bisect
import json
import re
import zlib

import numpy as np

import export
import train_acts
import train_parties
from distil_data import Kinds
from features import is_caseless, normalise
from relation_lines import places, sentences
from train_relation import OLD, TYPES, folds

WINDOW, TEACHERS = 160, 3  # words of a window; a document's labels come from the teacher that has not seen it
TOKEN = re.compile(r"\w+|[^\w\s]")


class Texts:
    """Windows of words, one after the other."""

    def __init__(self, kinds):
        self.kinds, self.words, self.ends, self.caseless = kinds, [], [], []

    def add(self, forms):
        self.words += self.kinds.of(forms)
        self.ends.append(len(self.words))
        self.caseless.append(is_caseless([normalise(f) for f in forms]))

    def arrays(self, name):
        return {f"{name}.words": np.array(self.words, np.int32), f"{name}.ends": np.array(self.ends, np.int32), f"{name}.caseless": np.array(self.caseless, bool)}


def read(documents, parsed, texts):
    """Windows of all documents -> {document: (first characters of its words, number of the first word)}, document of each window"""
    at, whose = {}, []
    for d in documents:
        starts, first, window = [], len(texts.words), []
        parts = parsed.get(d["doc"], [])
        for s, (begin, _) in zip(parts, places(d["text"], [s.text for s in parts])):
            forms = [w[0] for w in s.words][:4 * WINDOW]
            if window and len(window) + len(forms) > WINDOW:
                texts.add(window)
                window = []
            window += forms
            starts += [begin + w[5][0] for w in s.words[:len(forms)]]
            while len(window) > WINDOW:
                texts.add(window[:WINDOW])
                window = window[WINDOW:]
        if window:
            texts.add(window)
        at[d["doc"]] = starts, first
        whose += [d["doc"]] * (len(texts.ends) - len(whose))
    return at, whose


def place(at, doc, character):
    """Number of the word that holds the character, -1 if none does."""
    starts, first = at[doc]
    i = bisect.bisect_right(starts, character) - 1
    return first + i if i >= 0 else -1


def asked(lines, texts):
    """Lines with two parties -> marks of their words: 1 source, 2 target, 3 both."""
    marks = []
    for line in lines:
        words = list(TOKEN.finditer(line["text"]))[:WINDOW] or [re.match("", "")]
        texts.add([w.group() or "." for w in words])
        inside = lambda spans, w: any(b < w.end() and w.start() < e for b, e in spans)
        marks += [inside(line["source_spans"], w) + 2 * inside(line["target_spans"], w) for w in words]
    return np.array(marks, np.int8)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("acts", "parties", "annotated", "parsed", "bert", "start", "lines", "besides", "plv", "ask", "out"):
        ap.add_argument(f"--{name}", required=True)
    ap.add_argument("--apart")
    args = ap.parse_args()
    kinds = Kinds(export.read(args.start)[2].tolist(), np.load(args.bert)["vocabulary"].tolist())
    documents = [d for d in map(json.loads, open(args.annotated, encoding="utf-8")) if "claims" in d]
    texts = Texts(kinds)
    at, whose = read(documents, sentences(args.parsed), texts)
    apart = set(json.load(open(args.apart))) if args.apart else set()
    teacher = {d["doc"]: -1 if d["doc"] in apart else zlib.crc32(d["doc"].encode()) % TEACHERS for d in documents}
    weight = {d["doc"]: d.get("weight", 1.0) for d in documents}
    acts, pairs = [], []
    for doc, (_, words) in train_acts.load(args.acts, args.annotated).items():
        for w in words if doc in at else ():
            i = place(at, doc, w["span"][0])
            acts.append((i, -1 if w["label"] is None else train_acts.TYPES.index(w["label"])))
    for doc, found in train_parties.load(args.parties, args.annotated).items():
        for act in found if doc in at else ():
            for m in act:
                a, b = place(at, doc, m["act"][0]), place(at, doc, m["head"][0])
                pairs.append((a, b, -1 if m["label"] is None else train_parties.TYPES.index(m["label"]), weight[doc]))
    lines = [json.loads(line) for path in (args.lines, args.besides) for line in open(path, encoding="utf-8")]
    plv = [json.loads(line) for line in open(args.plv, encoding="utf-8")]
    ask = [json.loads(line) for line in open(args.ask, encoding="utf-8")]
    fold = np.zeros(len(plv), np.int8)
    for k, held in enumerate(folds(len(plv))):
        fold[held] = k
    lined = Texts(kinds)
    marks = asked(lines + plv + ask, lined)
    label = lambda line: TYPES.index(OLD.get(line["root"], line["root"])) if "root" in line and OLD.get(line["root"], line["root"]) in TYPES else -1
    a, p = np.array(acts), np.array(pairs)
    out = {**texts.arrays("docs"), **lined.arrays("lines"), **kinds.arrays(),
           "docs.teacher": np.array([teacher[d] for d in whose], np.int8),
           "act": a[:, 0].astype(np.int32), "act_label": a[:, 1].astype(np.int8),
           "pair": p[:, :2].astype(np.int32), "pair_label": p[:, 2].astype(np.int8), "pair_weight": p[:, 3].astype(np.float16),
           "lines.marks": marks, "line_label": np.array([label(x) for x in lines + plv + ask], np.int8),
           "line_weight": np.array([x.get("weight", 1) for x in lines + plv + ask], np.float16), "line_counts": np.array([len(lines), len(plv), len(ask)]), "plv_fold": fold}
    np.savez_compressed(args.out, **out)
    np.savez(args.out.replace(".npz", "_keys.npz"), docs=np.array(list(at)), first=np.array([f for _, f in at.values()]),
             starts=np.concatenate([np.array(s, np.int32) for s, _ in at.values()]))
    print(len(texts.ends), "windows", len(texts.words), "words", len(acts), "words that may be acts", int((a[:, 1] > 0).sum()), "are", len(pairs), "mentions beside acts",
          int((a[:, 0] < 0).sum() + (p[:, :2] < 0).sum()), "lost", len(lines), len(plv), len(ask), "lines")


if __name__ == "__main__":
    main()

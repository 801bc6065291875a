"""What train/distil.py learns from, as numbers in one small file that travels to a machine with a GPU.

  python train/distil_data.py --shared ../shared --bert bge.npz --start models/en/parser.bin --out data.npz news.conllu

Each kind of word stands once, with its rows of features (docs/model-format.md) and its word pieces; a text is numbers of such kinds. Treebanks have their
labels beside, the news (train/news.py, read by demarche parse) only its words.
"""
import argparse
from pathlib import Path

import numpy as np

import export
from bert import Pieces
from features import Rows, is_caseless, lemma_rule, normalise
from treebank import demonyms, sentences

LONGEST = 60  # words of a sentence of news


class Kinds:
    """Numbers of words, and what is known of each."""

    def __init__(self, keys, vocabulary):
        self.number, self.rows, self.pieces = {}, Rows(keys), Pieces(vocabulary)

    def of(self, forms):
        return [self.number.setdefault(f, len(self.number)) for f in forms]

    def arrays(self):
        rows, buckets, pieces = [], [], []
        for f in self.number:
            variants = [self.rows.of(f, first, caseless) for first in (False, True) for caseless in (False, True)]
            rows.append(variants[0][:5] + [v[5] for v in variants])
            buckets.append(self.rows.bucket(f))
            pieces.append(self.pieces.of(f)[:8])
        return {"rows": np.array(rows, np.int32), "bucket": np.array(buckets, np.int32), "piece_count": np.array([len(p) for p in pieces], np.int8),
                "pieces": np.array([n for p in pieces for n in p], np.int32)}


def texts(found, kinds):
    """-> {words, ends, caseless} of sentences"""
    words, ends, caseless = [], [], []
    for s in found:
        words += kinds.of(s.forms)
        ends.append(len(words))
        caseless.append(is_caseless([normalise(f) for f in s.forms]))
    return {"words": np.array(words, np.int32), "ends": np.array(ends, np.int32), "caseless": np.array(caseless, bool)}


def labelled(found, kinds, index):
    """The same with heads (-1 the root) and labels (-1 none)."""
    out = {**texts(found, kinds), "heads": np.array([h for s in found for h in s.heads], np.int16)}
    get = lambda k, values: [index[k].get(v, -1) for v in values]
    columns = {"upos": lambda s: get("upos", s.upos), "xpos": lambda s: get("xpos", s.xpos), "feats": lambda s: get("feats", s.feats),
               "lemma": lambda s: get("lemma", map(lemma_rule, s.forms, s.lemmas)), "relation": lambda s: get("relation", s.relations),
               "name": lambda s: get("name", s.names) if s.names else [-1] * len(s.forms)}
    return out | {k: np.array([y for s in found for y in column(s)], np.int16) for k, column in columns.items()}


def distinct(found):
    """Sentences of a fit length, each once."""
    seen = set()
    for s in found:
        key = hash(tuple(s.forms))
        if 4 <= len(s.forms) <= LONGEST and key not in seen:
            seen.add(key)
            yield s


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--shared", type=Path, required=True)
    ap.add_argument("--bert", required=True)
    ap.add_argument("--start", required=True, help="the parser whose words and labels are kept")
    ap.add_argument("--out", required=True)
    ap.add_argument("news")
    args = ap.parse_args()
    _, labels, keys = export.read(args.start)
    index = {k: {v: i for i, v in enumerate(vs)} for k, vs in labels.items()}
    kinds, trees, known = Kinds(keys.tolist(), np.load(args.bert)["vocabulary"].tolist()), args.shared / "data/treebanks", demonyms(args.shared)
    read = lambda name: list(sentences(trees / f"en_{name}.conllu", *((True, known) if "gum" in name else ())))
    parts = {"train": labelled([s for n in ("ewt-train", "gum_free-train") for s in read(n) if len(s.forms) <= 200], kinds, index),
             "ewt": labelled(read("ewt-dev"), kinds, index), "gum": labelled(read("gum_free-dev"), kinds, index),
             "news": texts(distinct(sentences(args.news)), kinds)}
    for name, part in parts.items():
        print(name, len(part["ends"]), "sentences", len(part["words"]), "words")
    np.savez_compressed(args.out, **kinds.arrays(), **{f"{p}.{k}": a for p, part in parts.items() for k, a in part.items()})


if __name__ == "__main__":
    main()

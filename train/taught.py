"""What a transformer thinks (teach_claims.py), for the trainers of classifiers (after Hinton et al. 2015): of the words of annotated documents, where their
target is the mean of it and the label, and of lines with two parties, where it is the target alone.

  python train/taught.py lines.jsonl lines_1.npz lines_2.npz ... --out train/relations_taught.npz    # the mean of several teachers, keyed by the lines

Words that were surely no acts are not written; documents and lines that were not asked about have no opinion.
"""
import argparse
import bisect
import json
import zlib

import numpy as np

TRUST = 0.25  # how much the teacher counts beside the label (half: .02 of type less on dev, the same elsewhere)


class Taught:
    def __init__(self, keys, says):
        """keys: of claims_data.py, claims_keys.npz; says: act, the words' numbers, and act_says, bytes of 255 for a probability of one."""
        keys, says = np.load(keys), np.load(says)
        ends = np.append(keys["first"][1:], len(keys["starts"])).tolist()
        self.starts = keys["starts"].tolist()
        self.docs = {d: (b, e) for d, b, e in zip(keys["docs"].tolist(), keys["first"].tolist(), ends)}
        self.row, self.act_says = np.full(len(keys["starts"]), -1, np.int32), says["act_says"]
        self.row[says["act"]] = np.arange(len(says["act"]))

    def word(self, doc, character):
        """Number of the word that holds the character, None where the document was not asked about."""
        if doc not in self.docs:
            return None
        b, e = self.docs[doc]
        i = bisect.bisect_right(self.starts, character, b, e) - 1
        return i if i >= b else None

    def act(self, doc, span):
        """Probabilities of the types of acts, "none" first; None where it has no opinion."""
        i = self.word(doc, span[0])
        if i is None:
            return None
        if self.row[i] < 0:
            return np.eye(self.act_says.shape[1], dtype=np.float32)[0]
        p = self.act_says[self.row[i]].astype(np.float32)
        return p / p.sum()


def targets(types, labels, opinions):
    """-> [rows, types]: the label where there is no opinion, else the mean of both."""
    out = np.eye(len(types), dtype=np.float32)[[types.index(y) for y in labels]]
    for i, p in enumerate(opinions):
        if p is not None:
            out[i] = (1 - TRUST) * out[i] + TRUST * p
    return out


def key(line):
    return zlib.crc32(json.dumps([line["text"], line["source_spans"], line["target_spans"]]).encode())


def of_lines(path, lines, otherwise):
    """-> [folds + 1, lines, types]: what the teachers of each fold and of all say of the lines; `otherwise`, [lines, types], where they weren't asked."""
    held = np.load(path)
    row = {k: i for i, k in enumerate(held["key"].tolist())}
    at = np.array([row.get(key(line), -1) for line in lines])
    says = held["says"][:, at].astype(np.float32)
    says /= np.maximum(says.sum(2, keepdims=True), 1)
    says[:, at < 0] = otherwise[at < 0]
    return says


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("lines")
    ap.add_argument("says", nargs="+")
    ap.add_argument("--out", required=True)
    args = ap.parse_args()
    keys = np.array([key(json.loads(line)) for line in open(args.lines, encoding="utf-8")], np.uint32)
    says = np.mean([np.load(path)["says"][:, :len(keys)] for path in args.says], 0, dtype=np.float32).round().astype(np.uint8)
    keys, first = np.unique(keys, return_index=True)
    np.savez_compressed(args.out, key=keys, says=says[:, first])


if __name__ == "__main__":
    main()

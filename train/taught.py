"""What a transformer thinks of the words of annotated documents (teach_claims.py), for the trainers of classifiers: their target is the mean of it and the label.

After Hinton et al. 2015. Words that were surely no acts are not written; documents that were not asked about have no opinion.
"""
import bisect

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

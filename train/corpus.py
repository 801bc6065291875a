"""Raw news for pretraining: reads the *ship* texts of ../shared/data/text, cuts them roughly into sentences and words.

Prepares once: words by frequency and the feature rows of every word, in numpy files under the work folder.
Rough on purpose: the words only need to look like the treebank's most of the time.
"""
import argparse
import json
import lzma
import os
import random
import re
from collections import Counter
from pathlib import Path

import numpy as np

from features import Rows, WORDS, fold, hash64, normalise
from treebank import sentences

WORD = re.compile(r"(?:[A-Z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sen|Rep|Gov|St|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.|\d+(?:[.,:]\d+)*"
                  r"|[^\W\d_]+(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|[^\W_]+|\.{2,}|--+|\S")
STOP = re.compile(r"(?<=[a-z0-9)\"”’][.!?])[\"”’)]*\s+(?=[A-Z\"“‘(])|\n+")


def read(path):
    with lzma.open(path, "rt", encoding="utf-8") as f:
        for line in f:
            yield json.loads(line)["text"]


def cut(text):
    for part in STOP.split(text):
        words = WORD.findall(part)
        if 3 <= len(words) <= 120:
            yield words


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", default="../../shared/data")
    ap.add_argument("--work", required=True)
    ap.add_argument("--limit", type=int, default=13_000_000, help="words kept")
    args = ap.parse_args()
    data, work = Path(args.data), Path(args.work)
    work.mkdir(parents=True, exist_ok=True)
    random.seed(1)
    out, n = [], 0
    trees = [s.forms for f in ("en_ewt-train", "en_gum_free-train") for s in sentences(data / f"treebanks/{f}.conllu")]
    for text in read(data / "text/current_events_2002_2026.jsonl.xz"):
        out += cut(text)
    for text in read(data / "text/wikinews_2019_2020.jsonl.xz"):
        out += cut(text)
    for line in open(data / "attribution/polnear-train.jsonl", encoding="utf-8"):
        out += cut(json.loads(line)["text"])
    out += trees
    n = sum(map(len, out))
    print("news words", n, flush=True)
    for text in read(data / "text/whitehouse_2021_2026.jsonl.xz"):
        if n > args.limit:
            break
        if random.random() < 0.5:
            new = list(cut(text))
            out += new
            n += sum(map(len, new))
    counts = Counter(fold(normalise(w)) for s in out for w in s)
    for s in trees:
        counts.update({fold(normalise(w)): 3 for w in s})
    keys = [hash64(w) for w, _ in counts.most_common(WORDS)]
    np.save(work / "keys.npy", np.array(keys, dtype=np.uint64))
    rows = Rows(keys)
    random.shuffle(out)
    flat = np.empty((n + 4 * len(out) + 8, 6), dtype=np.int32)
    flat[:] = rows.total
    at = 4
    for s in out:
        ids = rows.sentence(s)
        flat[at:at + len(ids)] = ids
        at += len(ids) + 4
    np.save(work / "rows.npy", flat[:at])
    print("sentences", len(out), "words", n, "rows", rows.total, "types", len(counts), flush=True)


if __name__ == "__main__":
    os.chdir(Path(__file__).resolve().parent)
    main()

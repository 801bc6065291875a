"""Raw news for the parser's teacher to read (distil.py): passages of the *ship* texts of ../shared/data, mixed.   python train/news.py --data ../shared/data > news.txt

All of Wikinews and of PolNeAR's training articles, and of current events and White House texts as many words as --each says; seed fixed.
"""
import argparse
import json
import random
import re
from pathlib import Path

from corpus import read

PARAGRAPHS = 12  # a passage: enough for the splitter's context, few enough to mix the sources


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", required=True)
    ap.add_argument("--each", type=int, default=3_000_000)
    args = ap.parse_args()
    data, passages = Path(args.data), []
    random.seed(3)

    def take(texts, limit):
        texts, n = list(texts), 0
        random.shuffle(texts)
        for text in texts:
            paragraphs = [p.strip() for p in re.split(r"\n+", text) if len(p.split()) >= 4]
            for at in range(0, len(paragraphs), PARAGRAPHS):
                passages.append("\n\n".join(paragraphs[at:at + PARAGRAPHS]))
                n += len(passages[-1].split())
            if n > limit:
                return

    take(read(data / "text/wikinews_2019_2020.jsonl.xz"), args.each)
    take((json.loads(line)["text"] for line in open(data / "attribution/polnear-train.jsonl", encoding="utf-8")), args.each)
    take(read(data / "text/current_events_2002_2026.jsonl.xz"), args.each)
    take(read(data / "text/whitehouse_2021_2026.jsonl.xz"), args.each)
    random.shuffle(passages)
    print("\n\n".join(passages))


if __name__ == "__main__":
    main()

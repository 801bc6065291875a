"""The documents that acts and parties are learned from, out of our annotations and the texts that they stand on.

  python train/annotated.py --shared ../shared > annotated.jsonl

`train/annotations.jsonl` holds no text: a line names a file under SHARED/data (all of sets marked *ship*), its records (first, last + 1), the
characters of their text that were kept, and the claims by character offsets: trigger, event, mode, status, actors, recipients. Annotated in November
2026 by the scheme of docs/claims.md, each document by one reader who saw neither rules nor output; the first half without codes, sources and
quotes. For training only: `tests/gold6` holds the part of the second half that is held out. The codebook's own examples and near misses are added, of which only the type is known, those of operators, of which only the status is, and the third, fourth and fifth gold's parts that are for reading (tests/gold*), but for wires of MUC, which is for measuring only.
A text that is no longer what was annotated is an error, told by its hash.
"""
import argparse
import json
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))
import second_gold  # noqa: E402

FIELDS = ("trigger", "event", "mode", "status", "actor", "recipient", "source", "quote")
ENTITIES = ("actor", "recipient", "source")
# Lines from here on were annotated when it was settled that the content of a request, order or promise that the writer tells of has no source:
# before, many readers gave the asker.
SETTLED = 3060
# Six tenths of the claims stand in digests of a sentence each. With less weight (train_parties.py) they don't drown how news is written at length.
DIGESTS, DIGEST = "current_events", 0.25


def annotated(line, shared):
    text = second_gold.cut(line, shared, "polnear" in line["file"])
    claims = [dict(zip(FIELDS, c)) for c in line["claims"]]
    for n, c in enumerate(claims, 1):
        c["id"] = f"c{n}"
        for role in ENTITIES:
            if role in c:
                c[role] = [{"span": e[:2], "code": e[2]} if len(e) > 2 else {"span": e} for e in c[role]]
    return {"doc": line["doc"], "date": line["date"], "text": text, "claims": claims, "weight": DIGEST if DIGESTS in line["file"] else 1.0}


def examples():
    for path in sorted((ROOT / "codebook" / "events").glob("*.toml")):
        book = tomllib.loads(path.read_text(encoding="utf-8"))
        for sense in book.get("sense", []):
            for key in ("example", "near_miss"):
                texts = sense.get(key, [])
                for n, text in enumerate([texts] if isinstance(texts, str) else texts):
                    yield {"doc": f"{sense['id']}/{key}/{n}", "date": "2024-05-14", "text": text, key: book["type"]}


# What an operator's effect makes of a plain act; the others depend on more.
STATUS_OF = {**{s: s for s in ("actual", "planned", "possible", "denied", "historical")}, "said": "actual", "fact": "actual", "purpose": "possible"}


def operators():
    """The operators' own examples, of which only the status of the act between asterisks is known."""
    lines = (ROOT / "languages" / "en" / "operators.tsv").read_text(encoding="utf-8").splitlines()
    for n, row in enumerate(line.split("\t") for line in lines if line and line[0] != "#"):
        before, act, after = row[5].split("*")
        if row[3] in STATUS_OF:
            yield {"doc": f"operators/{n}", "date": "2024-05-14", "text": before + act + after, "act": [len(before), len(before + act)], "status": STATUS_OF[row[3]]}


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--shared", type=Path, required=True)
    shared = a.parse_args().shared
    for n, line in enumerate(open(ROOT / "train" / "annotations.jsonl", encoding="utf-8")):
        print(json.dumps({**annotated(json.loads(line), shared), "settled": n >= SETTLED}, ensure_ascii=False))
    for gold, part in second_gold.PARTS:
        for line in map(json.loads, open(ROOT / "tests" / gold / "annotations.jsonl", encoding="utf-8")):
            if part == "read" == line["part"] and "muc4" not in line["file"]:
                print(json.dumps(second_gold.document(line, shared), ensure_ascii=False))
    for document in (*examples(), *operators()):
        print(json.dumps(document, ensure_ascii=False))


if __name__ == "__main__":
    main()

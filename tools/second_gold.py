#!/usr/bin/env python3
"""Build the further golds from our annotations and the texts that they stand on.   tools/second_gold.py --shared ../shared --out FOLDER

`tests/gold3/annotations.jsonl` and those of gold4 to gold8 hold no text: a line names a file under --shared/data, its records
(first, last + 1; current events: a day's), the characters of their text that were kept (of the text as it stands if "raw"), and the claims by
character offsets and codes, a list each, in the order of FIELDS. Writes FOLDER/gold3_read.jsonl, gold3_held.jsonl and so on (PARTS) in the format of ../shared/claims.md; the errors on the held parts are not read. A text that is no longer what was annotated is an error, told by its hash.
"""
import argparse
import hashlib
import json
import lzma
import re
import sys
from functools import lru_cache
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1] / "tests"
PARTS = (("gold3", "read"), ("gold3", "held"), ("gold4", "read"), ("gold5", "read"), ("gold5", "held"), ("gold6", "held"), ("gold7", "held"),
         ("gold8", "read"), ("gold8", "held"))
FIELDS = ("trigger", "event", "mode", "status", "actor", "recipient", "source", "quote", "content_of")
ENTITIES = ("actor", "recipient", "source")


@lru_cache
def records(path):
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def text_of(path, first, end):
    """One paragraph a line; a Wikinews article begins with its title, the other sets have it in the text or none worth keeping."""
    parts = []
    for record in records(path)[first:end]:
        whole = record["text"]
        if "wikinews" in path.name:
            whole = record["title"] + "\n\n" + whole
        parts += (" ".join(p.split()) for p in re.split(r"\n\s*\n", whole) if p.strip())
    return "\n".join(parts)


def claim(number, values):
    out = dict(zip(FIELDS, values))
    for role in ENTITIES:
        out[role] = [{"span": [b, e], "code": code} for b, e, code in out[role]]
    return {"id": f"c{number}", **out}


def cut(line, shared, raw):
    """The text that was annotated; raw: of the record's text as it stands."""
    begin, end = line["cut"]
    path = shared / "data" / line["file"]
    text = (records(path)[line["records"][0]]["text"] if raw else text_of(path, *line["records"]))[begin:end]
    if hashlib.sha256(text.encode()).hexdigest() != line["sha256"]:
        sys.exit(f"{line['doc']}: the text in {line['file']} is not the one that was annotated")
    return text


def document(line, shared):
    claims = [claim(n, c) for n, c in enumerate(line["claims"], 1)]
    return {"doc": line["doc"], "date": line["date"], "text": cut(line, shared, line.get("raw")), "claims": claims}


def main(shared, out):
    out.mkdir(parents=True, exist_ok=True)
    for gold, part in PARTS:
        with open(TESTS / gold / "annotations.jsonl", encoding="utf-8") as f:
            lines = [json.loads(line) for line in f]
        built = [document(line, shared) for line in lines if line["part"] == part]
        with open(out / f"{gold}_{part}.jsonl", "w", encoding="utf-8") as f:
            f.writelines(json.dumps(d, ensure_ascii=False) + "\n" for d in built)
        print(f"{gold}, {part}: {len(built)} documents, {sum(len(d['claims']) for d in built)} claims")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    main(arguments.shared, arguments.out)

#!/usr/bin/env python3
"""What the parser loses on text in capitals.   tools/eval_capitals.py build/demarche ../shared/data/treebanks/en_ewt-dev.conllu [../shared/data/events/muc4-dev.jsonl]

A treebank's words are put into capitals and parsed; UPOS, UAS and LAS are those of gold words, beside those of the words as they stand. With a
wire in capitals: the share of its words that get the same tag when its text is written small with capitals at sentence starts (which knows no names, so
proper nouns and common nouns count as one).
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path


def words(path):
    for line in open(path, encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if cells[0].isdigit():
            yield cells


def parse(program, source, target):
    subprocess.run([program, "parse", "--keep-tokens", str(source), "--output", str(target)], check=True)
    return list(words(target))


def upper(form):
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in form)


def rewritten(source, target, change):
    first = True
    with open(target, "w", encoding="utf-8") as out:
        for line in open(source, encoding="utf-8"):
            cells = line.rstrip("\n").split("\t")
            if len(cells) == 10:
                cells[1] = change(cells[1], first)
                first = False
                out.write("\t".join(cells) + "\n")
            elif not line.startswith("#"):
                first = True
                out.write(line)


def figures(gold, found):
    n = len(gold)
    tag = sum(g[3] == p[3] for g, p in zip(gold, found))
    uas = sum(g[6] == p[6] for g, p in zip(gold, found))
    las = sum(g[6] == p[6] and g[7].split(":")[0] == p[7].split(":")[0] for g, p in zip(gold, found))
    return f"UPOS {100 * tag / n:.2f}  UAS {100 * uas / n:.2f}  LAS {100 * las / n:.2f}"


def main(program, treebank, wire=None):
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        gold = list(words(treebank))
        print("as it stands ", figures(gold, parse(program, treebank, folder / "a")))
        rewritten(treebank, folder / "capitals", lambda form, first: upper(form))
        print("in capitals  ", figures(gold, parse(program, folder / "capitals", folder / "b")))
        if wire:
            text = "\n\n".join(json.loads(line)["text"] for line in open(wire, encoding="utf-8"))
            (folder / "wire.txt").write_text(text, encoding="utf-8")
            subprocess.run([program, "parse", str(folder / "wire.txt"), "--output", str(folder / "wire")], check=True)
            shouted = list(words(folder / "wire"))
            rewritten(folder / "wire", folder / "small", lambda form, first: form[:1] + form[1:].lower() if first else form.lower())
            one = lambda tag: "NOUN" if tag == "PROPN" else tag
            quiet = parse(program, folder / "small", folder / "c")
            same = sum(one(a[3]) == one(b[3]) for a, b in zip(shouted, quiet))
            arcs = sum(a[6] == b[6] for a, b in zip(shouted, quiet))
            print(f"wire: {len(shouted)} words; same tag {100 * same / len(shouted):.2f} %, same head {100 * arcs / len(shouted):.2f} %")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(*sys.argv[1:])

#!/usr/bin/env python3
"""How well names are found: span F1 on GUM, whose MISC column holds entities.   tools/eval_names.py build/demarche ../shared/data/treebanks/en_gum_free-dev.conllu

Gold: mentions of persons, organisations and places headed by a proper noun, cut to the name, and nationality words (train/treebank.py). A name
counts as found if both ends and the kind are right. Prints all kinds together and each alone.
"""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "train"))
from treebank import demonyms, sentences  # noqa: E402


def spans(labels):
    """B-person I-person O -> {(0, 2, "person")}"""
    out, begin = set(), None
    for i, label in enumerate(labels + ["O"]):
        if begin is not None and label != "I-" + labels[begin][2:]:
            out.add((begin, i, labels[begin][2:]))
            begin = None
        if label.startswith("B-"):
            begin = i
    return out


def by_characters(forms, labels, at):
    """Spans of words -> spans of characters, white space not counted."""
    ends = [at]
    for form in forms:
        ends.append(ends[-1] + len("".join(form.split())))
    return {(ends[b], ends[e], kind) for b, e, kind in spans(labels)}, ends[-1]


def main(program, gold):
    with tempfile.TemporaryDirectory() as folder:
        text, pred = Path(folder) / "text", Path(folder) / "pred.conllu"
        lines = [line[9:] for line in open(gold, encoding="utf-8") if line.startswith("# text = ")]
        text.write_text("\n".join(lines), encoding="utf-8")  # an empty line between sentences: names are measured, not sentence ends
        subprocess.run([program, "parse", str(text), "--output", str(pred)], check=True)
        found, at, forms, labels = set(), 0, [], []
        for line in open(pred, encoding="utf-8"):
            cells = line.rstrip("\n").split("\t")
            if line == "\n":
                new, at = by_characters(forms, labels, at)
                found |= new
                forms, labels = [], []
            elif cells[0].isdigit():
                name = re.search(r"(?:^|\|)NE=([^|]*)", cells[9])
                forms.append(cells[1])
                labels.append(name.group(1) if name else "O")
    wanted, at = set(), 0
    for s in sentences(gold, True, demonyms(ROOT.parent / "shared")):
        new, at = by_characters(s.forms, s.names, at)
        wanted |= new
    for kind in ("all", "person", "place", "organization", "nationality"):
        g, p = ({n for n in names if kind in ("all", n[2])} for names in (wanted, found))
        r = len(g & p)
        print(f"{kind:13} gold {len(g):4}  P {r / max(1, len(p)):.3f}  R {r / max(1, len(g)):.3f}  F1 {2 * r / max(1, len(g) + len(p)):.3f}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])

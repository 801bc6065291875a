"""Reads CoNLL-U sentences with their names.   sentences(path) yields Sentence.

Names come from GUM's MISC column (Entity=...): mentions of persons, organisations and places whose head is a proper noun, cut to the name.
Does not handle empty nodes (skipped) and enhanced dependencies (ignored).
"""
import csv
import re
from dataclasses import dataclass, field

KINDS = ["person", "organization", "place", "nationality"]


@dataclass
class Sentence:
    forms: list = field(default_factory=list)
    lemmas: list = field(default_factory=list)
    upos: list = field(default_factory=list)
    xpos: list = field(default_factory=list)
    feats: list = field(default_factory=list)
    heads: list = field(default_factory=list)      # 0-based, -1 = root
    relations: list = field(default_factory=list)
    names: list = None                             # BIO labels, None where the treebank has no names


def _name(sentence, b, e):
    """Cuts the mention [b, e) to its name, or returns None if its head is no proper noun."""
    inside = [i for i in range(b, e) if not b <= sentence.heads[i] < e]
    if not inside or sentence.upos[inside[0]] != "PROPN":
        return None
    head = inside[0]
    lo = hi = head
    while lo > b and (sentence.upos[lo - 1] == "PROPN" or sentence.forms[lo - 1] == "-" and lo - 1 > b and sentence.upos[lo - 2] == "PROPN"):
        lo -= 1
    while hi + 1 < e:
        if sentence.upos[hi + 1] in ("PROPN", "NUM") or sentence.forms[hi + 1] == "'s" and hi + 2 < e and sentence.upos[hi + 2] == "PROPN":
            hi += 1
        elif hi + 2 < e and sentence.forms[hi + 1] in ("of", "for", "and", "&", "-", "the", "de", "al") and sentence.upos[hi + 2] == "PROPN":
            hi += 2
        elif hi + 3 < e and sentence.forms[hi + 1] in ("of", "for") and sentence.forms[hi + 2] == "the" and sentence.upos[hi + 3] == "PROPN":
            hi += 3
        else:
            break
    return lo, hi + 1


def _names(sentence, misc, demonyms):
    spans, open_ = [], {}
    for i, cell in enumerate(misc):
        found = re.search(r"(?:^|\|)Entity=([^|]*)", cell)
        for part in re.findall(r"\([^()]*\)?|[^()]+\)", found.group(1)) if found else []:
            if part.startswith("("):
                fields = part.strip("()").split("-")
                if len(fields) < 2:
                    continue
                if part.endswith(")"):
                    spans.append((i, i + 1, fields[1]))
                else:
                    open_.setdefault(fields[0], []).append((i, fields[1]))
            else:
                for ident in filter(None, part.split(")")):
                    if open_.get(ident):
                        b, kind = open_[ident].pop()
                        spans.append((b, i + 1, kind))
    labels = ["O"] * len(sentence.forms)
    for b, e, kind in sorted(spans, key=lambda s: s[0] - s[1]):
        cut = _name(sentence, b, e) if kind in KINDS[:3] else None
        if cut and all(labels[i] == "O" for i in range(*cut)):
            for i in range(*cut):
                labels[i] = ("B-" if i == cut[0] else "I-") + kind
    for i, form in enumerate(sentence.forms):
        if labels[i] == "O" and form in demonyms:
            labels[i] = "B-nationality"
    return labels


def sentences(path, names=False, demonyms=frozenset()):
    s, misc = Sentence(), []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if not line:
            if s.forms:
                s.names = _names(s, misc, demonyms) if names else None
                yield s
            s, misc = Sentence(), []
        elif not line.startswith("#"):
            c = line.split("\t")
            if not c[0].isdigit():
                continue
            for column, value in zip((s.forms, s.lemmas, s.upos, s.xpos, s.feats, s.relations), (c[1], c[2], c[3], c[4], c[5], c[7])):
                column.append(value)
            s.heads.append(int(c[6]) - 1)
            misc.append(c[9])
    if s.forms:
        s.names = _names(s, misc, demonyms) if names else None
        yield s


def demonyms(shared):
    """Words for people of a country ("Kenyan", "Kenyans"), from the shared knowledge."""
    out = set()
    with open(shared / "knowledge/actors/countries.tsv", encoding="utf-8") as f:
        for row in csv.DictReader(f, delimiter="\t"):
            for cell in (row["adjective"], row["demonym_noun"].replace("(s)", "")):
                for w in cell.replace(" or ", ",").replace(";", ",").split(","):
                    if w.strip()[:1].isupper() and " " not in w.strip():
                        out |= {w.strip(), w.strip() + "s"}
    return frozenset(out | {"American", "Americans", "British", "Briton", "Britons", "Arab", "Arabs", "European", "Europeans", "Kurdish", "Kurds"})

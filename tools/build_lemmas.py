#!/usr/bin/env python3
"""Builds models/en/lemmas.tsv: English verbs and irregular forms, facts from WordNet 3.0 (../shared/knowledge/lex), and what lemma a word has
under a tag, learned from the training parts of UD English EWT and GUM (../shared/data/treebanks); how names that people write small are written:
words of countries, regions and large cities (places/places.tsv), days and months, these in short too; which words in capitals are acronyms, by
the news of ../shared/data/text.

kind  form  lemma    kind v: verbs (a regular verb stands once, with its lemma alone); n: irregular plurals; a: degrees of adjectives and adverbs;
w: form/XPOS and lemma; alone: c: words of five letters that the news writes small or with one capital, u: longer ones that it writes in capitals; k: words
that look like a misspelling of a word of w, but are words
"""
import csv
import json
import lzma
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TREES = ROOT.parent / "shared" / "data" / "treebanks"
TEXT = ROOT.parent / "shared" / "data" / "text"
PURE = 0.8  # share of a word's lemmas that the table's must have
LEX = ROOT.parent / "shared" / "knowledge" / "lex"
# forms that are mostly another word, or that UD English lemmatises otherwise
LEFT_OUT = {"people", "found", "data", "media", "lay", "wound", "bore", "ground", "saw", "does", "felt", "axes", "bases", "left"}

# the two treebanks disagree on these; the rooms after the parser look words up, and need one lemma
REGULAR = {"people/NNS": "people", "troops/NNS": "troop", "supplies/NNS": "supply", "goods/NNS": "good", "settlers/NNS": "settler", "united/NNP": "United"}


DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
LARGE = 500_000  # inhabitants of a city whose name counts
PARTICLES = {"al", "and", "da", "de", "del", "des", "du", "el", "la", "le", "of", "san", "the", "y"}


def rows(name):
    with open(LEX / name, encoding="utf-8") as f:
        yield from csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE)


def learned():
    """{("left/VBD", "leave"), ...} of small letters."""
    count = defaultdict(Counter)
    for name in ("en_ewt-train", "en_gum_free-train"):
        for line in open(TREES / f"{name}.conllu", encoding="utf-8"):
            cells = line.rstrip("\n").split("\t")
            if cells[0].isdigit() and cells[2] != "_" and not cells[4].startswith("NNP"):
                count[f"{cells[1].lower()}/{cells[4]}"][cells[2]] += 1
    for form, lemmas in count.items():
        lemma, n = lemmas.most_common(1)[0]
        if n >= PURE * sum(lemmas.values()):
            yield form, lemma


def is_slip(form, lemma, verbs, irregular):
    """Is the lemma no verb where another is: "fled/VBD" as "flead", "freed/VBN" as "fre"? Such single words of a treebank are slips."""
    word, _, tag = form.rpartition("/")
    if not tag.startswith("VB") or lemma in verbs:
        return False
    stems = {word[:-len(end)] for end in ("ed", "d", "ing", "es", "s") if word.endswith(end)}
    stems |= {stem + "e" for stem in stems} | {stem[:-1] for stem in stems if stem[-1:] == stem[-2:-1]} | {stem[:-1] + "y" for stem in stems if stem.endswith("i")}
    return word in irregular or bool(stems & verbs)


def names():
    """{("kerala/NNP", "Kerala"), ("oct./NNP", "October"), ...}"""
    small = Counter()  # by word: how often the treebanks leave the name small, or in capitals, less how often not
    for name in ("en_ewt-train", "en_gum_free-train"):
        for line in open(TREES / f"{name}.conllu", encoding="utf-8"):
            cells = line.split("\t")
            if cells[0].isdigit() and cells[4] == "NNP" and (cells[1].islower() or cells[1].isupper()):
                small[cells[1].lower()] += 1 if cells[2].islower() or cells[2].isupper() else -1
    found = dict.fromkeys(DAYS + MONTHS)
    also_names = {"Sun", "May", "Mar", "Jan", "Jun"}  # and days or months, in short
    with open(ROOT / "places/places.tsv", encoding="utf-8") as f:
        for r in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE):
            if r["kind"] in ("country", "region") or int(r["population"] or 0) >= LARGE:
                found.update(dict.fromkeys(r["name"].split()))
                if r["name"].isascii() and r["name"].isalpha() and r["name"].endswith("s") and not r["name"].endswith("ss"):  # no plural to undo
                    yield f"{r['name'].lower()}/NNPS", r["name"]
    for word in found:
        if word.isascii() and word.isalpha() and word.istitle() and len(word) > 2 and (word not in also_names or word in MONTHS) and word.lower() not in PARTICLES and small[word.lower()] <= 0:
            yield f"{word.lower()}/NNP", word
    for word in DAYS + MONTHS:
        for short in {word[:3], word[:4]} if word in ("Tuesday", "Thursday", "September") else {word[:3]}:
            yield f"{short.lower()}./NNP", word
            if short not in also_names:
                yield f"{short.lower()}/NNP", word


def news():
    """How often the news has words of five letters or more, in any case, in capitals, small."""
    count, high, low = Counter(), Counter(), Counter()
    for path in sorted(TEXT.glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as f:
            for line in f:
                for word in re.findall(r"\b[A-Za-z]{5,}\b", json.loads(line)["text"]):
                    count[word.lower()] += 1
                    high[word.lower()] += word.isupper()
                    low[word] += word.islower()
    return count, high, low


def respelled(word):
    """The words that src/parse/spelling_forms.cpp takes it for."""
    for i in range(1, len(word)):
        yield word[:i] + word[i + 1:] if word[i] == word[i - 1] else word[:i] + word[i] + word[i:]
        yield word[:i] + word[i:i + 2][::-1] + word[i + 2:]


def words(seen, low):
    """{("k", "dairy"), ...}: in a dictionary, or often in the news, and a letter doubled or two changed make it a word of `seen`."""
    nouns = {r["lemma"] for r in rows("wordnet_noun_lexnames.tsv")} | {r["lemma"] + "s" for r in rows("wordnet_noun_lexnames.tsv") if not r["lemma"].endswith("s")}
    for word in nouns | {w for w, n in low.items() if n >= 20}:
        if 5 <= len(word) <= 20 and word.isascii() and word.isalpha() and word.islower() and word not in seen and any(w in seen for w in respelled(word)):
            yield "k", word


def capitals(count, high):
    """{("c", "storm"), ("u", "unicef"), ...}"""
    for word, n in count.items():
        if len(word) == 5 and n >= 20 and high[word] < 0.5 * n:
            yield "c", word
        if len(word) > 5 and n >= 10 and high[word] >= 0.8 * n:
            yield "u", word
    for name in ("en_ewt-train", "en_gum_free-train"):
        for line in open(TREES / f"{name}.conllu", encoding="utf-8"):
            cells = line.split("\t")
            if cells[0].isdigit() and cells[4] == "NNP" and len(cells[1]) > 5 and cells[1].isascii() and cells[1].isalpha() and cells[1].isupper() and cells[2] == cells[1]:
                yield "u", cells[1].lower()


def main():
    if not LEX.is_dir():
        sys.exit(f"{LEX}: not here; models/en/lemmas.tsv stays as it is")
    out = {("v", r["lemma"], "") for r in rows("wordnet_verb_lexnames.tsv") if r["lemma"].isalpha() and r["lemma"].islower() and len(r["lemma"]) > 1}
    verbs = {lemma for _, lemma, _ in out}
    for r in rows("wordnet_irregular_forms.tsv"):
        form, lemma = r["form"], r["lemma"]
        if not (form.isalpha() and lemma.isalpha()) or form in LEFT_OUT:
            continue
        if r["pos"] == "verb" and lemma in verbs and form not in verbs:
            out.add(("v", form, lemma))
        if r["pos"] == "noun":
            out.add(("n", form, lemma))
        if r["pos"] in ("adj", "adv") and form.islower() and form.endswith(("er", "est")):
            out.add(("a", form, lemma))
    count, high, low = news()
    out |= {(kind, word, "") for kind, word in capitals(count, high)}
    irregular = {form for kind, form, lemma in out if kind == "v" and lemma}
    out |= {("w", form, lemma) for form, lemma in learned() if not is_slip(form, lemma, verbs, irregular)}
    out = {row for row in out if row[1] not in REGULAR} | {("w", form, lemma) for form, lemma in REGULAR.items()}
    plurals = {form.removesuffix("/NNS") for kind, form, _ in out if kind == "w" and form.endswith("/NNS")}
    out |= {("w", form, lemma) for form, lemma in names() if form.removesuffix("/NNPS") not in plurals}
    out |= {(kind, word, "") for kind, word in words({form.rsplit("/", 1)[0] for kind, form, _ in out if kind == "w"}, low)}
    with open(ROOT / "models/en/lemmas.tsv", "w", encoding="utf-8", newline="\n") as f:
        print("# English verbs and irregular forms; facts from WordNet 3.0, Princeton University (NOTICE); w: learned from UD English EWT and GUM. tools/build_lemmas.py writes this file.", file=f)
        for row in sorted(out):
            print("\t".join(row).rstrip("\t"), file=f)


if __name__ == "__main__":
    main()

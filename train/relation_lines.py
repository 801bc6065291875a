"""Lines for train_relation.py out of annotated claims: a sentence, two given parties, the type between them.

  demarche parse annotated.jsonl > annotated.conllu && python train/relation_lines.py annotated.jsonl annotated.conllu --without plv-train.jsonl > lines.jsonl

annotated.jsonl is made by train/annotated.py; the parse only says where sentences end. A line is {"text", "source_spans", "target_spans", "root", "weight",
"doc"}, spans in characters of the sentence. A claim with actors and recipients in its sentence is a line, so is one of several actors that act on each
other; one with a party on one side only is a line with an empty side, and, for each of two parties that other claims of the sentence have, one at half the
weight. What two parties are said to do twice counts once in all. What is planned or possible is called as PLOVER calls it: cooperation AGREE, force
THREATEN; cooperation that is denied ("will not release") REJECT, and other denials are left out. A sentence that shares eight words in a row with one of --without is left out, so that no fold meets itself.
--half K writes the documents of one half only (train_relation.py says what for), --documents their annotations instead of lines.
"""
import argparse
import json
import re
import zlib
from collections import defaultdict

AHEAD = {**dict.fromkeys(("CONSULT", "COOPERATE", "AID", "SUPPORT", "CONCEDE"), "AGREE"),
         **dict.fromkeys(("ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"), "THREATEN")}
DENIED = dict.fromkeys((*(t for t in AHEAD if AHEAD[t] == "AGREE"), "AGREE", "RETREAT"), "REJECT")
OTHER, OTHERS = 0.5, 2  # what a line with another claim's party weighs, and how many of them


def halves(doc):
    return zlib.crc32(doc.encode()) % 2


def grams(text, n=8):
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i:i + n]) for i in range(len(words) - n + 1)} or {" ".join(words)}


def sentences(path):
    """-> {document: [text of a sentence]}"""
    out, doc = defaultdict(list), None
    for line in open(path, encoding="utf-8"):
        if line.startswith("# newdoc id = "):
            doc = line[14:].rstrip("\n")
        elif line.startswith("# text = "):
            out[doc].append(line[9:].rstrip("\n"))
    return out


def places(text, texts):
    """Where the sentences stand: their characters in order, white space aside."""
    at = 0
    for wanted in texts:
        end = begin = at + len(text[at:]) - len(text[at:].lstrip())
        for c in wanted:
            if c.isspace():
                continue
            while end < len(text) and text[end].isspace():
                end += 1
            if end == len(text) or text[end] != c:
                return
            end += 1
        yield begin, end
        at = end


def meet(one, other):
    return any(a[0] < b[1] and b[0] < a[1] for a in one for b in other)


def called(claim):
    """The type between the parties, None if there is none."""
    event, status = claim["event"], claim["status"]
    return DENIED.get(event) if status == "denied" else AHEAD.get(event, event) if status in ("planned", "possible") else event


def lines(claims, begin, end):
    """-> [(claim, source, target, weight)] of the claims of a sentence."""
    out, single = [], []
    for claim in claims:
        actors, recipients = ([[b - begin, e - begin] for b, e in (x["span"] for x in claim.get(role, []) if "span" in x) if begin <= b and e <= end]
                              for role in ("actor", "recipient"))
        if len(actors) > 1 and not recipients:
            actors, recipients = actors[:1], actors[1:]
        if actors or recipients:
            (out if actors and recipients else single).append((claim, actors, recipients))
    parties = [p for _, actors, recipients in out + single for p in actors + recipients]
    weighed = [(c, s, t, 1 / sum(meet(s, x[1]) and meet(t, x[2]) for x in out)) for c, s, t in out]
    for claim, source, target in single:
        weighed.append((claim, source, target, 1.0))
        near = []
        for p in parties:
            trigger = [[t - begin for t in claim["trigger"]]]
            if len(near) < OTHERS and not meet([p], (source or target) + near + trigger):
                near.append(p)
                weighed.append((claim, source or [p], target or [p], OTHER))
    return weighed


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("annotated")
    a.add_argument("parsed", nargs="?")
    a.add_argument("--without", nargs="*", default=[])
    a.add_argument("--half", type=int, choices=(0, 1))
    a.add_argument("--documents", action="store_true")
    args = a.parse_args()
    met = set().union(*(grams(json.loads(line)["text"]) for path in args.without for line in open(path, encoding="utf-8")))
    parsed = sentences(args.parsed) if args.parsed else {}
    for raw in open(args.annotated, encoding="utf-8"):
        d = json.loads(raw)
        example = "claims" not in d
        if args.half is not None and not example and halves(d["doc"]) != args.half:
            continue
        if args.documents:
            print(raw, end="")
            continue
        for begin, end in () if example else places(d["text"], parsed.get(d["doc"], [])):
            text = re.sub(r"\s", " ", d["text"][begin:end])
            claims = [c for c in d["claims"] if begin <= c["trigger"][0] < end]
            if not claims or grams(text) & met:
                continue
            for claim, source, target, weight in lines(claims, begin, end):
                if root := called(claim):
                    print(json.dumps({"doc": d["doc"], "text": text, "source_spans": source, "target_spans": target, "root": root, "weight": weight}))


if __name__ == "__main__":
    main()

"""Lines for train_relation.py out of annotated claims: a sentence, two given parties, the type between them.

  demarche parse annotated.jsonl > annotated.conllu && python train/relation_lines.py annotated.jsonl annotated.conllu --without plv-train.jsonl > lines.jsonl

annotated.jsonl is made by train/annotated.py; the parse only says where sentences end. A line is {"text", "source_spans", "target_spans", "root", "weight",
"doc"}, spans in characters of the sentence. A claim with actors and recipients in its sentence is a line, so is one of several actors that act on each
other; one with a party on one side only is a line with an empty side, and, for each of two parties that other claims of the sentence have, one at half the
weight. What two parties are said to do twice counts once in all. What is planned or possible is called as PLOVER calls it: cooperation AGREE, force
THREATEN; cooperation that is denied ("will not release") REJECT, and other denials are left out. A sentence that shares eight words in a row with one of --without is left out, so that no fold meets itself.
--besides writes instead what no claim's parties are but a question may be about, by the tree: who tells, writes to or is interviewed by whom, if nothing else
joins the two (CONSULT: a talk is all that is known), and, at half the weight, the place of an act without a recipient.
"""
import argparse
import json
import re
from collections import defaultdict

AHEAD = {**dict.fromkeys(("CONSULT", "COOPERATE", "AID", "SUPPORT", "CONCEDE"), "AGREE"),
         **dict.fromkeys(("ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"), "THREATEN")}
DENIED = dict.fromkeys((*(t for t in AHEAD if AHEAD[t] == "AGREE"), "AGREE", "RETREAT"), "REJECT")
OTHER, OTHERS = 0.5, 2  # what a line with another claim's party weighs, and how many of them
TELLS = {"tell", "inform", "brief", "notify", "remind", "assure"}             # their objects are told
SPEAKS = {"speak": ("to", "before"), "talk": ("to", "before"), "testify": ("to", "before"), "write": ("to", "before"), "interview": ("with", "by")}
PLACES = {"in", "near", "at", "outside", "into", "on", "from", "across", "over", "to", "toward", "towards", "inside", "around", "through", "along"}
NOBODY = {"it", "that", "this", "which", "who", "you"}
INSIDE = {"det", "amod", "compound", "flat", "nummod", "nmod:poss"}           # what belongs to a party's name


def grams(text, n=8):
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i:i + n]) for i in range(len(words) - n + 1)} or {" ".join(words)}


class Sentence:
    """Its text and its words: form, lemma, tag, head (-1: none), relation, span in characters."""

    def __init__(self, text):
        self.text, self.words, self.end = text, [], 0

    def add(self, fields):
        begin = self.text.find(fields[1], self.end)
        self.end = begin + len(fields[1])
        self.words.append((fields[1], fields[2].lower(), fields[3], int(fields[6]) - 1, fields[7], (begin, self.end)))

    def children(self, head, *relations):
        return [i for i, w in enumerate(self.words) if w[3] == head and (not relations or w[4] in relations or w[4].split(":")[0] in relations)]

    def preposition(self, word, wanted):
        return any(self.words[c][1] in wanted for c in self.children(word, "case"))

    def name(self, head):
        """-> [begin, end] of a noun with what belongs to its name"""
        inside, rest = [head], [head]
        while rest:
            more = [c for c in self.children(rest.pop()) if len(rest) < 99 and (self.words[c][4] in INSIDE or self.words[c][4].split(":")[0] in INSIDE)]
            inside, rest = inside + more, rest + more
        return [self.words[min(inside)][5][0], self.words[max(inside)][5][1]]


def sentences(path):
    """-> {document: [Sentence]}"""
    out, doc = defaultdict(list), None
    for line in open(path, encoding="utf-8"):
        if line.startswith("# newdoc id = "):
            doc = line[14:].rstrip("\n")
        elif line.startswith("# text = "):
            out[doc].append(Sentence(line[9:].rstrip("\n")))
        elif line[:1].isdigit() and line.split("\t", 1)[0].isdigit():
            out[doc][-1].add(line.rstrip("\n").split("\t"))
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


def talks(s):
    """-> [(word, who tells, who is told)], indices of words"""
    for v, (_, lemma, tag, head, relation, _) in enumerate(s.words):
        if tag == "VERB" and lemma in TELLS and not s.children(v, "xcomp"):
            tellers = s.children(v, "nsubj") or (s.children(head, "nsubj") if relation == "conj" else [])
            told = [c for c in s.children(v, "iobj", "obj") if s.words[c][2] in ("NOUN", "PROPN")]
        elif lemma in SPEAKS:
            tellers = s.children(v, "nsubj") if tag == "VERB" else s.children(head, "nsubj") if head >= 0 else []
            told = [c for c in s.children(v, "obl", "nmod") if s.words[c][2] in ("NOUN", "PROPN") and s.preposition(c, SPEAKS[lemma])]
        else:
            continue
        if tellers and told and s.words[tellers[0]][4] == "nsubj" and s.words[tellers[0]][1] not in NOBODY:
            yield v, tellers[0], told[0]


def besides(s, claims, begin, end):
    """-> [(type, source, target, weight)] beside the claims of a sentence (see the top)."""
    def spans(claim, role):
        return [[b - begin, e - begin] for b, e in (x["span"] for x in claim.get(role, []) if "span" in x) if begin <= b and e <= end]

    triggers = [[c["trigger"][0] - begin, c["trigger"][1] - begin] for c in claims]
    for v, teller, told in talks(s):
        source, target = [s.name(teller)], [s.name(told)]
        if not meet([s.words[v][5]], triggers) and not any(meet(source, spans(c, "actor")) and meet(target, spans(c, "recipient")) for c in claims):
            yield "CONSULT", source, target, 1.0
    for claim, trigger in zip(claims, triggers):
        source = spans(claim, "actor")
        if not source or claim.get("recipient") or not called(claim):
            continue
        act = [i for i, w in enumerate(s.words) if meet([w[5]], [trigger])]
        at = [c for t in act for c in s.children(t, "obl", "nmod") if s.words[c][2] == "PROPN" and c not in act and s.preposition(c, PLACES)]
        for target in ([s.name(c)] for c in at[:2]):
            if not meet(target, source):
                yield called(claim), source, target, OTHER


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("annotated")
    a.add_argument("parsed", nargs="?")
    a.add_argument("--without", nargs="*", default=[])
    a.add_argument("--besides", action="store_true")
    args = a.parse_args()
    met = set().union(*(grams(json.loads(line)["text"]) for path in args.without for line in open(path, encoding="utf-8")))
    parsed = sentences(args.parsed) if args.parsed else {}
    for raw in open(args.annotated, encoding="utf-8"):
        d = json.loads(raw)
        example = "claims" not in d
        parts = [] if example else parsed.get(d["doc"], [])
        for sentence, (begin, end) in zip(parts, places(d["text"], [s.text for s in parts]) if parts else ()):
            text = re.sub(r"\s", " ", d["text"][begin:end])
            claims = [c for c in d["claims"] if begin <= c["trigger"][0] < end]
            if not (claims or args.besides) or grams(text) & met:
                continue
            found = besides(sentence, claims, begin, end) if args.besides else ((called(c), s, t, w) for c, s, t, w in lines(claims, begin, end))
            for root, source, target, weight in found:
                if root:
                    print(json.dumps({"doc": d["doc"], "text": text, "source_spans": source, "target_spans": target, "root": root, "weight": weight}))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Score pronouns against the chains of UD English-GUM (MISC: Entity=...).

  tools/score_coreference.py --write GUM.conllu > gum.jsonl        texts for `demarche-eval coreference`
  tools/score_coreference.py GUM.conllu PRED.jsonl [--errors]       mention-to-antecedent accuracy

Counted are third-person pronouns of the text whose chain is a person or an organisation and has an earlier mention. The antecedent given to
one is the nearest earlier mention of the same entity in PRED; it is right if its head word is that of an earlier gold mention of the chain.
A pronoun without an antecedent counts as wrong. First and second persons are left out: whose they are depends on who speaks.
"""
import json
import re
import sys
from collections import Counter

THIRD = {"he", "she", "it", "they", "him", "her", "them", "his", "hers", "its", "their", "theirs", "himself", "herself", "itself", "themselves"}


def documents(path):
    """Documents as (name, text, tokens, mentions); a token is (begin, end, form, head, relation), a mention (first, last, chain, type)."""
    name, text, tokens, mentions, open_, base, skip = "", "", [], [], [], 0, 0
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            if tokens:
                yield name, text, tokens, mentions
            name, text, tokens, mentions, open_ = line.split("=")[1].strip(), "", [], [], []
        elif line.startswith("# newpar") and "block" not in line and text:
            text += "\n\n"
        elif not line:
            base = len(tokens)
        elif line[0] != "#":
            c = line.split("\t")
            if "." in c[0]:
                continue
            if "-" in c[0]:
                first, last = map(int, c[0].split("-"))
                joint = (len(text), len(text) + len(c[1]))
                text += c[1] + ("" if "SpaceAfter=No" in c[9] else " ")
                skip, at = last - first + 1, joint[0]
                continue
            if skip:  # parts of a multiword token take their letters one after the other
                begin = at
                end = joint[1] if skip == 1 else min(joint[1], at + len(c[1]))
                at, skip = end, skip - 1
            else:
                begin, end = len(text), len(text) + len(c[1])
                text += c[1] + ("" if "SpaceAfter=No" in c[9] else " ")
            i = len(tokens)
            tokens.append((begin, end, c[1], base + int(c[6]) - 1 if c[6] != "0" else -1, c[7]))
            entity = re.search(r"Entity=([^|]+)", c[9])
            for part in re.findall(r"\([^()]+\)|\([^()]+|\d+\)", entity.group(1)) if entity else []:
                if part[0] == "(":
                    fields = part.strip("()").split("-")
                    record = [i, None, fields[0], fields[1]]
                    mentions.append(record)
                    if part[-1] == ")":
                        record[1] = i
                    else:
                        open_.append(record)
                else:
                    for record in reversed(open_):
                        if record[2] == part[:-1]:
                            record[1] = i
                            open_.remove(record)
                            break
    if tokens:
        yield name, text, tokens, mentions


def head_of(tokens, first, last):
    for i in range(first, last + 1):
        if not first <= tokens[i][3] <= last:
            return i
    return last


def main(gold, pred, show):
    answers = [json.loads(line) for line in open(pred, encoding="utf-8")]
    right, total, kinds, wrong = Counter(), Counter(), Counter(), 0
    for (name, text, tokens, mentions), answer in zip(documents(gold), answers):
        chains = {}
        for first, last, chain, kind in mentions:
            if last is not None:
                chains.setdefault(chain, []).append((head_of(tokens, first, last), first, last))
        at = {tuple(m["head"]): k for k, m in enumerate(answer["mentions"])}
        for first, last, chain, kind in mentions:
            form = tokens[first][2].lower()
            if first != last or form not in THIRD or kind not in ("person", "organization"):
                continue
            before = {tokens[h][:2] for h, _, _ in chains[chain] if h < first}
            if not before:
                continue
            total[form] += 1
            k = at.get(tokens[first][:2])
            found = None
            if k is not None and answer["mentions"][k]["entity"] >= 0:
                entity = answer["mentions"][k]["entity"]
                found = next((m for m in reversed(answer["mentions"][:k]) if m["entity"] == entity), None)
            ok = found is not None and tuple(found["head"]) in before
            right[form] += ok
            if show and not ok:
                b = tokens[first][0]
                print(f"{name}: ...{text[max(0, b - 160):b]}[{tokens[first][2]}]{text[tokens[first][1]:tokens[first][1] + 30]}... given: {text[slice(*found['head'])] if found else None}".replace("\n", " "))
    for form in sorted(total):
        print(f"{form:12s} {right[form]:4d} of {total[form]:4d}")
    print(f"antecedents right: {sum(right.values())} of {sum(total.values())}, accuracy {sum(right.values()) / max(1, sum(total.values())):.3f}")


if __name__ == "__main__":
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    if "--write" in sys.argv and len(args) == 1:
        for name, text, _, _ in documents(args[0]):
            print(json.dumps({"doc": name, "text": text}, ensure_ascii=False))
    elif len(args) == 2:
        main(args[0], args[1], "--errors" in sys.argv)
    else:
        sys.exit(__doc__)

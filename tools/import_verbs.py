#!/usr/bin/env python3
"""TABARI and PETRARCH verb dictionaries as codebook files.   tools/import_verbs.py DICTIONARY.txt FOLDER

Writes FOLDER/imported_TYPE.toml, one a PLOVER type, for a codebook/events/ of your own. Covered: blocks (`--- SEIZE [170] ---`, `&MONEY`), whose patterns
are those of all verbs above them in the block, and flat files, in which a pattern is of the verb above it alone; verbs with or without forms and codes of
their own, in either order; patterns whose words follow the verb (`- * POWER [174]`, `- * HOSTAGE FROM + [181]`, PETRARCH-2's braces). Not covered: words before the verb, passives of their own, `%` and `^`, codes 01 and 02 (PLOVER has no type for them), codes with a colon. Every line that
is not understood is reported with its number; exit code 1 if there was any.
"""
import re, sys
from collections import defaultdict
from pathlib import Path

ROOTS = {"03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "CONCEDE", "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE",
         "12": "REJECT", "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT"}
RETREATS = ("084", "085", "086", "087")
SCORES = {"AGREE": 2.5, "CONSULT": 2.5, "SUPPORT": 5, "COOPERATE": 9.5, "AID": 10, "CONCEDE": 4.5, "RETREAT": 6.5, "REQUEST": 0, "ACCUSE": -3, "REJECT": -2,
          "THREATEN": -3.5, "PROTEST": -5, "SANCTION": -6, "MOBILIZE": -5.5, "COERCE": -7, "ASSAULT": -9}
PREPOSITIONS = set("TO WITH ON UPON AGAINST FROM FOR AT IN INTO OF OVER BY TOWARD TOWARDS ABOUT BETWEEN".split())
CODE = re.compile(r"\[(-{3}|[0-9]{2,4}[A-Z]?)\]")
VERB = re.compile(r"([A-Z][A-Z_'-]*)\s*(?:\{[^}]*\}|\[[^\]]*\]|\s)*$")  # with forms and code in either order


def type_of(code):
    return "RETREAT" if code.startswith(RETREATS) else ROOTS.get(code[:2])


def phrase(text):
    """Words behind the verb and the slot of the target, or None if the pattern is none of that kind."""
    words = re.sub(r"[{}()]", " ", text).replace("_", " ").split()
    if not words or words[0] != "*":
        return None
    rest, slot = [], "obj"
    for at, word in enumerate(words[1:]):
        if word in ("+", "$"):
            before = words[at]
            if word == "+" and before in PREPOSITIONS:
                slot = "obl:" + before.lower()
                if rest and rest[-1] == before:
                    rest.pop()
        elif re.fullmatch(r"&?[A-Z][A-Z'-]*", word):
            rest.append(word)
        else:
            return None
    return rest, slot


def read(lines):
    """-> {(type, code, slot): verb phrases}, [(line number, why)]"""
    found, problems, sets = defaultdict(set), [], defaultdict(list)
    verbs, code, group = [], None, None
    block, told = False, False  # within `---`; patterns of `verbs` have been seen, so that the next verb begins anew
    for number, raw in enumerate(lines, 1):
        line = re.sub(r"\s*(#|;|<!--).*", "", raw.rstrip("\n")).strip()
        if not line:
            continue
        coded = CODE.search(line)
        own = coded.group(1) if coded else None
        if line.startswith("---"):
            verbs, code, group, block = [], own, None, True
        elif line.startswith("&"):
            group, verbs = line.split()[0], []
        elif line.startswith("+") and group:
            sets[group].append(line[1:].replace("_", " ").strip().lower())
        elif line.startswith("-"):
            told = True
            pattern = phrase(CODE.sub("", line[1:]).strip())
            kind = type_of(own) if own and own != "---" else None
            unknown = [w for w in pattern[0] if w.startswith("&") and not sets[w]] if pattern else []
            if own == "---":
                problems.append((number, "a pattern that is not to be coded; write it as a near_miss or `forbid`"))
            elif pattern is None or kind is None or not verbs or unknown:
                problems.append((number, "no verb before it" if not verbs else "unknown set " + unknown[0] if unknown else "no PLOVER type for its code" if pattern else "pattern not covered"))
            else:
                tails = [""]
                for word in pattern[0]:
                    tails = [t + " " + w for t in tails for w in (sets[word] if word.startswith("&") else [word.lower()])]
                found[kind, own, pattern[1]].update(v + t for v in verbs for t in tails)
        elif VERB.match(line):
            verb = VERB.match(line).group(1).replace("_", " ").lower()
            verbs = [*verbs, verb] if block and not told else [verb]
            told = False
            kind = type_of(own or code) if (own or code or "---") != "---" else None
            if kind:
                found[kind, own or code, "obj"].add(verb)
            elif (own or code or "---") != "---":
                problems.append((number, "no PLOVER type for code " + (own or code)))
        else:
            verbs = []  # what follows is not of the verbs before it
            problems.append((number, "not understood"))
    return found, problems


def main(path, folder):
    try:
        found, problems = read(open(path, encoding="utf-8", errors="replace"))
    except OSError as error:
        sys.exit(f"{path}: {error.strerror}")
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    for kind in sorted({k for k, _, _ in found}):
        text = [f'type = "{kind}"\nscore = {SCORES[kind]}\ndefinition = "Imported from {Path(path).name}."\n']
        for (k, code, slot), verbs in sorted(found.items()):
            if k == kind:
                listed = ", ".join('"' + v.replace('"', "") + '"' for v in sorted(verbs))
                text.append(f'[[sense]]\nid = "imported.{kind.lower()}_{code.lower()}_{slot.replace(":", "_")}"\nverbs = [{listed}]\nrecipient = ["{slot}"]\ncameo = "{code}"\nweight = 0.6\n')
        (out / f"imported_{kind}.toml").write_text("\n".join(text), encoding="utf-8")
    for number, why in problems:
        print(f"{path}:{number}: {why}", file=sys.stderr)
    print(f"{sum(map(len, found.values()))} phrases of {len({k for k, _, _ in found})} types; {len(problems)} lines left out")
    return 1 if problems else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))

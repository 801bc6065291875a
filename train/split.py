"""Learns languages/en/split_weights.tsv: where sentences end (src/split/boundary.cpp, which computes the same features; a change here is one there).

    python train/split.py --program build/demarche --shared ../shared [--check]

Reads the raw text of the treebanks' training parts as demarche's rules cut it, as it stands, in capitals and with spaces lost, and fits a logistic
regression on whether a sentence ends at each gap. --check: how often the program, with the weights it has, ends sentences elsewhere than this
script would. Needs torch; some minutes on one core, seed fixed.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import torch
import torch.nn.functional as F

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))
from eval_split import raw  # noqa: E402
from features import is_hidden, is_upper, lower_char  # noqa: E402

TABLE = ROOT / "languages/en/split_weights.tsv"


def is_word_letter(c):
    o = ord(c)
    return (o >= 0xC0 or c.isascii() and c.isalpha()) and o not in (0xD7, 0xF7) and not 0x2000 <= o <= 0x2BFF and not 0x3000 <= o <= 0x303F \
        and not 0xFE00 <= o <= 0xFF20 and o < 0x1F000


def class_of(form):
    form = [c for c in form if not is_hidden(c)]
    text = "".join(form)
    if not form:
        return "o"
    upper, digits = sum(map(is_upper, form)), sum("0" <= c <= "9" for c in form)
    small = sum(is_word_letter(c) and not is_upper(c) for c in form)
    first = form[0]
    if len(form) > 3 and ("@" in text or "//" in text or text.startswith("www.")):
        return "w"
    if "0" <= first <= "9":
        return "d" if upper + small == 0 else "D"
    if is_word_letter(first):
        if small == 0:
            return "U" if upper > 1 else "C"
        if not is_upper(first):
            return "l" if upper == 0 else "M"
        return "C" if upper == 1 else "M"
    if upper + small + digits:
        return "M"
    if len(form) > 4:
        return "="
    for marks, kind in (("\u201c\u201d\u00ab\u00bb\u201e", '"'), ("\u2018\u2019`", "'"), ("\u2013\u2014", "-"), ("\u2026", "e")):
        if first in marks:
            return kind
    if first == ".":
        return "e" if len(form) > 1 else "."
    return first if ord(first) < 0x7F else "o"


def folded(form):
    return "".join("0" if "0" <= c <= "9" else lower_char(c) for c in form if not is_hidden(c))


def bucket(n):
    return str(n) if n < 4 else "4" if n < 6 else "6" if n < 10 else "a" if n < 18 else "b"


class Block:
    """Words between two fixed ends: forms, whether a space and whether an end by rule stands before each."""

    def __init__(self, forms, space, rule, ends):
        self.forms, self.space, self.rule, self.ends = forms, space, rule, ends  # ends: characters before each word
        self.words, self.kinds = [folded(f) for f in forms], [class_of(f) for f in forms]
        n = len(forms)
        self.since, self.until, self.inside, self.small = [0] * n, [0] * n, ["-"] * n, ["0"] * n
        depth, quoted, seen, self.lower, self.upper = 0, False, False, "0", "0"
        for k, c in enumerate(self.kinds):
            if k > 0:
                self.since[k] = 1 if rule[k - 1] and k > 1 else self.since[k - 1] + 1
            self.inside[k] = "(" if depth > 0 else '"' if quoted else "-"
            if k > 0 and rule[k]:
                depth, quoted = 0, False
            depth = depth + 1 if c in "([" else max(0, depth - 1) if c in ")]" else depth
            quoted ^= c == '"'
            if rule[k]:
                seen = False
            self.small[k] = "1" if seen else "0"
            seen |= c == "l"
            if k > 0 and space[k] and self.kinds[k - 1] in ".!?":
                if c == "l":
                    self.lower = "1"
                else:
                    self.upper = "1"
        for k in range(n - 1, -1, -1):
            self.until[k] = 1 if k + 1 == n or rule[k + 1] else self.until[k + 1] + 1

    def candidates(self, joined):
        for k in range(1, len(self.forms)):
            if self.rule[k] or self.space[k] and not joined[k] and (self.kinds[k - 1] != "l" or self.kinds[k] not in "l,.!?)];:"):
                yield k

    def features(self, k):
        n = len(self.forms)
        w = lambda i: self.words[i] if 0 <= i < n else "^"
        t = lambda i: self.kinds[i] if 0 <= i < n else "^"
        q, p, c, d, r = t(k - 2), t(k - 1), t(k), t(k + 1), "1" if self.rule[k] else "0"
        small = str(sum(t(i) == "l" for i in range(k, k + 4)))
        return ["R" + r + ("1" if self.space[k] else "0"), "c" + p + c + r + ("1" if self.space[k] else "0"), "C" + q + p + c + r, "D" + p + c + d + r, "E" + q + p + c + d + r,
                "p" + r + " " + w(k - 1), "P" + c + r + " " + w(k - 1), "n" + r + " " + w(k), "N" + p + c + r + " " + w(k), "q" + p + c + " " + w(k - 2), "o" + p + c + " " + w(k + 1),
                "b " + w(k - 1) + " " + w(k), "s" + bucket(self.since[k]) + p + r, "u" + bucket(self.until[k]) + p + r, "w" + bucket(self.since[k]) + bucket(self.until[k]) + r,
                "i" + self.inside[k] + p + r, "l" + self.lower + self.upper + p + c + r, "y" + t(n - 1) + p + r, "v" + self.small[k] + p + c + r, "z" + small + p + c + r]


def conllu(lines, abbreviations=frozenset()):
    """-> forms, joined, space before, sentence begins, all characters; a stop parted from an abbreviation is put back."""
    forms, joined, space, begins, blank, start, group, inside = [], [], [], [], True, True, None, 0
    for line in lines:
        line = line.rstrip("\n")
        if not line:
            start = True
        elif not line.startswith("#"):
            c = line.split("\t")
            if "." in c[0]:
                continue
            if "-" in c[0]:
                group, inside = tuple(map(int, c[0].split("-"))), 0
                after = "SpaceAfter=No" not in c[9]
                continue
            i = int(c[0])
            within = group and group[0] <= i <= group[1]
            if c[1] == "." and not blank and forms and not start and forms[-1].lower() in abbreviations:
                forms[-1] += "."
            else:
                forms.append(c[1]), joined.append(bool(within and i > group[0])), space.append(blank), begins.append(start)
            start = False
            blank = "SpaceAfter=No" not in c[9] if not within else after if i == group[1] else False
            if within and i == group[1]:
                group = None
    return forms, joined, space, begins


def characters(text):
    return "".join(text.split())


def gold_ends(path):
    """Numbers of characters before which a sentence ends."""
    out, n, skip = set(), 0, 0
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if not line:
            out.add(n)
            skip = 0
        elif not line.startswith("#"):
            c = line.split("\t")
            if "-" in c[0]:
                skip = int(c[0].split("-")[1])
                n += len(characters(c[1]))
            elif "." not in c[0] and int(c[0]) > skip:
                n += len(characters(c[1]))
    return out


def blocks(program, text, weights):
    """The text as the program cuts it with these weights -> blocks with their joined flags, and all the ends it sees."""
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        for name in ("models", "actors", "codebook"):
            (folder / name).symlink_to(ROOT / name)
        (folder / "languages/en").mkdir(parents=True)
        for f in (ROOT / "languages/en").iterdir():
            if f.name != TABLE.name:
                (folder / "languages/en" / f.name).symlink_to(f)
        (folder / "languages/en" / TABLE.name).write_text(weights, encoding="utf-8")
        (folder / "text").write_text(text, encoding="utf-8")
        out = subprocess.run([program, "parse", "--data", str(folder), "--max-bytes", str(1 << 28), str(folder / "text")], capture_output=True, text=True, check=True).stdout
    known = {line.split("\t")[0] for line in open(ROOT / "languages/en/abbreviations.tsv", encoding="utf-8") if line.rstrip().endswith("\tany")}
    forms, joined, space, begins = conllu(out.split("\n"), known)
    fixed, n = set(), 0
    for part in text.split("\n\n"):
        n += len(characters(part))
        fixed.add(n)
    result, at, n = [], 0, 0
    ends, count = [], 0
    for f in forms:
        ends.append(count)
        count += len(characters(f))
    assert count == len(characters(text)), (count, len(characters(text)))
    first = 0
    for i in range(1, len(forms) + 1):
        if i == len(forms) or ends[i] in fixed:
            result.append((Block(forms[first:i], space[first:i], begins[first:i], ends[first:i]), joined[first:i]))
            first = i
    return result, {e for e, b in zip(ends, begins) if b} - {0} | {count}


RULES = "R10\t1\nR11\t1\n"


def load():
    return {line.rsplit("\t", 1)[0]: float(line.rsplit("\t", 1)[1]) for line in open(TABLE, encoding="utf-8") if not line.startswith("# ")}


def decide(parts, weights):
    out = set()
    for block, joined in parts:
        for k in block.candidates(joined):
            if sum(weights.get(f, 0.0) for f in block.features(k)) > 0:
                out.add(block.ends[k])
        out.add(block.ends[-1] + len(characters(block.forms[-1])))
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--program", default=str(ROOT / "build/demarche"))
    ap.add_argument("--shared", default=str(ROOT.parent / "shared"))
    ap.add_argument("--check", action="store_true")
    ap.add_argument("--least", type=int, default=4, help="times a feature must occur")
    ap.add_argument("--penalty", type=float, default=2e-6)
    args = ap.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(1)
    trees = Path(args.shared) / "data/treebanks"
    text = {n: raw(trees / f"{n}.conllu") for n in ("en_ewt-train", "en_gum_free-train", "en_ewt-dev", "en_gum_free-dev")}
    gold = {n: gold_ends(trees / f"{n}.conllu") for n in text}
    dev = {n: blocks(args.program, text[n], RULES)[0] for n in text if n.endswith("dev")}
    if args.check:
        for n, parts in dev.items():
            here, there = decide(parts, load()), blocks(args.program, text[n], TABLE.read_text(encoding="utf-8"))[1]
            print(f"{n}: {len(here)} ends here, {len(there)} by the program, {len(here ^ there)} differ")
        return
    lost = lambda t: re.sub(r"(?<=[a-z])([.!?]) (?=[A-Z])", r"\1", t)  # spaces go missing where pages are scraped
    rows, labels = [], []
    for name in text:
        if not name.endswith("train"):
            continue
        capitals = "".join(c.upper() if len(c.upper()) == 1 else c for c in text[name])
        for version, each in ((text[name], 1), (capitals, 4), (lost(text[name]), 4)):
            part = blocks(args.program, version, RULES)[0][::each]
            for block, joined in part:
                for k in block.candidates(joined):
                    rows.append(block.features(k))
                    labels.append(block.ends[k] in gold[name])
    counts = Counter(f for r in rows for f in r)
    index = {f: i + 1 for i, f in enumerate(sorted(f for f, n in counts.items() if n >= args.least))}
    x = torch.tensor([[index.get(f, 0) for f in r] for r in rows])
    y = torch.tensor(labels, dtype=torch.float32)
    print(f"{len(rows)} gaps, {int(y.sum())} ends, {len(index)} features", flush=True)
    w = torch.zeros(len(index) + 1, requires_grad=True)
    optimiser = torch.optim.Adam([w], lr=0.05, betas=(0.9, 0.99))
    for step in range(1, 161):
        for g in optimiser.param_groups:
            g["lr"] = 0.05 * (1 - step / 165)
        pick = torch.randint(len(y), (40000,))
        loss = F.binary_cross_entropy_with_logits(w[x[pick]].sum(1), y[pick]) + args.penalty * (w.abs().sum() + 2 * w.square().sum())
        optimiser.zero_grad()
        loss.backward()
        w.grad[0] = 0
        optimiser.step()
        if step % 40 == 0:
            print(f"step {step} loss {loss.item():.4f}", flush=True)
    learned = {f: round(w[i].item(), 2) for f, i in index.items()}
    learned = {f: v for f, v in learned.items() if abs(v) >= 0.04}
    with open(str(TABLE) + ".new", "w", encoding="utf-8", newline="\n") as f:
        print("# Weights of a logistic regression over gaps between words (src/split/boundary.cpp), learned from UD English EWT and GUM by train/split.py.", file=f)
        for k, v in sorted(learned.items()):
            print(f"{k}\t{v:g}", file=f)
    os.replace(str(TABLE) + ".new", TABLE)
    print(len(learned), "weights")
    for n, parts in dev.items():
        found = decide(parts, learned)
        right = len(found & gold[n])
        print(f"{n}: sentences F1 {200 * right / (len(found) + len(gold[n])):.2f}  precision {100 * right / len(found):.2f}  recall {100 * right / len(gold[n]):.2f}")


if __name__ == "__main__":
    main()

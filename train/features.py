"""Features of a token, exactly as src/parse computes them (docs/model-format.md); a change here is a change there.

>>> rows(["Kenya", "rejected", "it", "."], caseless=False)   # one list of six row numbers a token
"""
MASK64 = (1 << 64) - 1
SINGLE = "\u2018\u2019\u0060\u00b4\u2032\u201a\u201b\u2039\u203a"
DOUBLE = "\u201c\u201d\u201e\u201f\uff02\u00ab\u00bb"
TABLES = [4096, 2048, 6144, 8192, 1024]  # prefix 3, suffix 2, suffix 3, suffix 4, shape
WORDS, WORD_BUCKETS = 24000, 2000


def is_hidden(c):
    o = ord(c)
    return o < 9 or 14 <= o < 28 or 0x7F <= o < 0xA0 and o != 0x85 or o == 0xAD or 0x200B <= o <= 0x200F or 0x202A <= o <= 0x202E or 0x2060 <= o <= 0x206F \
        or 0xFE00 <= o <= 0xFE0F or o == 0xFEFF


def normalise(form):
    if form in ("''", "``"):
        return '"'
    if form in ("--", "---"):
        return "-"
    out = []
    for c in form:
        if c in SINGLE:
            out.append("'")
        elif c in DOUBLE:
            out.append('"')
        elif "\u2012" <= c <= "\u2015":
            out.append("-")
        elif c == "\u2026":
            out.append("...")
        elif is_hidden(c):
            continue
        elif c == "\u00a0":
            out.append(" ")
        else:
            out.append(c)
    return "".join(out)


def lower_char(c):
    o = ord(c)
    if 65 <= o <= 90 or 0xC0 <= o <= 0xDE and o != 0xD7 or 0x391 <= o <= 0x3A9 or 0x410 <= o <= 0x42F:
        return chr(o + 32)
    if 0x100 <= o <= 0x137 or 0x14A <= o <= 0x177:
        return chr(o + 1) if o % 2 == 0 else c
    if 0x400 <= o <= 0x40F:
        return chr(o + 80)
    return c


def lower(form):
    """Lower case; digits kept."""
    return "".join(map(lower_char, form))


def fold(form):
    """Lower case with every ASCII digit as 0: the key of the word table."""
    return "".join("0" if "0" <= c <= "9" else lower_char(c) for c in form)


def hash64(text):
    h = 14695981039346656037
    for b in text.encode("utf-8", "surrogatepass"):
        h = ((h ^ b) * 1099511628211) & MASK64
    return h ^ (h >> 32)


def is_upper(c):
    return lower_char(c) != c


def is_letter(c):
    return c.isascii() and c.isalpha() or ord(c) >= 0xC0


def shape(form, first, caseless):
    out = "^" if first else ""
    last, run = "", 0
    for c in form:
        s = "X" if is_upper(c) else "d" if "0" <= c <= "9" else "x" if is_letter(c) else c
        if caseless and s in "Xx":
            s = "c"
        run = run + 1 if s == last else 1
        last = s
        if run <= 2:
            out += s
    return out


def is_caseless(forms):
    lettered = [f for f in forms if any(map(is_letter, f))]
    if len(lettered) < 4:
        return False
    caps = sum(sum(map(is_letter, f)) >= 2 and all(is_upper(c) for c in f if is_letter(c)) for f in lettered)
    return caps >= 0.8 * len(lettered) or not any(any(map(is_upper, f)) for f in lettered)


class Rows:
    """Maps forms to rows of the one embedding table; the last row (`zero`) stays zero."""

    def __init__(self, keys):
        self.word = {k: i for i, k in enumerate(keys)}          # key -> row; keys are hashes of folded forms
        self.base = []
        at = WORDS + WORD_BUCKETS
        for t in TABLES:
            self.base.append(at)
            at += t
        self.total, self.cache, self.buckets = at, {}, {}

    def of(self, form, first, caseless):
        key = (form, first, caseless)
        found = self.cache.get(key)
        if found is None:
            f = normalise(form)
            low = fold(f)
            h = hash64(low)
            word = self.word.get(h)
            parts = ["p" + low[:3], "s" + low[-2:], "t" + low[-3:], "u" + low[-4:], "h" + shape(f, first, caseless)]
            found = [WORDS + h % WORD_BUCKETS if word is None else word]
            found += [b + hash64(p) % t for b, p, t in zip(self.base, parts, TABLES)]
            self.cache[key] = found
        return found

    def bucket(self, form):
        """The row that the word would have if it were unknown."""
        found = self.buckets.get(form)
        if found is None:
            found = self.buckets[form] = WORDS + hash64(fold(normalise(form))) % WORD_BUCKETS
        return found

    def sentence(self, forms, caseless=None):
        normal = [normalise(f) for f in forms]
        flag = is_caseless(normal) if caseless is None else caseless
        return [self.of(f, i == 0, flag) for i, f in enumerate(forms)]


def lemma_rule(form, lemma):
    """The shortest rule that turns the form into its lemma: "k|suffix|case" or "=lemma"."""
    form = normalise(form)
    best = None
    for case, base in (("l", lower(form)), ("k", form), ("c", lower(form)[:1].upper() + lower(form)[1:])):
        n = 0
        while n < min(len(base), len(lemma)) and base[n] == lemma[n]:
            n += 1
        if n == 0 and base != lemma:
            continue
        rule = (len(base) - n, f"{len(base) - n}|{lemma[n:]}|{case}")
        if best is None or rule[0] < best[0]:
            best = rule
    return best[1] if best else "=" + lemma


def apply_rule(form, rule):
    form = normalise(form)
    if rule.startswith("="):
        return rule[1:]
    cut, suffix, case = rule.split("|")
    cut = int(cut)
    if cut > len(form):
        return form
    if case == "c":
        base = lower(form)[:1].upper() + lower(form)[1:]
    else:
        base = lower(form) if case == "l" else form
    return base[:len(base) - cut] + suffix

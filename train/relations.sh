#!/bin/sh
# Learns the classifier of relations (src/what/relate.cpp) anew: a model of annotated news, and one on plv-train that starts from what it says.
#   train/relations.sh [BUILD] [SHARED] [PYTHON]
# Some twenty minutes on two cores. Prints the five-fold figures, then writes models/en/relation.bin; WORK names a folder that keeps what was made on the way (folds.txt: what each line of plv-train got from the model that has not seen it).
# The features of news are those that the shipped classifiers give, which have seen the documents; with classifiers that have not it was .003 better (docs/measurements.md, What).
# What ships is the mean of that and of the weights of 6c94aa7, relations_earlier.bin, which generalise better to sentences of other kinds (aw-train).
# What a transformer thinks of the lines is in relations_taught.npz. Lines that it was not asked about (new annotations) count by their labels until it is asked: claims_data.py, teach_claims.py, taught.py, on a GPU.
set -e
cd "$(dirname "$0")/.."
build=${1:-build} shared=${2:-../shared} python=${3:-python3}
events=$shared/data/events
work=${WORK:-$(mktemp -d)}
features() { # lines -> their features
  "$build/demarche-eval" relations --features "$work/$1.jsonl" > "$work/$1.tsv"
}
"$python" train/annotated.py --shared "$shared" > "$work/annotated.jsonl"
"$build/demarche" parse "$work/annotated.jsonl" > "$work/annotated.conllu" || [ $? = 1 ] # some documents are in another language
for more in "" --besides; do
  "$python" train/relation_lines.py "$work/annotated.jsonl" "$work/annotated.conllu" $more --without "$events/plv-train.jsonl" "$events/aw-train.jsonl"
done > "$work/news.jsonl"
features news
cp "$events/plv-train.jsonl" "$work/plv.jsonl"
features plv
"$python" train/train_relation.py --gsr "$events/plover_gsr.jsonl" > "$work/gsr.jsonl"
features gsr
"$python" train/train_relation.py "$work/plv.tsv" --extra "$work/gsr.tsv" --news "$work/news.jsonl" "$work/news.tsv" --processes 2 --taught train/relations_taught.npz \
  --earlier train/relations_earlier.bin --folds "$work/folds.txt" --out "$work/relation.bin"
"$python" "$shared/score/score_relations.py" "$events/plv-train.jsonl" "$work/folds.txt"
cp "$work/relation.bin" models/en/relation.bin
[ -n "$WORK" ] || rm -rf "$work"

#!/bin/sh
# Learns the classifier of relations (src/what/relation_model.h) anew: two models of annotated news, and one on plv-train that starts from what they say in the mean.
#   train/relations.sh WORDS [BUILD] [SHARED] [PYTHON]     WORDS: word vectors (train/word_vectors.py, or train_relation.py --words-of)
# Some ten minutes on two cores. Prints the five-fold figures, then writes models/en/relation.bin; WORK names a folder that keeps what was made on the way (folds.txt: what each line of plv-train got from the model that has not seen it).
# The features of news are those that the shipped classifiers give, which have seen the documents; with classifiers that have not it was .003 better (docs/measurements.md, What). The news are the first 6,066 annotated documents: all of them in two halves were no better.
set -e
cd "$(dirname "$0")/.."
words=$1 build=${2:-build} shared=${3:-../shared} python=${4:-python3}
events=$shared/data/events
work=${WORK:-$(mktemp -d)}
features() { # lines -> their features
  "$build/demarche-eval" relations --features "$work/$1.jsonl" > "$work/$1.tsv"
}
lines() { # name, first and last document, options of relation_lines.py
  name=$1
  sed -n "$2,$3p" "$work/annotated.jsonl" > "$work/$name.documents"
  shift 3
  "$python" train/relation_lines.py "$work/$name.documents" "$work/annotated.conllu" "$@" --without "$events/plv-train.jsonl" "$events/aw-train.jsonl" > "$work/$name.jsonl"
  features "$name"
}
"$python" train/annotated.py --shared "$shared" > "$work/annotated.jsonl"
"$build/demarche" parse "$work/annotated.jsonl" > "$work/annotated.conllu" || [ $? = 1 ] # some documents are in another language
lines first 1 2359
lines second 2360 6066
lines besides 1 '$' --besides
cp "$events/plv-train.jsonl" "$work/plv.jsonl"
features plv
"$python" train/train_relation.py --gsr "$events/plover_gsr.jsonl" > "$work/gsr.jsonl"
features gsr
"$python" train/train_relation.py "$work/plv.tsv" --extra "$work/gsr.tsv" --news "$work/first.jsonl" "$work/first.tsv" --news "$work/second.jsonl" "$work/second.tsv" \
  --besides "$work/besides.jsonl" "$work/besides.tsv" --words "$words" --folds "$work/folds.txt" --out "$work/relation.bin"
"$python" "$shared/score/score_relations.py" "$events/plv-train.jsonl" "$work/folds.txt"
cp "$work/relation.bin" models/en/relation.bin
[ -n "$WORK" ] || rm -rf "$work"

#!/bin/sh
# Learns the classifiers of claims anew, each on what the one before it leaves: acts, parties, sources, statuses, then codes.
#   train/claims.sh [BUILD] [SHARED] [PYTHON]
# Some forty minutes on two cores; WORK names a folder that keeps what is done, so that a second run goes on there. models/en is written at the end only; models/en/relation.bin is to be fitted anew after it (docs/measurements.md, What).
set -e
cd "$(dirname "$0")/.."
build=${1:-build} shared=${2:-../shared} python=${3:-python3}
work=${WORK:-$(mktemp -d)}
echo "work: $work"
mkdir -p "$work/data/models/en"
for folder in actors codebook languages places; do ln -sfn "$PWD/$folder" "$work/data/$folder"; done
for file in models/en/*; do
  case $file in */acts.bin | */parties.bin | */sources.bin | */statuses.bin | */sectors.bin | */lands.bin) ;; *) ln -sf "$PWD/$file" "$work/data/models/en/" ;; esac
done
"$python" train/annotated.py --shared "$shared" > "$work/annotated.jsonl"
[ -e "$work/parties.done" ] || "$build/demarche-eval" acts --data "$work/data" --states "$work/annotated.jsonl" > "$work/states"
learn() { # what, option of demarche-eval acts, where to, more options of the trainer
  [ ! -e "$work/$1.done" ] || return 0
  "$build/demarche-eval" acts --data "$work/data" $2 "$work/annotated.jsonl" > "$work/$1"
  "$python" "train/train_$1.py" "$work/$1" "$work/annotated.jsonl" --out "$3" $4
  touch "$work/$1.done"
}
new=$work/data/models/en
learn acts "" "$new/acts.bin"
learn parties --parties "$new/parties.bin" "--states $work/states"
learn sources --sources "$new/sources.bin"
learn statuses --statuses "$new/statuses.bin"
learn codes --codes "$new"
for name in acts parties sources statuses sectors lands; do cp "$new/$name.bin" models/en/; done
[ -n "$WORK" ] || rm -rf "$work"

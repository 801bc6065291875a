# make demo | test | ... : everything a user or a contributor types. A fresh Debian 12 needs nothing but `make`.
BUILD ?= build
JOBS ?= $(shell nproc)
DATA ?= ../shared/data
PYTHON ?= python3

.PHONY: help build demo test sanitize fuzz bench weights picture fit format tidy clean deps
help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

deps:  ## install what is missing (apt, Debian 12)
	@tools/install_deps.sh

build: deps  ## build/demarche and build/demarche-eval
	@cmake -S . -B $(BUILD) -G Ninja -Wno-dev --log-level=WARNING
	@cmake --build $(BUILD) -j $(JOBS) --target demarche demarche-eval who-did-what

demo: build  ## build, then code examples/article.txt
	@echo
	@$(BUILD)/demarche read --date 2024-05-14 --format pretty examples/article.txt

test: deps  ## build and run all tests; the last line says how many passed
	@tools/install_deps.sh chromium || echo "no chromium: the tests of the HTML page in a browser will be skipped" >&2
	@tools/install_deps.sh postgresql || echo "PostgreSQL can't be had: its tests will be skipped" >&2
	@cmake -S . -B $(BUILD) -G Ninja -Wno-dev --log-level=WARNING
	@cmake --build $(BUILD) -j $(JOBS)
	@tools/run_tests $(BUILD)

sanitize: deps  ## the same tests under ASan and UBSan
	@cmake -S . -B $(BUILD)-sanitize -G Ninja -Wno-dev --log-level=WARNING -DDEMARCHE_SANITIZE=ON
	@cmake --build $(BUILD)-sanitize -j $(JOBS)
	@tools/run_tests $(BUILD)-sanitize

fuzz: deps  ## each fuzz target for FUZZ_SECONDS (default 30)
	@tools/install_deps.sh clang-14 libclang-rt-14-dev
	@cmake -S . -B $(BUILD)-fuzz -G Ninja -Wno-dev --log-level=WARNING -DDEMARCHE_FUZZ=ON -DDEMARCHE_TESTS=OFF -DCMAKE_CXX_COMPILER=clang++-14
	@cmake --build $(BUILD)-fuzz -j $(JOBS)
	@for target in $(BUILD)-fuzz/fuzz/*_fuzz; do echo "== $$target"; corpus=$(BUILD)-fuzz/corpus/$$(basename $$target); mkdir -p $$corpus; \
	  seeds=tests/fuzz/corpus/$$(basename $$target _fuzz); [ -d $$seeds ] || seeds=; \
	  $$target -max_total_time=$${FUZZ_SECONDS:-30} -print_final_stats=1 $$corpus $$seeds 2>&1 | tail -4 || exit 1; done

bench: deps  ## build and run bench/speed
	@tools/install_deps.sh libbenchmark-dev
	@cmake -S . -B $(BUILD) -G Ninja -Wno-dev --log-level=WARNING
	@cmake --build $(BUILD) -j $(JOBS) --target bench
	@for b in $(BUILD)/bench/*_bench; do [ ! -x $$b ] || $$b || exit 1; done

weights: build  ## train the parser and the splitter anew (hours; needs ../shared, torch, numpy)
	@train/run.sh $(BUILD)/train

picture: build  ## draw docs/demo.svg and docs/page.png from the real output of the demo
	@tools/install_deps.sh chromium fonts-dejavu-core
	@CLICOLOR_FORCE=1 $(BUILD)/demarche read --date 2024-05-14 --format pretty examples/article.txt | \
	  tools/render_svg.py --title '$$ demarche read --date 2024-05-14 examples/article.txt' > docs/demo.svg
	@tools/picture_page $(BUILD) docs/page.png

fit: build  ## fit languages/en/says_weights.tsv and happened_degrees.tsv anew, as after a new parser (needs DATA and numpy)
	@$(BUILD)/demarche-eval attribution --readings $(DATA)/attribution/polnear-train.jsonl > $(BUILD)/readings.jsonl
	@$(PYTHON) train/says.py $(DATA)/attribution/polnear-train.jsonl $(BUILD)/readings.jsonl languages/en/says_weights.tsv
	@$(BUILD)/demarche-eval factuality --findings $(DATA)/factuality/uds_ih2-train.jsonl > $(BUILD)/findings.tsv
	@$(PYTHON) train/happened.py $(BUILD)/findings.tsv languages/en/happened_degrees.tsv

format:  ## clang-format all C++ sources in place
	@tools/install_deps.sh clang-format
	@find include src cli tests bench examples -name '*.cpp' -o -name '*.h' | xargs clang-format -i

tidy: build  ## clang-tidy over src and cli
	@tools/install_deps.sh clang-tidy
	@find src cli -name '*.cpp' | xargs -P $(JOBS) -n 4 clang-tidy --quiet -p $(BUILD)

clean:  ## remove what was built
	@rm -rf $(BUILD) $(BUILD)-sanitize $(BUILD)-fuzz

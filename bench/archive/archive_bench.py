#!/usr/bin/env python3
"""From plain news to claims in SQLite: documents a second, memory, and how both grow.

  bench/archive/archive_bench.py [--documents 1000,10000] [--threads 1,2] [--words 400] [--quick] [--text ../shared/data/text] [--program build/demarche]

The documents are pieces of 400 words in the mean (--words), cut at line ends from the news texts in that folder (wikinews, White House), each once until
they run out, then again with a line that makes them others. A row a run: seconds by the clock, processor seconds (what other programs on the machine don't
change), documents and words a second by both, the largest memory, and the size of the database. At the end, what the rate means for archives.
"""
import argparse, json, lzma, os, resource, subprocess, sys, tempfile, time


def pieces(folder, size):
    """(date, url, text) of so many words in the mean: what one has too many, at a line's end, the next ones have fewer."""
    over = 0
    for name in ("wikinews_2019_2020", "whitehouse_2021_2026"):
        with lzma.open(os.path.join(folder, name + ".jsonl.xz"), "rt", encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                piece, words = [], 0
                for part in article["text"].split("\n"):
                    for begin in range(0, max(1, len(part)), 6 * size):  # a text without line ends is cut anyway
                        piece.append(part[begin:begin + 6 * size])
                        words += len(piece[-1].split())
                        if words >= size - min(over, size // 2):
                            over += words - size
                            yield article["date"], article["url"], "\n".join(piece)
                            piece, words = [], 0


def write_documents(folder, path, count, size=400):
    words = done = 0
    with open(path, "w", encoding="utf-8") as out:
        round_ = 0
        while done < count:
            for date, url, text in pieces(folder, size):
                if done == count:
                    break
                done += 1
                text = text if round_ == 0 else f"Copy {round_}.\n{text}"
                words += len(text.split())
                out.write(json.dumps({"doc": f"d{done}", "url": f"{url}#{done}", "date": date, "text": text}, ensure_ascii=False) + "\n")
            round_ += 1
    return words


def run(program, path, database, threads, options):
    for ending in ("", "-wal", "-shm"):
        if os.path.exists(database + ending):
            os.remove(database + ending)
    begin = time.monotonic()
    child = subprocess.Popen([program, "code", path, "--language", "any", "--threads", str(threads), "--into", database, *options], stderr=subprocess.PIPE, text=True)
    said = child.stderr.read()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{program}: {said}")
    return time.monotonic() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said.strip()


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    root = os.path.join(here, "..", "..")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", default="1000,10000")
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--words", type=int, default=400)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--text", default=os.path.join(root, "..", "shared", "data", "text"))
    parser.add_argument("--program", default=os.path.join(root, "build", "demarche"))
    options = parser.parse_args()
    if not os.path.isdir(options.text):
        sys.exit(f"{options.text}: no such folder; name one with --text")
    best = 0
    print(f"{'documents':>9} {'words':>9} {'threads':>7} {'seconds':>8} {'cpu s':>7} {'docs/s':>7} {'docs/cpu-s':>10} {'words/cpu-s':>11} {'MB':>5} {'db MB':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for count in map(int, options.documents.split(",")):
            path = os.path.join(folder, "news.jsonl")
            words = write_documents(options.text, path, count, options.words)
            for threads in map(int, options.threads.split(",")):
                database = os.path.join(folder, "events.db")
                seconds, cpu, memory, _ = run(options.program, path, database, threads, ["--quick"] if options.quick else [])
                size = os.path.getsize(database) / 2**20
                best = max(best, count / cpu)
                print(f"{count:9} {words:9} {threads:7} {seconds:8.1f} {cpu:7.1f} {count / seconds:7.0f} {count / cpu:10.0f} {words / cpu:11.0f} {memory:5.0f} {size:6.0f}", flush=True)
    print(f"a day of Common Crawl's news (500,000 pages): {500_000 / best / 3600:.1f} core hours; its whole backfile (1e9): {1e9 / best / 3600:,.0f} core hours"
          " (reading of WARC and HTML not counted)")


if __name__ == "__main__":
    main()

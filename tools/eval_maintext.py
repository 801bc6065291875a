#!/usr/bin/env python3
"""Score the main text of HTML pages against gold.   tools/eval_maintext.py [--program build/demarche] [--data ../shared/data/web] [--worst N]

Two gold sets: the article bodies of scrapinghub's article-extraction-benchmark (181 pages) and the bodies of fundus' parser tests (English-
speaking countries; a few pages are in other languages). Each set is halved by the hash of the page's name: `develop` was looked at while the
reader was written, `held out` was not. Two measures, each the mean over pages' precision and recall, and their F1:
  shingles  as that benchmark does: words \\w+ as written, multiset of runs of four, true positives counted on the multisets
  words     multiset of words in small letters
Title, date and publisher are compared on fundus (title: equal words; date: the day).
"""
import argparse, collections, gzip, hashlib, json, os, re, subprocess, sys, tarfile, tempfile


def shingles(text, n):
    words = re.findall(r"\w+", text if n > 1 else text.lower())
    if len(words) < n:
        return collections.Counter([tuple(words)] if words else [])
    return collections.Counter(tuple(words[i:i + n]) for i in range(len(words) - n + 1))


def precision_recall(gold, found):
    true = sum((gold & found).values())
    if not gold or not found:
        return (1.0, 1.0) if not gold and not found else (0.0, 0.0) if gold and found else (0.0 if found else 1.0, 0.0 if gold else 1.0)
    return true / sum(found.values()), true / sum(gold.values())


def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def body_text(body):
    """All of fundus' body: its lead too, since a page prints it once and some publishers mark it as the first paragraph."""
    parts = list(body.get("summary", []))
    for section in body.get("sections", []):
        parts += section.get("headline", []) + section.get("paragraphs", [])
    return "\n\n".join(parts)


def load(data, folder):
    """{set: {page: (path, gold dict)}}"""
    sets = {"scrapinghub": {}, "fundus": {}}
    for name in ("html_scrapinghub_gold181", "html_fundus_english"):
        if os.path.isdir(os.path.join(folder, name)):
            continue
        with tarfile.open(os.path.join(data, name + ".tar.xz")) as archive:
            archive.extractall(os.path.join(folder, name))
    root = os.path.join(folder, "html_scrapinghub_gold181")
    for page, gold in json.load(open(os.path.join(root, "ground-truth.json"))).items():
        path = os.path.join(root, "html", page + ".html.gz")
        sets["scrapinghub"][page] = (path, {"text": gold["articleBody"]})
    root = os.path.join(folder, "html_fundus_english")
    for base, _, names in os.walk(root):
        for name in names:
            if not name.endswith(".json"):
                continue
            versions = json.load(open(os.path.join(base, name)))
            pages = sorted(n for n in names if n.startswith(name[:-5] + "_") and ".html" in n)
            for version, page in zip(sorted(versions), pages):
                gold = versions[version]
                if gold.get("body"):
                    sets["fundus"][page] = (os.path.join(base, page), {"text": body_text(gold["body"]), "title": gold.get("title"),
                                                                      "date": (gold.get("publishing_date") or "")[:10]})
    return sets


def articles(program, paths):
    command = [program] if os.path.basename(program) == "tool" else [program, "articles", "--language", "any"]
    run = subprocess.run(command + paths, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, "ANYLANG": "1"})
    return {a["file"]: a for a in map(json.loads, run.stdout.splitlines()) if "file" in a}


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=os.path.join(here, "../build/demarche"))
    parser.add_argument("--data", default=os.path.join(here, "../../shared/data/web"))
    parser.add_argument("--worst", type=int, default=0, help="list the worst pages of the half for development")
    parser.add_argument("--keep", help="unpack the pages here, and find them there the next time")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or temporary
        for name, pages in load(options.data, folder).items():
            found = articles(options.program, [path for path, _ in pages.values()])
            rows = []
            for page, (path, gold) in pages.items():
                article = found.get(path, {})
                text = article.get("text", "")
                scores = [precision_recall(shingles(gold["text"], n), shingles(text, n)) for n in (4, 1)]
                half = hashlib.sha256(page.encode()).digest()[0] % 2
                rows.append((half, f1(*scores[1]), page, path, scores, gold, article))
            for half, label in ((0, "develop"), (1, "held out"), (None, "all")):
                chosen = [r for r in rows if half is None or r[0] == half]
                line = f"{name:12} {label:9} {len(chosen):4} pages"
                for k, measure in enumerate(("shingles", "words")):
                    p, r = (sum(row[4][k][i] for row in chosen) / len(chosen) for i in (0, 1))
                    line += f"   {measure} P {p:.3f} R {r:.3f} F1 {f1(p, r):.3f}"
                if name == "fundus":
                    titles = [shingles(r[5]["title"] or "", 1) == shingles(r[6].get("title", ""), 1) for r in chosen if r[5]["title"]]
                    dates = [r[5]["date"] == r[6].get("date") for r in chosen if r[5]["date"]]
                    line += f"   title {sum(titles) / len(titles):.3f} date {sum(dates) / len(dates):.3f} publisher {sum(bool(r[6].get('publisher')) for r in chosen) / len(chosen):.3f}"
                print(line)
            for row in sorted((r for r in rows if r[0] == 0), key=lambda r: r[1])[:options.worst]:
                print(f"   {row[1]:.3f} words P {row[4][1][0]:.2f} R {row[4][1][1]:.2f}  {row[2][:60]}")


if __name__ == "__main__":
    sys.exit(main())

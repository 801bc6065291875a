"""What the program codes of documents that a scorer has at hand."""
import json
import subprocess
import tempfile


def read(program, documents, *options):
    """documents: {"doc", "date", "text"} each -> {doc: claims}; a document that can't be read is told on stderr and left out."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps({key: d[key] for key in ("doc", "date", "text")}) + "\n" for d in documents)
        file.flush()
        out = subprocess.run([program, "read", "--format", "jsonl", *options, file.name], stdout=subprocess.PIPE, text=True, check=False).stdout
    return {d["doc"]: d["claims"] for d in map(json.loads, out.splitlines())}

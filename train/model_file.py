"""Reading of the files of weights (docs/model-format.md)."""
import json
import struct
from pathlib import Path

import numpy as np

KINDS = {"i8": np.int8, "f32": np.float32, "u64": np.uint64, "i32": np.int32}


def read(path):
    """-> (header, {name: array}); the arrays are views of what was read."""
    data = Path(path).read_bytes()
    length = struct.unpack("<I", data[12:16])[0]
    header, start = json.loads(data[16:16 + length]), -(-(16 + length) // 64) * 64
    return header, {name: np.frombuffer(data, KINDS[t["dtype"]], int(np.prod(t["shape"])), start + t["offset"]).reshape(t["shape"])
                    for name, t in header["tensors"].items()}

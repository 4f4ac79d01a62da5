"""Adds the third block to vectors.bin: what kind of question a text is. See README.md beside this file.

    python questions.py --questions questions.tsv --table ../../src/understand/vectors.bin

Needs numpy and scipy; no teacher. The table may have its third block already: it is made anew. Takes a minute.
"""
import argparse, hashlib, struct
import numpy as np
import scipy.sparse as sp
from make import SAMPLES, Table, grams, norm, quantise, ridge, unit

DIMS = 48


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--questions", required=True)
    p.add_argument("--table", required=True)
    a = p.parse_args()
    with open(a.table, "rb") as f:
        data = f.read()
    with open(a.questions, encoding="utf8") as f:
        lines = [line.rstrip("\n").split("\t") for line in f]
    kinds = {kind: i for i, kind in enumerate(dict.fromkeys(kind for kind, _ in lines))}

    table = Table(data)
    _, _, _, bits, d1, d2, _, n = struct.unpack_from("<8sHBBHHHxxI", data)
    ptr, idx = [0], []
    for _, text in lines:
        idx += [r for r in map(table.find, grams(norm(text))) if r is not None]
        ptr.append(len(idx))
    x = sp.csr_matrix((np.ones(len(idx), np.float32), idx, ptr), shape=(len(lines), n))
    x.sum_duplicates()
    y = np.eye(len(kinds), dtype=np.float32)[[kinds[kind] for kind, _ in lines]]
    b = ridge(x, y - y.mean(0), 1.0)
    z = unit(x @ b)
    _, _, vt = np.linalg.svd(z - z.mean(0), full_matrices=False)
    third = quantise(b @ vt[:DIMS].T, 0.9999)

    rows = np.hstack([table.rows[:, : d1 + d2].astype(np.int8), third])
    head = struct.pack("<8sHBBHHHxxI8x", b"KEFUVEC1", 2, 2, bits, d1, d2, DIMS, n)
    data = head + data[32 : 32 + (4 << bits)] + rows.tobytes()
    with open(a.table, "wb") as f:
        f.write(data)
    print(f"{len(lines)} phrases of {len(kinds)} kinds, {len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}")
    table = Table(data)
    for s in SAMPLES:
        print(s, " ".join(f"{c:+.4f}" for c in table.vector(s)[d1 + d2 :][:4]))


if __name__ == "__main__":
    main()

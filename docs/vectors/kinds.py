"""Makes kinds.bin, which tells which kinds of questions a text may be. See README.md beside this file.

    python kinds.py --questions questions.tsv --table ../../src/understand/vectors.bin --out ../../src/understand/kinds.bin

Needs numpy and scipy; no teacher. Takes a quarter of a minute. To be made anew after every change of the table.
"""
import argparse, hashlib, struct
import numpy as np
from scipy.optimize import minimize
from scipy.special import log_softmax
from make import Table

# The blocks of a vector: where they end, and their lengths (`WEIGHTS` in vectors.rs).
BLOCKS = [(0, 64, 0.8), (64, 112, 0.5), (112, 160, 0.65)]
# How strongly the phrases count against plain weights (flat between 30 and 300).
COST = 90.0


def vectors(table, texts):
    raw = np.array([table.vector(text) for text in texts], np.float32)
    for begin, end, length in BLOCKS:
        block = raw[:, begin:end]
        norm = np.linalg.norm(block, axis=1, keepdims=True)
        raw[:, begin:end] = np.where(norm > 0, length * block / np.maximum(norm, 1e-9), 0)
    return raw


def train(x, y, kinds):
    """Multinomial logistic regression."""
    one_hot = np.eye(kinds)[y]

    def loss(flat):
        w = flat.reshape(x.shape[1] + 1, kinds)
        log_p = log_softmax(x @ w[:-1] + w[-1], axis=1)
        change = np.exp(log_p) - one_hot
        gradient = np.vstack([COST * x.T @ change + w[:-1], COST * change.sum(0)])
        return -COST * log_p[one_hot > 0].sum() + 0.5 * (w[:-1] ** 2).sum(), gradient.ravel()

    start = np.zeros((x.shape[1] + 1) * kinds)
    w = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x.reshape(-1, kinds)
    return w[:-1], w[-1] - w[-1].mean()


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--questions", required=True)
    p.add_argument("--table", required=True)
    p.add_argument("--out", required=True)
    a = p.parse_args()
    with open(a.table, "rb") as f:
        table = Table(f.read())
    with open(a.questions, encoding="utf8") as f:
        lines = [line.rstrip("\n").split("\t") for line in f]
    kinds = {kind: i for i, kind in enumerate(dict.fromkeys(kind for kind, _ in lines))}
    x = vectors(table, [text for _, text in lines])
    w, bias = train(x.astype(np.float64), np.array([kinds[kind] for kind, _ in lines]), len(kinds))
    step = np.abs(w).max(1) / 127
    rows = np.rint(w / step[:, None]).astype(np.int8)
    data = struct.pack("<8sHH4x", b"KEFUKND1", w.shape[0], len(kinds))
    data += bias.astype("<f4").tobytes() + step.astype("<f4").tobytes() + rows.tobytes()
    with open(a.out, "wb") as f:
        f.write(data)
    right = ((x @ w + bias).argmax(1) == [kinds[kind] for kind, _ in lines]).mean()
    print(f"{len(kinds)} kinds, {right:.3f} of their own phrases right, {len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}")
    for s in ("什么时候发货", "孕妇可以吃吗", "怎么开发票"):
        v = vectors(table, [s]).astype(np.float64) @ (rows * step[:, None]) + bias
        probability = np.exp(v - v.max()) / np.exp(v - v.max()).sum()
        best = probability[0].argmax()
        print(s, best, list(kinds)[best], f"{probability[0][best]:.3f}")


if __name__ == "__main__":
    main()

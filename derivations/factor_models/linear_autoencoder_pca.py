"""A linear autoencoder minimizes the reconstruction error of PCA.

W W^T = I:  |x - W^T W x|^2 = |x|^2 - |W x|^2;  over all V and W the least error is that of the m leading principal directions
                                                                       Deep-learning exam of 5 Feb 2018, 5.3 (i)

For any sizes: W in R^{m x n} with orthonormal rows, data in the columns of X.  So the least error is the greatest retained
variance tr(W S W^T) with S = X X^T.  The rest is Eckart and Young's theorem, for m <= n:

- V and W that are not tied do no better: V = Z^T R for a Z with orthonormal rows, and the best code for Z is Z x itself.
- With eigenvectors q_i of S, lambda_i decreasing, and p_i = |W q_i|^2, the retained variance is sum_i lambda_i p_i, where
  p_i <= 1 and sum_i p_i = m.  That is at most the sum of the m largest lambda_i, and equal to it for W = (q_1, ..., q_m)^T.
"""

from sympy import DiagMatrix, Identity, IndexedBase, MatrixSymbol, Sum, Symbol, Trace

from verify.claim import AtMost, Claim, Equal, Measurement, calc
from verify.read.vocabulary import Norm2Squared

n, m, N, rest = (Symbol(name, integer=True, positive=True) for name in ("n", "m", "N", "r"))
i, k = Symbol("i", integer=True), Symbol("k", integer=True)
x, e = MatrixSymbol("x", n, 1), MatrixSymbol("e", m, 1)
W, X = MatrixSymbol("W", m, n), MatrixSymbol("X", n, N)
Z = MatrixSymbol("Z", m, n)
Q, P = MatrixSymbol("Q", n, n), MatrixSymbol("P", m, n)
eigenvalues = MatrixSymbol("Lambda", n, 1)
orthonormal = Equal(W * W.T, Identity(m))

# lambda_i = lambda_m + a_i for the m largest, lambda_m - b_i for the others; p_i and o_i are their weights.
least = Symbol("lambda_m", real=True)
a, p = IndexedBase("a", shape=(m,), real=True), IndexedBase("p", shape=(m,), real=True)
b, o = IndexedBase("b", shape=(rest,), real=True), IndexedBase("o", shape=(rest,), real=True)
retained = Sum((least + a[i]) * p[i], (i, 1, m)) + Sum((least - b[i]) * o[i], (i, 1, rest))
largest = Sum(least + a[i], (i, 1, m))
weights = Sum(p[i], (i, 1, m)) + Sum(o[i], (i, 1, rest))


def numbers(rng):
    """The error of PCA by singular values, of the identity at random W, and of a thousand random pairs V, W."""
    import numpy as np

    data = rng.normal(size=(5, 40)) * np.array([[3.0], [2.0], [1.0], [0.5], [0.2]])
    left, values, _ = np.linalg.svd(data, full_matrices=False)
    leading = left[:, :2].T
    weights = np.linalg.qr(rng.normal(size=(5, 2)))[0].T
    error = ((data - weights.T @ weights @ data) ** 2).sum()
    pairs = rng.normal(size=(1000, 5, 2))
    best = min(((data - v @ np.linalg.lstsq(v, data, rcond=None)[0]) ** 2).sum() for v in pairs)
    pca = ((data - leading.T @ leading @ data) ** 2).sum()
    not_retained = (data**2).sum() - ((weights @ data) ** 2).sum()
    return [
        Measurement("error at random orthonormal W", float(not_retained), float(error), 1e-9),
        Measurement("error of PCA", float((values[2:] ** 2).sum()), float(pca), 1e-9),
        Measurement("how much less the best of 1000 decoders errs", 0.0, float(max(pca - best, 0)), 0),
    ]


claim = Claim(
    cited={
        "S = X X^T has orthonormal eigenvectors": "the spectral theorem",
        "V = Z^T R with orthonormal rows of Z": "Gram and Schmidt",
    },
    parts={
        "the error is what is not retained": Claim(
            statement=Equal(Norm2Squared(x - W.T * W * x), Norm2Squared(x) - Norm2Squared(W * x)),
            assuming=(orthonormal,),
            proof=calc(Norm2Squared(x - W.T * W * x))
            .eq(Norm2Squared(x) - 2 * Norm2Squared(W * x) + Norm2Squared(W.T * W * x), by="the square of a difference")
            .eq(Norm2Squared(x) - Norm2Squared(W * x), by="|W^T u|^2 = u^T W W^T u = |u|^2"),
            mistakes={
                "the retained part is added": Norm2Squared(x) + Norm2Squared(W * x),
                "the retained part is counted twice": Norm2Squared(x) - 2 * Norm2Squared(W * x),
            },
        ),
        "for all data": Claim(
            statement=Equal(Norm2Squared(X - W.T * W * X), Norm2Squared(X) - Trace(W * X * X.T * W.T)),
            assuming=(orthonormal,),
            mistakes={"the retained variance is added": Norm2Squared(X) + Trace(W * X * X.T * W.T)},
        ),
        "untied weights: another code Z x + e for the same directions is worse by |e|^2": Claim(
            statement=Equal(Norm2Squared(x - Z.T * (Z * x + e)), Norm2Squared(x) - Norm2Squared(Z * x) + Norm2Squared(e)),
            assuming=(Equal(Z * Z.T, Identity(m)),),
            mistakes={"it is better": Norm2Squared(x) - Norm2Squared(Z * x) - Norm2Squared(e)},
        ),
        "a unit vector is retained at most once: p = 1 - error": Claim(
            statement=Equal(Norm2Squared(W * x), 1 - Norm2Squared(x - W.T * W * x)),
            assuming=(orthonormal, Equal(Norm2Squared(x), 1)),
        ),
        "m directions are retained": Claim(
            statement=Equal(Trace((W * Q) * (W * Q).T), m),
            assuming=(orthonormal, Equal(Q * Q.T, Identity(n))),
        ),
        "the retained variance in the eigenvectors": Claim(
            statement=Equal(
                Trace(P * DiagMatrix(eigenvalues) * P.T),
                Sum(eigenvalues[i - 1, 0] * Sum(P[k - 1, i - 1] ** 2, (k, 1, m)), (i, 1, n)),
            ),
        ),
        "the retained variance, by the least of the m largest": Claim(
            statement=Equal(retained, least * weights + Sum(a[i] * p[i], (i, 1, m)) - Sum(b[i] * o[i], (i, 1, rest))),
        ),
        "at most the m largest eigenvalues, as the weights add up to m": Claim(
            statement=AtMost(least * m + Sum(a[i] * p[i], (i, 1, m)) - Sum(b[i] * o[i], (i, 1, rest)), largest),
            symbols={
                "a": "sequence m of nonnegative",
                "b": "sequence r of nonnegative",
                "p": "sequence m of in [0, 1]",
                "o": "sequence r of in [0, 1]",
            },
            proof=calc(least * m + Sum(a[i] * p[i], (i, 1, m)) - Sum(b[i] * o[i], (i, 1, rest)))
            .le(least * m + Sum(a[i] * p[i], (i, 1, m)), by="b and o are not negative")
            .le(largest, by="p_i <= 1"),
            mistakes={"at most lambda_m each": m * least},
        ),
    },
    numbers=numbers,
)

"""Abstract statements of the mathematics of machine learning: true ones, and wrong variants of them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from verify.question import Question
from verify.sort import (
    INTEGER,
    NATURAL,
    POSITIVE,
    REAL,
    DensityFamily,
    Function,
    Outcome,
    Random,
    Scalar,
    Sequence,
    Tensor,
)
from verify.term import (
    HALF,
    ONE,
    SPACE,
    TRUE,
    TWO,
    ZERO,
    Term,
    add,
    apply,
    binder,
    call,
    conjunction,
    density,
    derivative,
    divide,
    equal,
    exp,
    expect,
    expectation,
    item,
    log,
    make,
    map_entries,
    matmul,
    mul,
    negate,
    number,
    piecewise,
    power,
    relation,
    sqrt,
    subtract,
    summation,
    symbol,
    transpose,
)


@dataclass(frozen=True)
class Claim:
    """A statement, what it assumes, and its name in English."""

    name: str
    statement: Term
    hypotheses: tuple[Term, ...] = ()

    @property
    def question(self) -> Question:
        return Question(self.statement, self.hypotheses)


def matrix(name: str, rows: Term, columns: Term, *properties: str) -> Term:
    return symbol(name, Tensor((rows, columns), REAL, tuple(sorted(properties))))


def vector(name: str, size: Term) -> Term:
    return matrix(name, size, ONE)


def inv(term: Term) -> Term:
    return make("inverse", (term,))


def tr(term: Term) -> Term:
    return make("trace", (term,))


def det(term: Term) -> Term:
    return make("determinant", (term,))


def eye(size: Term) -> Term:
    return make("identity", (size,))


def gradient(body: Term, by: Term) -> Term:
    return make("gradient", (body, by))


def le(left: Term, right: Term) -> Term:
    return relation("le", left, right)


def squared(term: Term) -> Term:
    return matmul(transpose(term), term)


def hadamard(left: Term, right: Term) -> Term:
    return make("hadamard", (left, right))


def delta(left: Term, right: Term) -> Term:
    return piecewise((ONE, equal(left, right)), (ZERO, TRUE))


n, m, k, d = (symbol(name, NATURAL) for name in "nmkd")
A, B, C = matrix("A", n, m), matrix("B", m, k), matrix("C", k, n)
S, T, U = matrix("S", n, n), matrix("T", n, n), matrix("U", n, n)
G = matrix("G", m, n)
P, Q = matrix("P", n, n, "positive definite", "symmetric"), matrix("Q", n, n, "orthogonal")
R, Y = matrix("R", m, m, "positive definite", "symmetric"), matrix("Y", n, n, "symmetric")
D = matrix("D", n, n, "diagonal")
x, y, w, b = vector("x", n), vector("y", n), vector("w", m), vector("b", n)
lam, a, c = symbol("lambda", POSITIVE), symbol("a", REAL), symbol("c", REAL)
i, j, r = symbol("i", INTEGER), symbol("j", INTEGER), symbol("r", INTEGER)
K = symbol("K", NATURAL)
v, t = symbol("v", Sequence(K, REAL)), symbol("t", Sequence(K, REAL))
weights = symbol("alpha", Sequence(K, POSITIVE))
pi_, rho = (symbol(name, Tensor((K, ONE), REAL, ("distribution",))) for name in ("pi", "rho"))


def total(body: Term, index: Term = j) -> Term:
    return summation(index, ONE, K, body)


# ------------------------------------------------------------------------------------------------------------------ matrices

_distance = subtract(x, y)
_expanded = add(squared(x), mul(number(-2), matmul(transpose(x), y)), squared(y))
_woodbury = inv(add(P, matmul(A, R, transpose(A))))
_kernel = inv(add(inv(R), matmul(transpose(A), inv(P), A)))
_ridge = matmul(inv(add(matmul(transpose(A), A), mul(lam, eye(m)))), transpose(A), b)
_dual = matmul(transpose(A), inv(add(matmul(A, transpose(A)), mul(lam, eye(n)))), b)
_loss = mul(HALF, squared(subtract(matmul(A, w), b)))
_gram = matmul(S, transpose(S))

TRUE_MATRICES = (
    Claim("transpose of a product", equal(transpose(matmul(A, B)), matmul(transpose(B), transpose(A)))),
    Claim("trace is cyclic", equal(tr(matmul(A, B, C)), tr(matmul(B, C, A)))),
    Claim("inverse of a product", equal(inv(matmul(S, T)), matmul(inv(T), inv(S)))),
    Claim("determinant of a product", equal(det(matmul(S, T)), mul(det(S), det(T)))),
    Claim("Woodbury", equal(_woodbury, subtract(inv(P), matmul(inv(P), A, _kernel, transpose(A), inv(P))))),
    Claim("push-through", equal(matmul(inv(add(eye(n), matmul(A, G))), A), matmul(A, inv(add(eye(m), matmul(G, A)))))),
    Claim("Sylvester", equal(det(add(eye(n), matmul(A, G))), det(add(eye(m), matmul(G, A))))),
    Claim("ridge dual", equal(_ridge, _dual)),
    Claim("squared distance", equal(squared(_distance), _expanded)),
    Claim("an orthogonal map keeps norms", equal(squared(matmul(Q, x)), squared(x))),
    Claim("an orthogonal inverse is the transpose", equal(inv(Q), transpose(Q))),
    Claim("Gram matrices are positive semidefinite", le(ZERO, matmul(transpose(x), matmul(S, transpose(S)), x))),
    Claim("diagonal matrices commute", equal(matmul(D, make("diagonal", (x,))), matmul(make("diagonal", (x,)), D))),
    Claim("the trace of an outer product", equal(tr(matmul(x, transpose(y))), matmul(transpose(x), y))),
    Claim("Cauchy-Schwarz", le(power(matmul(transpose(x), y), 2), mul(squared(x), squared(y)))),
    Claim("commuting powers", equal(matmul(S, S, T), matmul(T, S, S)), (equal(matmul(S, T), matmul(T, S)),)),
    Claim("gradient of a quadratic form", equal(gradient(matmul(transpose(x), S, x), x), matmul(add(S, transpose(S)), x))),
    Claim("gradient of least squares", equal(gradient(_loss, w), matmul(transpose(A), subtract(matmul(A, w), b)))),
    Claim("gradient of a trace", equal(gradient(tr(matmul(A, B, C)), B), matmul(transpose(A), transpose(C)))),
    Claim("gradient of log det", equal(gradient(log(det(S)), S), transpose(inv(S)))),
    Claim("gradient of the inverse", equal(gradient(tr(inv(S)), S), negate(transpose(matmul(inv(S), inv(S)))))),
    Claim("the normal equations", equal(matmul(transpose(A), A, w), matmul(transpose(A), b)),
          (equal(matmul(A, w), b),)),
)  # fmt: skip

FALSE_MATRICES = (
    Claim("transpose without swapping", equal(transpose(matmul(S, T)), matmul(transpose(S), transpose(T)))),
    Claim("transposes forgotten", equal(transpose(matmul(S, T)), matmul(T, S))),
    Claim("matrices commute", equal(matmul(S, T), matmul(T, S))),
    Claim("inverse without swapping", equal(inv(matmul(S, T)), matmul(inv(S), inv(T)))),
    Claim("determinant of a sum", equal(det(add(S, T)), add(det(S), det(T)))),
    Claim("determinant of a multiple", equal(det(mul(c, S)), mul(c, det(S)))),
    Claim("trace of a product", equal(tr(matmul(S, T)), mul(tr(S), tr(T)))),
    Claim("trace under a transposition of factors", equal(tr(matmul(S, T, U)), tr(matmul(T, S, U)))),
    Claim("W^T W for W W^T", equal(tr(inv(add(eye(n), matmul(A, transpose(A))))), tr(inv(add(eye(m), matmul(transpose(A), A)))))),
    Claim("Woodbury with a plus", equal(_woodbury, add(inv(P), matmul(inv(P), A, _kernel, transpose(A), inv(P))))),
    Claim("Woodbury with R for its inverse", equal(_woodbury, subtract(inv(P), matmul(
        inv(P), A, inv(add(R, matmul(transpose(A), inv(P), A))), transpose(A), inv(P))))),
    Claim("inverse of a sum", equal(inv(add(P, eye(n))), add(inv(P), eye(n)))),
    Claim("squared distance without the cross term", equal(squared(_distance), add(squared(x), squared(y)))),
    Claim("squared distance with the wrong sign", equal(squared(_distance), add(squared(x), mul(TWO, matmul(transpose(x), y)),
                                                                           squared(y)))),
    Claim("every map keeps norms", equal(squared(matmul(S, x)), squared(x))),
    Claim("an orthogonal matrix is symmetric", equal(transpose(Q), Q)),
    Claim("an orthogonal matrix has determinant 1", equal(det(Q), ONE)),
    Claim("symmetric matrices are positive semidefinite", le(ZERO, matmul(transpose(x), Y, x))),
    Claim("a product of symmetric matrices is symmetric", equal(matmul(P, Y), matmul(Y, P))),
    Claim("reversed Cauchy-Schwarz", le(mul(squared(x), squared(y)), power(matmul(transpose(x), y), 2))),
    Claim("gradient of a quadratic form, not symmetric", equal(gradient(matmul(transpose(x), S, x), x), mul(TWO, matmul(S, x)))),
    Claim("gradient of least squares without the transpose", equal(gradient(mul(HALF, squared(subtract(matmul(S, x), b))), x),
                                                                   matmul(S, subtract(matmul(S, x), b)))),
    Claim("gradient of least squares without the half", equal(gradient(squared(subtract(matmul(A, w), b)), w),
                                                             matmul(transpose(A), subtract(matmul(A, w), b)))),
    Claim("gradient of log det without the transpose", equal(gradient(log(det(S)), S), inv(S))),
    Claim("gradient of the inverse without the sign", equal(gradient(tr(inv(S)), S), transpose(matmul(inv(S), inv(S))))),
    Claim("idempotent matrices commute", equal(matmul(S, T), matmul(T, S)), (equal(matmul(S, S), S), equal(matmul(T, T), T))),
    Claim("a linear system has one solution", equal(x, y), (equal(matmul(S, x), matmul(S, y)),)),
    Claim("hadamard for the matrix product", equal(hadamard(S, T), matmul(S, T))),
    Claim("vectors of length n at least 2 are not zero", relation("lt", ZERO, squared(x)), (le(TWO, n),)),
)  # fmt: skip

# ------------------------------------------------------------------------------------------------------- sums and sequences

_normalizer = total(exp(item(v, j)))


def softmax(index: Term) -> Term:
    return divide(exp(item(v, index)), _normalizer)


_mean = divide(total(item(v, j)), K)
_variance = divide(total(power(subtract(item(v, j), _mean), 2)), K)
_entry, _other = symbol("p", NATURAL), symbol("q", NATURAL)
_u = symbol("s", REAL)
_relu = binder("lambda", _u, call("max", ZERO, _u))

TRUE_SUMS = (
    Claim("softmax sums to 1", equal(total(softmax(r), r), ONE)),
    Claim("the Jacobian of softmax", equal(derivative(softmax(_entry), item(v, _other)),
                                           mul(softmax(_entry), subtract(delta(_entry, _other), softmax(_other))))),
    Claim("gradient of log-sum-exp", equal(derivative(log(_normalizer), item(v, _entry)), softmax(_entry))),
    Claim("variance as mean square minus squared mean",
          equal(_variance, subtract(divide(total(power(item(v, j), 2)), K), power(_mean, 2)))),
    Claim("sums are linear", equal(total(add(item(v, j), mul(c, item(t, j)))),
                                   add(total(item(v, j)), mul(c, total(item(t, j)))))),
    Claim("the log of a product", equal(log(binder("product", j, ONE, K, item(weights, j))), total(log(item(weights, j))))),
    Claim("entropy is at most log K", le(negate(total(mul(item(pi_, j), log(item(pi_, j))))), log(K))),
    Claim("Gibbs for two distributions", le(ZERO, total(mul(item(pi_, j), log(divide(item(pi_, j), item(rho, j))))))),
    Claim("relu keeps its positive multiples", equal(map_entries(_relu, mul(lam, x)), mul(lam, map_entries(_relu, x)))),
    Claim("positive weights that sum to 1 have squares of at most 1", le(total(power(item(weights, j), 2)), ONE),
          (equal(total(item(weights, j)), ONE),)),
)  # fmt: skip

FALSE_SUMS = (
    Claim("softmax with a squared numerator", equal(total(power(softmax(r), 2), r), ONE)),
    Claim("the Jacobian of softmax without delta", equal(derivative(softmax(_entry), item(v, _other)),
                                                         negate(mul(softmax(_entry), softmax(_other))))),
    Claim("the Jacobian of softmax as if diagonal", equal(derivative(softmax(_entry), item(v, _other)),
                                                          mul(softmax(_entry), subtract(ONE, softmax(_other))))),
    Claim("variance with K - 1", equal(_variance, divide(total(power(subtract(item(v, j), _mean), 2)), subtract(K, ONE)))),
    Claim("the square of a sum", equal(power(total(item(v, j)), 2), total(power(item(v, j), 2)))),
    Claim("the sum of products", equal(total(mul(item(v, j), item(t, j))), mul(total(item(v, j)), total(item(t, j))))),
    Claim("the log of a sum", equal(log(total(item(weights, j))), total(log(item(weights, j))))),
    Claim("entropy is at most 1", le(negate(total(mul(item(pi_, j), log(item(pi_, j))))), ONE)),
    Claim("relative entropy reversed", equal(total(mul(item(pi_, j), log(divide(item(pi_, j), item(rho, j))))),
                                             total(mul(item(rho, j), log(divide(item(rho, j), item(pi_, j))))))),
    Claim("relu keeps all multiples", equal(map_entries(_relu, mul(c, x)), mul(c, map_entries(_relu, x)))),
    Claim("positive weights that sum to 1 have squares of at least 1", le(ONE, total(power(item(weights, j), 2))),
          (equal(total(item(weights, j)), ONE),)),
)  # fmt: skip

# -------------------------------------------------------------------------------------------------------- unknown functions

f, g = symbol("f", Function()), symbol("g", Function())
convex, even = symbol("phi", Function(1, REAL, ("convex",))), symbol("psi", Function(1, REAL, ("even",)))
increasing, odd = symbol("h", Function(1, REAL, ("increasing",))), symbol("o", Function(1, REAL, ("odd",)))
unit = symbol("s", Function(1, Scalar(lower=Fraction(0), upper=Fraction(1))))
_middle = mul(HALF, add(a, c))


def prime(function: Term, at: Term) -> Term:
    return apply(function, at, orders=(1,))


TRUE_FUNCTIONS = (
    Claim("product rule", equal(derivative(mul(apply(f, a), apply(g, a)), a),
                                add(mul(prime(f, a), apply(g, a)), mul(apply(f, a), prime(g, a))))),
    Claim("chain rule", equal(derivative(apply(f, apply(g, a)), a), mul(prime(f, apply(g, a)), prime(g, a)))),
    Claim("midpoint convexity", le(apply(convex, _middle), mul(HALF, add(apply(convex, a), apply(convex, c))))),
    Claim("an increasing function keeps order", le(apply(increasing, a), apply(increasing, c)), (le(a, c),)),
    Claim("even and odd", conjunction(equal(apply(even, negate(a)), apply(even, a)),
                                      equal(apply(odd, negate(a)), negate(apply(odd, a))))),
    Claim("values in (0, 1) have p (1 - p) of at most 1/4",
          le(mul(apply(unit, a), subtract(ONE, apply(unit, a))), number(1, 4))),
)  # fmt: skip

FALSE_FUNCTIONS = (
    Claim("the derivative of a product is the product of derivatives",
          equal(derivative(mul(apply(f, a), apply(g, a)), a), mul(prime(f, a), prime(g, a)))),
    Claim("chain rule without the inner derivative", equal(derivative(apply(f, apply(g, a)), a), prime(f, apply(g, a)))),
    Claim("composition commutes", equal(apply(f, apply(g, a)), apply(g, apply(f, a)))),
    Claim("functions are additive", equal(apply(f, add(a, c)), add(apply(f, a), apply(f, c)))),
    Claim("concavity for convexity", le(mul(HALF, add(apply(convex, a), apply(convex, c))), apply(convex, _middle))),
    Claim("convex functions increase", le(apply(convex, a), apply(convex, c)), (le(a, c),)),
    Claim("increasing functions are convex",
          le(apply(increasing, _middle), mul(HALF, add(apply(increasing, a), apply(increasing, c))))),
    Claim("increasing functions are at most doubled", le(apply(increasing, a), mul(TWO, apply(increasing, c))), (le(a, c),)),
    Claim("values in (0, 1) have p (1 - p) of at most 1/10",
          le(mul(apply(unit, a), subtract(ONE, apply(unit, a))), number(1, 10))),
)  # fmt: skip

# ----------------------------------------------------------------------------------------------------------------- densities

X, Z, Z2 = symbol("x", Outcome("x")), symbol("z", Outcome("z")), symbol("z_2", Outcome("z"))
p, q = symbol("p", DensityFamily()), symbol("q", DensityFamily())
reward = symbol("f", Function())
_posterior, _q = density(p, [Z], [X]), density(q, [Z], [X])
_joint, _evidence, _prior, _likelihood = density(p, [X, Z]), density(p, [X]), density(p, [Z]), density(p, [X], [Z])


def over(outcome: Term, body: Term) -> Term:
    return binder("integral", outcome, SPACE, SPACE, body)


def kl(first: Term, second: Term, outcome: Term = Z) -> Term:
    return expectation(outcome, first, subtract(log(first), log(second)))


def entropy(of: Term, outcome: Term) -> Term:
    return negate(expectation(outcome, of, log(of)))


_elbo = expectation(Z, _q, subtract(log(_joint), log(_q)))
_joint_kl = over(X, over(Z, mul(_joint, subtract(log(_joint), log(density(q, [X, Z]))))))
_information = over(X, over(Z, mul(_joint, subtract(log(_joint), add(log(_evidence), log(_prior))))))
_ratio = divide(_joint, _q)
_ratio_2 = divide(density(p, [X, Z2]), density(q, [Z2], [X]))
_iwae = over(Z, over(Z2, mul(_q, density(q, [Z2], [X]), log(mul(HALF, add(_ratio, _ratio_2))))))

TRUE_DENSITIES = (
    Claim("log p(x) = ELBO + KL", equal(log(_evidence), add(_elbo, kl(_q, _posterior)))),
    Claim("ELBO <= log p(x)", le(_elbo, log(_evidence))),
    Claim("ELBO = reconstruction - KL to the prior",
          equal(_elbo, subtract(expectation(Z, _q, log(_likelihood)), kl(_q, _prior)))),
    Claim("KL is not negative", le(ZERO, kl(_q, _posterior))),
    Claim("KL chain rule", equal(_joint_kl, add(kl(_evidence, density(q, [X]), X),
                                                over(X, mul(_evidence, kl(_posterior, density(q, [Z], [X]))))))),
    Claim("Bayes", equal(_posterior, divide(mul(_likelihood, _prior), _evidence))),
    Claim("marginalization", equal(over(Z, _joint), _evidence)),
    Claim("mutual information as an entropy difference", equal(_information, subtract(
        entropy(_prior, Z), over(X, mul(_evidence, entropy(_posterior, Z)))))),
    Claim("two samples are at least as tight as one", le(_elbo, _iwae)),
    Claim("two samples are a bound", le(_iwae, log(_evidence))),
    Claim("importance sampling", equal(expectation(Z, _posterior, apply(reward, Z)),
                                       expectation(Z, _q, mul(divide(_posterior, _q), apply(reward, Z))))),
    Claim("Jensen for the square", le(power(expectation(Z, _prior, apply(reward, Z)), 2),
                                      expectation(Z, _prior, power(apply(reward, Z), 2)))),
    Claim("independent joint", equal(log(_joint), add(log(_evidence), log(_prior))),
          (equal(_joint, mul(_evidence, _prior)),)),
)  # fmt: skip

FALSE_DENSITIES = (
    Claim("log p(x) = ELBO - KL", equal(log(_evidence), subtract(_elbo, kl(_q, _posterior)))),
    Claim("log p(x) = ELBO + reversed KL", equal(log(_evidence), add(_elbo, kl(_posterior, _q)))),
    Claim("log p(x) <= ELBO", le(log(_evidence), _elbo)),
    Claim("ELBO with the posterior for the prior",
          equal(_elbo, subtract(expectation(Z, _q, log(_likelihood)), kl(_q, _posterior)))),
    Claim("KL is symmetric", equal(kl(_q, _prior), kl(_prior, _q))),
    Claim("KL chain rule averaged under q", equal(_joint_kl, add(kl(_evidence, density(q, [X]), X), over(
        X, mul(density(q, [X]), kl(_posterior, density(q, [Z], [X]))))))),
    Claim("Bayes upside down", equal(_posterior, divide(mul(_likelihood, _evidence), _prior))),
    Claim("p(x | z) = p(z | x)", equal(_likelihood, _posterior)),
    Claim("mutual information with the other entropy", equal(_information, subtract(
        entropy(_evidence, X), over(X, mul(_evidence, entropy(_posterior, Z)))))),
    Claim("two samples reversed", le(_iwae, _elbo)),
    Claim("importance weights upside down", equal(expectation(Z, _posterior, apply(reward, Z)),
                                                  expectation(Z, _q, mul(divide(_q, _posterior), apply(reward, Z))))),
    Claim("the entropy of a density is not negative", le(ZERO, entropy(_prior, Z))),
    Claim("a density is at most 1", le(_prior, ONE)),
    Claim("the joint is the product of the marginals", equal(_joint, mul(_evidence, _prior))),
)  # fmt: skip

# ------------------------------------------------------------------------------------------------------------ random vectors

mu = vector("mu", d)
Sigma = symbol("Sigma", Tensor((d, d), REAL, ("positive semidefinite", "symmetric")))
xi = symbol("xi", Random(mu, Sigma))
W = matrix("W", d, m)
latent = symbol("z", Random(make("zeros", (m, ONE)), eye(m)))
shift = vector("beta", d)
sigma = symbol("sigma", POSITIVE)
observed = symbol("y", Random(add(matmul(W, latent), shift), mul(power(sigma, 2), eye(d)), (latent,)))
A2 = matrix("A", m, d)
epsilon = symbol("epsilon", Random(ZERO, ONE))
M = matrix("M", d, d)


def covariance(term: Term) -> Term:
    return subtract(expect(matmul(term, transpose(term))), matmul(expect(term), transpose(expect(term))))


TRUE_RANDOM = (
    Claim("second moment", equal(expect(matmul(xi, transpose(xi))), add(matmul(mu, transpose(mu)), Sigma))),
    Claim("mean of a quadratic form",
          equal(expect(matmul(transpose(xi), M, xi)), add(matmul(transpose(mu), M, mu), tr(matmul(M, Sigma))))),
    Claim("covariance of a linear map", equal(covariance(matmul(A2, xi)), matmul(A2, Sigma, transpose(A2)))),
    Claim("mean of the probabilistic PCA model", equal(expect(observed), shift)),
    Claim("covariance of the probabilistic PCA model",
          equal(covariance(observed), add(matmul(W, transpose(W)), mul(power(sigma, 2), eye(d))))),
    Claim("variance of a scaled noise", equal(expect(power(mul(sigma, epsilon), 2)), power(sigma, 2))),
)  # fmt: skip

FALSE_RANDOM = (
    Claim("second moment without the mean", equal(expect(matmul(xi, transpose(xi))), Sigma)),
    Claim("the mean of a square is the square of the mean", equal(expect(squared(xi)), squared(mu))),
    Claim("covariance of a linear map without the transpose", equal(covariance(matmul(M, xi)), matmul(M, Sigma, M))),
    Claim("PCA covariance with W^T W", equal(tr(matmul(covariance(observed), covariance(observed))),
        tr(matmul(add(matmul(transpose(W), W), mul(power(sigma, 2), eye(m))),
                  add(matmul(transpose(W), W), mul(power(sigma, 2), eye(m))))))),
    Claim("PCA covariance with sigma for its square",
          equal(covariance(observed), add(matmul(W, transpose(W)), mul(sigma, eye(d))))),
    Claim("PCA covariance without noise", equal(covariance(observed), matmul(W, transpose(W)))),
    Claim("the third moment of noise is zero", equal(expect(power(epsilon, 3)), ZERO)),
    Claim("the fourth moment of noise is three", equal(expect(power(epsilon, 4)), number(3))),
    Claim("the mean of a root is the root of the mean",
          equal(expect(sqrt(add(TWO, epsilon))), sqrt(TWO))),
)  # fmt: skip

TRUE_CLAIMS = TRUE_MATRICES + TRUE_SUMS + TRUE_FUNCTIONS + TRUE_DENSITIES + TRUE_RANDOM
FALSE_CLAIMS = FALSE_MATRICES + FALSE_SUMS + FALSE_FUNCTIONS + FALSE_DENSITIES + FALSE_RANDOM

"""The gradient along the cell of an LSTM.

c_t = f_t * c_{t-1} + i_t * g_t:  dc_t/dc_{t-1} = diag(f_t), over k steps diag(f_1 * ... * f_k), which is I at f = 1
                                                                       Deep-learning exam of 5 Feb 2018, 4.3 (i)

For any number n of cells.  Along the cell path the gates f, i and the candidate g are held fixed; they depend on c_{t-1}
through the output only.  Where a naive RNN multiplies by diag(g') U at each step, the cell multiplies by f, so an open forget
gate, f = 1, hands the gradient on as it is.
"""

from sympy import Derivative, Function, IndexedBase, Product, Rational, Symbol

from verify.claim import AtMost, Claim, Equal, Measurement, NotEqual, calc

n, k = Symbol("n", integer=True, positive=True), Symbol("k", integer=True, nonnegative=True)
p, q = Symbol("p", integer=True, positive=True), Symbol("q", integer=True, positive=True)
t = Symbol("t", integer=True)
f, i, g, old = (IndexedBase(name, shape=(n,), real=True) for name in ("f", "i", "g", "c"))
forget = IndexedBase("phi", shape=(k + 1,), real=True)
start, write = Symbol("c_0", real=True), Symbol("w", real=True)
cell = Function("c_k")(start)


def new(place):
    """f_p c_p + i_p g_p"""
    return f[place] * old[place] + i[place] * g[place]


def numbers(rng):
    """A cell after six steps, by a finite difference in its start."""
    forgets, writes, step = rng.uniform(size=6), rng.normal(size=6), 1e-3

    def last(start):
        for forget, write in zip(forgets, writes, strict=True):
            start = forget * start + write
        return start

    measured = (last(0.3 + step) - last(0.3 - step)) / (2 * step)
    return [Measurement("dc_6/dc_0", float(forgets.prod()), float(measured), 1e-9)]


claim = Claim(
    parts={
        "one step, the same cell": Claim(
            statement=Equal(Derivative(new(p), old[p]), f[p]),
            assuming=(AtMost(p, n),),
            mistakes={"the input gate": i[p], "the derivative of a squashed sum": f[p] * (1 - f[p])},
        ),
        "one step, another cell": Claim(
            statement=Equal(Derivative(new(p), old[q]), 0),
            assuming=(AtMost(p, n), AtMost(q, n), NotEqual(p, q)),
        ),
        "no step": Claim(statement=Equal(Derivative(start, start), Product(forget[t], (t, 1, 0)))),
        "one more step": Claim(
            statement=Equal(Derivative(forget[k + 1] * cell + write, start), Product(forget[t], (t, 1, k + 1))),
            assuming=(Equal(Derivative(cell, start), Product(forget[t], (t, 1, k))),),
            proof=calc(Derivative(forget[k + 1] * cell + write, start))
            .eq(forget[k + 1] * Derivative(cell, start), by="what is written does not depend on the start")
            .eq(forget[k + 1] * Product(forget[t], (t, 1, k)), by="the steps before")
            .eq(Product(forget[t], (t, 1, k + 1)), by="the last factor"),
            mistakes={
                "the last gate is lost": Product(forget[t], (t, 1, k)),
                "the gates add up": forget[k + 1] + Derivative(cell, start),
            },
        ),
        "open gates": Claim(
            statement=Equal(Product(1, (t, 1, k)), 1),
            mistakes={"half-open gates": Equal(Product(Rational(1, 2), (t, 1, k)), 1)},
        ),
    },
    numbers=numbers,
)

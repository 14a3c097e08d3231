"""Words that stand beside formulas, by what they say."""

from __future__ import annotations

import re

# Reasons of these words hold always: the line follows without them, or it does not.
NEUTRAL = frozenset(
    "a an the of and to in on at by from with for it its is are be was has have we our this that these those which both"
    " each all any every some first second other same only also just again back out off up left right side sides above below"
    " before after last next previous following here there once more less term terms line lines step steps part parts piece"
    " pieces inner outer so thus hence therefore follows get gets getting obtain obtains obtained give gives yield yields"
    " equal equals equality result results using use uses used via due since because as note noting recall recalling apply"
    " applying applied linear linearity distributivity associativity commutativity additivity expectation expectations"
    " expected value values expand expanding expanded expansion multiply multiplying multiplied divide dividing divided"
    " division factor factoring factored factorise factorize factorising factorizing factorisation factorization collect"
    " collecting collected combine combining combined rearrange rearranging rearranged regroup regrouping reorder simplify"
    " simplifying simplified simplification cancel cancels cancelling canceling cancelled cancellation reduce reducing"
    " complete completing completed square squares squaring squared bracket brackets parenthesis parentheses algebra"
    " algebraic arithmetic chain rule rules product products quotient sum sums power powers log logs logarithm logarithms"
    " exponential exponent exponents exponentiate exponentiating law laws differentiate differentiating differentiation"
    " derivative derivatives derive deriving integrate integrating integration integral integrals integrand substitution"
    " substitute substituting plug plugging insert inserting put putting evaluate evaluating evaluated compute computing"
    " calculate calculating summing add adding subtract subtracting group grouping split splitting write writing rewrite"
    " rewriting rewritten pull pulling pulled move moving moved push pushing take taking taken common denominator"
    " denominators numerator numerators fraction fractions geometric series binomial theorem theorems lemma lemmas formula"
    " formulas formulae identity identities taylor maclaurin jensen jensen's cauchy schwarz cauchy-schwarz cauchy–schwarz"
    " young young's holder hölder hölder's holder's minkowski triangle inequality inequalities bound bounds bounding bounded"
    " am-gm am–gm bayes bayes' bayes's bayesian tower property trace traces cyclic cyclicity definition definitions def"
    " transpose transposes transposing transposed solving solve solved isolate isolating setting set root roots quadratic"
    " fubini tonelli leibniz change variables variable telescoping telescopes telescope induction inductive woodbury sherman"
    " morrison sherman-morrison determinant determinants matrix matrices vector vectors scalar scalars entry entries"
    " component components coordinate coordinates row rows column columns inverse inverses invert inverting block blocks"
    " shift shifting shifted index indices indexing range limits relabel relabelling relabeling rename renaming swap"
    " swapping swapped exchange exchanging exchanged interchange interchanging order reverse reversing start starting end"
    " ending constant constants coefficient coefficients prefactor add-and-subtract ratio difference differences quotients"
    " reciprocal marginalise marginalize marginalising marginalizing marginal marginals conditional conditionals joint"
    " conditioning prior posterior likelihood log-likelihood evidence density densities mean means variance variances"
    " covariance covariances moment moments entropy cross-entropy divergence kl mutual information fisher effective degrees"
    " freedom score gradient gradients hessian jacobian loss losses risk error errors bias regret reward rewards return"
    " returns bellman policy advantage kernel kernels softmax sigmoid logistic tanh relu attention layer layers network"
    " weight weights update updates iteration iterations recursion recursive unroll unrolling unrolled step-size momentum"
    " learning rate kalman gain observation observations noise sample samples estimator estimators maximum-likelihood mle"
    " map em e-step m-step elbo bernoulli poisson gaussian gaussians normal beta gamma uniform laplace categorical"
    " multinomial standard basic simple simply direct directly elementary usual well known well-known see shown earlier"
    " obvious obviously clear clearly trivial trivially immediate immediately easy easily calculus probability total"
    " quantity quantities function functions expression expressions equation equations right-hand left-hand rhs lhs hand-"
    " side reindex reindexing odds log-odds logit log-sum-exp logsumexp log-derivative trick tricks reparameterisation"
    " reparameterization identity-trick partial angle trigonometric pythagorean pythagoras hyperbolic euler euler's"
    " euler–maclaurin stirling gauss's gauss sum-of-squares cosine sine small-step rest remaining now then spectral"
    " eigenvalue eigenvalues eigenvector eigenvectors eigendecomposition decomposition svd cholesky push-through"
    " concatenation choose choosing chosen plug-in normalisation normalization normalise normalize polyak label smoothing"
    " optimal model models successes trials parallel pooled elementwise element-wise term-by-term term-wise pointwise hand"
    " separately respectively simultaneously subtracted elsewhere number numbers numerical plain plainly".split()
)

# One of these makes a reason of the words round it.
NOUNS = frozenset(
    "linearity algebra arithmetic chain product quotient power log logarithm induction inductive integration substitution"
    " definition def jensen jensen's cauchy cauchy-schwarz bayes bayes' tower cyclic symmetry independence fubini tonelli"
    " hypothesis assumption ih i.h algebraically woodbury completing binomial geometric triangle markov am-gm taylor"
    " gaussian i.i.d iid orthogonality normalization normalisation stationarity convexity concavity monotonicity telescoping"
    " trace young's hölder holder above known obvious trivial clear immediate lemma theorem rule identity inequality formula"
    " trick property proposition corollary law l'hopital l'hôpital l'hospital lhopital hopital hôpital ibp".split()
)

# Said alone, these are reasons: (expand).
ALONE_VERBS = frozenset("expand simplify cancel collect rearrange factor regroup substitute combine distribute".split())

# Said to oneself: (multiply by 2), (split off the first term).
VERBS = frozenset(
    "multiply divide add subtract factor pull push plug insert substitute split shift expand simplify cancel collect"
    " complete exchange swap interchange differentiate integrate use apply choose put set take bound rearrange regroup"
    " reorder rename relabel write rewrite marginalise marginalize sum evaluate solve invert transpose recall note see"
    " reindex unroll telescope exponentiate cyclically".split()
)

# Of these words are reasons that change nothing: beside them a wrong line is wrong.
PRESERVING = frozenset(
    "a an the of and to in on at by from with term terms using via expand expanding expanded expansion factor "
    "factoring factored factorise factorize factorising factorizing out simplify simplifying simplified "
    "simplification rearrange rearranging rearranged collect collecting collected cancel cancels cancelling canceling "
    "cancelled cancellation combine combining combined rewrite rewriting rewritten regroup regrouping reorder algebra "
    "algebraic arithmetic bracket brackets common denominator denominators rule rules binomial theorem geometric "
    "series sum completing complete difference partial fractions trigonometric identity identities jensen jensen's "
    "cauchy schwarz cauchy-schwarz cauchy–schwarz am-gm young's young hölder holder hölder's holder's inequality "
    "telescoping telescopes telescope reindexing reindex shift shifting index indices parts splitting split pulling "
    "pull fubini tonelli woodbury sherman morrison sherman-morrison matrix determinant lemma standard basic simple "
    "group grouping off first last scalar scalars det multiplicative determinants bayes bayes' bayes's cyclic "
    "property trace elementary addition multiplication".split()
)

# Of these words are titles that assume nothing.
TITLE_WORDS = NEUTRAL - frozenset(
    "equal equality each every all same both inductive induction substitution substitute substituting set setting standard"
    " uniform constant constants effective parallel optimal chosen choose choosing put putting with small-step e-step"
    " respectively simultaneously".split()
)

# Rules of derivatives: they say nothing of a line beside which a derivative stands.
RULES_OF_DERIVATIVES = frozenset("chain product quotient power".split())
SHOWS_DERIVATIVE = re.compile(
    r"\\?(?:d|partial)\s*(?:\}\s*\{|/)|\\nabla|\bgrad\b|\b(?:diff|derivative)\(|frac\s*\{\s*(?:d|\\partial)\b|['′∇∂]|\bd[a-z]\b"
)
# Of these phrases, too; their words by themselves may be an operation on both sides.
PRESERVING_PHRASES = re.compile(
    r"\b(?:complet(?:e|ing) the squares?|expand(?:ing)? (?:the|both|all) squares?|differences? of (?:two )?squares"
    r"|(?:log(?:arithm)?|exponent) (?:rules?|laws?|identit(?:y|ies))"
    r"|(?:rules?|laws?|propert(?:y|ies)) (?:of|for) (?:the )?(?:log(?:arithm)?s?|exponents|exponentials|powers)"
    r"|(?:integration|integrat(?:e|ing)) by parts|exponential series|(?:binomial|quadratic) formula"
    r"|(?:double|half)[- ]angle (?:formulas?|identit(?:y|ies))|euler(?:['’]s)? (?:formula|identity)"
    r"|(?:rule of )?l['’]?h(?:o|ô|os)pital(?:['’]s(?: rule)?)?"
    r"|(?:pull|factor|tak)(?:e|ing)?(?: out)? (?:the )?constants?(?: out)?)\b",
    re.IGNORECASE,
)

# Operations that change a formula, by the words for them, and what stands in a line that they explain.
OPERATIONS = tuple(
    (re.compile(rf"\b(?:{words})", re.IGNORECASE), re.compile(shown))
    for words, shown in (
        (r"differentiat|derivative|gradient", r"[dδ]\s*/|frac\s*\{[^{}]*(?:d|partial)|nabla|grad|diff|deriv|['′∇∂]|\bd\\?[a-z]"),
        (r"integrat(?!ion by parts|ing by parts)|antiderivative", r"int|∫"),
        (r"squar(?:e|ing)\b(?!s? (?:root|brackets?))(?<!the square)", r"\^\s*\{?\s*2|²|\*\*\s*2|\|"),
        (r"add\w* (?:a|the|some|another) constant", r"(?!)"),
    )
)

# A clause with one of these draws a conclusion, or changes what the formula before it says.
CONCLUSIONS = frozenset(
    "so hence thus therefore then get gets obtain obtains answer result gives give yields yield conclude concludes"
    " conclusion finally equals equal minus plus times twice double doubled halved half squared cubed opposite divided"
    " multiplied raised not undefined diverges infinite two three four five six seven eight nine ten percent approximately"
    " rounded meaning namely".split()
)

# Apart from a reason, these change what the formula before them says: (lower bound), (sign flipped), (per unit).
ALTERING = frozenset(
    "most least lower upper only just missing without flipped reversed swapped lacks lacking per inverse reciprocal negative"
    " negated more less extra additional every each-of sign unit units wise right correct correctly true no none nothing"
    " rather larger smaller bigger greater below above times over under ratio root rescaled scaled shifted".split()
)

# These begin a reason, or lead to a line.
STARTERS = frozenset(
    "by using since because from via as due so thus hence therefore consequently then now next finally similarly likewise"
    " also which this that it we note recall clearly obviously indeed again here first second third after where".split()
)

# A line that is led to by these alone says no more than its formula.
PHRASE = frozenset(
    "so thus hence therefore then which this that it we gives give get have is equals equal to obtain find yields means"
    " implies finally consequently follows".split()
)

# Of these, those that say that a line follows from the one before it, and name no other operation.
SO = frozenset(
    "so thus hence therefore which this that it we gives give get is obtain yields means follows equals equal to".split()
)

# These make a statement of the formulas round them.
STATES = frozenset(("is", "are", "be", "has", "have", "equal", "equals", "sum", "sums"))

# Lines of one word.
ALONE = frozenset(
    "proof qed done solution answer q.e.d therefore hence thus so then finally now".split()
)

# These end like participles.
NO_PARTICIPLES = frozenset(
    "learning remaining missing training string spring king ring thing timing sampling".split()
)

# A clause that begins with one of these limits its line, and is no reason.
LIMITING = frozenset(
    "if for when whenever wherever assuming assume assumed suppose supposing provided unless except only up with"
    " asymptotically approximately approx almost not in to small large until while but or and either modulo mod let const"
    " constant".split()
)

# What takes back or weakens what is said, wherever it stands.
HEDGES = re.compile(
    r"\b(?:approx\w*|roughly|nearly|almost|up to|ignor\w+|neglect\w+|asymptot\w*|leading order|assum\w+|suppos\w+|unless|except"
    r"|provided|if(?! and only)|whenever|wrong|false|incorrect\w*|mistakes?|should|might|perhaps|probably|guess\w*|hope\w*"
    r"|claim\w*|to show|to prove|want\w*|contradict\w*|contrary|instead|otherwise|not true|not equal|not hold|never|cannot)\b"
    r"|n['’]t\b|\?",
    re.IGNORECASE,
)
# What limits or takes back a line that is led to by words.
LIMITS = re.compile(
    r"\b(?:not?|never|cannot|neither|nor|unless|except|if|when\w*|where|for|only|while|but|although|however|or|either|approx\w*"
    r"|about|around|roughly|nearly|almost|up to|ignor\w+|neglect\w+|drop\w*|const\w*|modulo|mod|wrong|false|incorrect\w*"
    r"|contra\w+|suppos\w+|assume|assuming|let|small|large|asymptotic\w*|leading|order|limit|tends?|most|least|mistakes?|errors?"
    r"|opposite|instead|should|would|could|might|may|hope\w*|guess\w*|perhaps|probably|want\w*|need\w*|show|prove|claim\w*|goal"
    r"|true|unknown|else|otherwise)\b|n['’]t\b|\?|!",
    re.IGNORECASE,
)
CONCLUDES = re.compile(
    r"(?:and\s+|so\s+|this\s+|which\s+|that\s+|the\s+|we\s+are\s+)*(?:proves|shows|completes|concludes|establishes|finishes|done)"
    r"(?:\s+(?:the|our|it|proof|claim|statement|result|induction|step|argument))*"
    r"|as\s+(?:claimed|desired|required|needed|wanted|stated)|as\s+was\s+to\s+be\s+shown",
    re.IGNORECASE,
)
_COMMAND = re.compile(r"\\[A-Za-z]+")
WORD = re.compile(r"[^\W\d_][^\W\d_'’-]*(?:['’–-][^\W\d_]+)*['’]?\.?")


def words_of(text: str) -> list[str]:
    """The words of a clause in small letters, without single letters."""
    return [word.lower().rstrip(".") for word in WORD.findall(_COMMAND.sub(" ", text)) if len(word) > 1]


def is_participle(word: str) -> bool:
    return len(word) > 5 and word.endswith("ing") and word not in NO_PARTICIPLES

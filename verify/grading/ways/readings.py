r"""The readings of what nobody declared, in the order in which they are asked.

A question and an answer are first judged as they are written, with undeclared names as numbers.  Each reading here says what
else they may mean: a random variable, an array, a value of a function.  It changes a result in one of two ways only: what is
left open is decided as far as that holds in every meaning, and what is decided is left open if another meaning says otherwise.
What a reading takes for granted stands in the choices of its result.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from verify.grading.asked_question import AskedQuestion
from verify.grading.result import Result
from verify.grading.submission import Submission
from verify.grading.ways.of_approximations import by_approximation, is_read_as_approximation
from verify.grading.ways.of_bounds import is_read_as_bound, of_bound
from verify.grading.ways.of_changes import unless_of_changes
from verify.grading.ways.of_complex_names import by_parts_of_complex_names, is_read_with_parts
from verify.grading.ways.of_computed_rates import by_computed_rates
from verify.grading.ways.of_conditional_means import by_conditional_means, is_read_with_conditions
from verify.grading.ways.of_counts import by_counts, is_read_with_counts
from verify.grading.ways.of_densities_elsewhere import by_densities_elsewhere, is_read_with_densities_elsewhere
from verify.grading.ways.of_equal_sizes import unless_wrong_for_equal_sizes
from verify.grading.ways.of_estimators import by_estimators, is_read_with_estimators
from verify.grading.ways.of_events import is_about_events
from verify.grading.ways.of_expected_values import by_means, is_read_with_means
from verify.grading.ways.of_final_answers import by_final_answer
from verify.grading.ways.of_growth import by_growth, is_read_as_growth
from verify.grading.ways.of_identities import unless_right_as_identity
from verify.grading.ways.of_indexed_calls import is_read_with_indices, unless_right_for_indexed_calls
from verify.grading.ways.of_indexed_items import is_read_with_items, unless_right_for_items
from verify.grading.ways.of_infinite_sums import is_read_with_powers, unless_right_for_sequences
from verify.grading.ways.of_integrals_to_begin_with import by_antiderivatives_of_start, is_read_from_integral
from verify.grading.ways.of_last_numbers import unless_it_ends_with_another_number
from verify.grading.ways.of_layers import by_layers, is_read_with_layers
from verify.grading.ways.of_layouts import unless_laid_out_otherwise
from verify.grading.ways.of_left_sides import unless_it_says_the_left_side
from verify.grading.ways.of_multipliers import by_multipliers
from verify.grading.ways.of_named_laws import by_named_laws, is_read_with_laws
from verify.grading.ways.of_opaque_calls import (
    is_read_with_calls,
    unless_called_with_marks,
    unless_right_for_any_calls,
    unless_right_for_calls,
)
from verify.grading.ways.of_optima_alike import by_optima_alike, is_read_with_optima
from verify.grading.ways.of_parameters import by_parameters, is_read_with_parameters
from verify.grading.ways.of_primed_names import is_read_with_primes, unless_right_for_primed_names
from verify.grading.ways.of_recursions import unless_right_by_recursion
from verify.grading.ways.of_sizes import by_sizes, is_read_with_sizes
from verify.grading.ways.of_typed_words import unless_words_are_meant_otherwise
from verify.grading.ways.of_values_and_gradients import (
    is_read_with_gradients,
    unless_right_for_convex_functions,
    unless_right_for_gradients,
)
from verify.grading.ways.of_values_in_turn import by_values_in_turn
from verify.grading.ways.of_values_put_in import by_values_put_in
from verify.grading.ways.of_whole_chains import unless_right_as_a_whole
from verify.grading.ways.of_whole_sequences import by_whole_sequences, is_read_with_columns
from verify.grading.ways.of_written_entropies import by_written_entropies, is_read_with_sums
from verify.grading.ways.other_notation import unless_of_other_notation, unless_right_for_columns
from verify.grading.ways.own_words import unless_right_for_entropies
from verify.grading.ways.undeclared_matrices import is_read_with_matrices, unless_read_with_matrices
from verify.grading.ways.where_defined import unless_right_where_defined
from verify.grading.ways.written_as_arrays import unless_right_for_numbers_only, unless_wrong_for_numbers_only


@dataclass(frozen=True)
class Reading:
    """`judge`: the result for a meaning, which gets the result so far; None says nothing.

    `reads`: whether a question that cannot be read alone can be in this meaning.
    """

    judge: Callable[[AskedQuestion, Result, Submission], Result | None]
    reads: Callable[[AskedQuestion], bool] | None = None


SETTLING = (  # of which the first that says something has the last word
    Reading(by_final_answer),  # what is boxed at the end of a text is the answer
    Reading(by_values_put_in),  # n has the value that is put in for it in the next formula
    Reading(unless_it_ends_with_another_number),  # the last number of a chain is the answer
    Reading(unless_right_as_a_whole),  # a chain says how its first side is tied to its last one
    Reading(by_antiderivatives_of_start, is_read_from_integral),  # \int x e^x dx, with which lines begin, is what is asked for
    Reading(by_multipliers),  # L = f - \lambda g is a function of which a stationary point is looked for
    Reading(by_values_in_turn),  # h_2 is what a line says, with the h_1 of the line before it
    Reading(by_computed_rates),  # \partial L/\partial w is a rate of the L of a line before it
    Reading(by_estimators, is_read_with_estimators),  # \hat\theta is random in \mathrm{MSE}(\hat\theta)
    Reading(by_parts_of_complex_names, is_read_with_parts),  # \bar z is the conjugate of a complex z
    Reading(by_written_entropies, is_read_with_sums),  # H(X) is -\sum_x p(x) \log p(x)
    Reading(by_approximation, is_read_as_approximation),  # f(x + h) \approx f(x) + h f'(x) asks for its right side
    Reading(by_sizes, is_read_with_sizes),  # |H| is the size of H below a logarithm
    Reading(by_optima_alike, is_read_with_optima),  # \min_x f is equal to \min_x g for f = g
    Reading(by_counts, is_read_with_counts),  # TP is the count of true positives
    Reading(by_whole_sequences, is_read_with_columns),  # a declared sequence is a column in \operatorname{softmax}(z)
    Reading(by_named_laws, is_read_with_laws),  # X \sim \mathcal{N}(0, 1) names a law
    Reading(by_growth, is_read_as_growth),  # \Theta(n) is \Theta(2n)
    Reading(by_layers, is_read_with_layers),  # W^{(l)} is a matrix of its own
    Reading(by_conditional_means, is_read_with_conditions),  # E[X | Y] is a mean under the law of X given Y
    Reading(by_densities_elsewhere, is_read_with_densities_elsewhere),  # p_z(f(x)) is a value of a density of z
    Reading(by_means, is_read_with_means),  # E_q[f(z)] is a mean under a law that nobody declared
    Reading(by_parameters, is_read_with_parameters),  # p_\theta(x) is a function in \nabla_\theta \log p_\theta(x)
    Reading(unless_called_with_marks),  # f^2(x) is a value of a function
)

IN_ORDER = (  # of which each gets the result of those before
    Reading(unless_words_are_meant_otherwise),  # Vn is a product, and pi short for pi1
    Reading(of_bound, is_read_as_bound),  # what is asked for in P(X >= a) <= m/a is the bound
    Reading(unless_right_for_calls, is_read_with_calls),  # f(x) is a value of an unknown function
    Reading(unless_right_for_any_calls),  # f(x) is no product
    Reading(unless_right_for_columns),  # \langle x, y \rangle is a column
    Reading(unless_of_changes),  # \Delta x is one quantity
    Reading(unless_of_other_notation),  # dP, O(x) and F^{-1}(p) are no products
    Reading(unless_right_for_numbers_only),  # x^T y is of vectors
    Reading(unless_wrong_for_numbers_only),  # Q in a norm is orthogonal
    Reading(unless_read_with_matrices, is_read_with_matrices),  # A and x are a matrix and a vector
    Reading(unless_right_for_primed_names, is_read_with_primes),  # x' is another point than x
    Reading(unless_right_for_gradients, is_read_with_gradients),  # \nabla f(x) is a vector, and f(x) a number
    Reading(unless_right_for_sequences, is_read_with_powers),  # p_k is any sequence below an infinite sum
    Reading(unless_right_for_indexed_calls, is_read_with_indices),  # \alpha_t(j) is an item of an array
    Reading(unless_right_for_items, is_read_with_items),  # x_n is an item below a sum over n
    Reading(unless_right_by_recursion),  # a_n is said for every n by the first line
    Reading(unless_right_for_convex_functions),  # f is convex
    Reading(unless_right_for_entropies),  # H(X, Y) is of any two variables
    Reading(unless_wrong_for_equal_sizes),  # the sizes of a product are equal
    Reading(unless_right_as_identity),  # L = R asks for what L is
    Reading(unless_right_where_defined),  # a is where the integral has a value
    Reading(unless_laid_out_otherwise),  # \partial L / \partial W is the transpose of what other books mean
)


def in_any_reading(question: AskedQuestion, found: Result, submission: Submission) -> Result:
    """A result for names that are read as numbers, as far as it holds for what else they may be."""
    return unless_it_says_the_left_side(question, _in_a_reading(question, found, submission), submission)


def _in_a_reading(question: AskedQuestion, found: Result, submission: Submission) -> Result:
    for reading in SETTLING:
        if (settled := reading.judge(question, found, submission)) is not None:
            return settled
    for reading in IN_ORDER:
        other = reading.judge(question, found, submission)
        found = found if other is None else other
    return found


def may_be_read(question: AskedQuestion) -> bool:
    """Whether a question that cannot be read by itself may be in some reading, or with events in the place of numbers."""
    readings = (*SETTLING, *IN_ORDER)
    return is_about_events(question) or any(reading.reads is not None and reading.reads(question) for reading in readings)

r"""Questions for a density up to a factor: p(\theta \mid x) \propto \theta^x (1 - \theta)^{n - x}."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verify.grading.lines.links import links_of
from verify.grading.lines.pieces import proportional_names
from verify.grading.row import Row
from verify.grading.texts.labels import label_of


def with_mode_of_kernels(row: Row) -> Row:
    """The row in the mode that its references say: up to a factor in theta, for p(theta | x) \\propto f."""
    if row.mode.strip().lower() not in ("", "equal", "up to a factor") or not row.references:
        return row
    modes = {_mode_of([link.formula for link in links], [link.relation for link in links])
             for links in (links_of(each.formula) for each in row.references)}  # fmt: skip
    return replace(row, mode=modes.pop()) if len(modes) == 1 and "" not in modes else row


def with_mode_of_label(row: Row) -> Row:
    r"""The row up to a constant, or a factor, in what its references are functions of: \ell(\mu) = -n(\mu - m)^2/2."""
    mode = row.mode.strip().lower()
    if mode not in ("up to a constant", "up to a factor") or not row.references:
        return row
    names = {_argument([link.formula for link in links], [link.relation for link in links])
             for links in (links_of(each.formula) for each in row.references)}  # fmt: skip
    return replace(row, mode=f"{mode} in {names.pop()}") if len(names) == 1 and "" not in names else row


def _argument(formulas: Sequence[str], relations: Sequence[str]) -> str:
    """The only name of what stands left of the equals sign, as a function; "" for anything else."""
    label = label_of(formulas[0]) if len(formulas) > 1 and set(relations[1:]) == {"eq"} else None
    found = proportional_names(label.argument, {}) if label is not None and label.argument else None
    return min(found.names) if found is not None and len(found.names) == 1 and not found.others else ""


def says_density(text: str) -> bool:
    r"""Whether a text is p(\theta \mid x) = f, which says more than that it is proportional to f."""
    links = links_of(text)
    return len(links) == 2 and links[1].relation == "eq" and label_of(links[0].formula) is not None


def _mode_of(formulas: Sequence[str], relations: Sequence[str]) -> str:
    if len(formulas) < 2 or set(relations[1:]) != {"propto"} or (label := label_of(formulas[0])) is None:
        return ""
    found = proportional_names(label.argument, {})
    if found is None:
        return ""
    others = f" given {', '.join(sorted(found.others))}" if found.others else ""
    return f"up to a factor in {', '.join(sorted(found.names))}{others}"

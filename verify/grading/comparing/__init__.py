"""Whether an answer is what was asked for, in each mode and for each kind of answer."""

"""The ways in which an answer is looked at: by what its lines define, beside its words, as something else that may be meant."""

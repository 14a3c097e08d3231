"""Words in and beside the lines of a derivation, which are taken away before the lines are judged."""

"""Long trials, never part of the tests: `make soak` runs them all and prints what they measured."""

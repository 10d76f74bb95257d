"""Intervals, tests, multiplicity, survival, shrinkage, quantile histograms: numbers in, numbers out."""

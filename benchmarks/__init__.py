"""Side-by-side measurements: ``python -m benchmarks``. Ratios count, absolute times do not."""

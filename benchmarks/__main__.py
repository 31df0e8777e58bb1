"""Run every measurement and print one table."""

from __future__ import annotations

import logging

from benchmarks import first_event, rerun, size

if __name__ == "__main__":
    logging.disable(logging.WARNING)
    print("Medians of one run on this machine; compare the ratios, not the times.\n")
    for benchmark in (size, rerun, first_event):
        for row in benchmark.measure():
            print(row)

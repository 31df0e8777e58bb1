"""Run every measurement and print one table: ``python -m benchmarks [name …]``."""

from __future__ import annotations

import logging
import sys

from benchmarks import (
    conversation,
    first_event,
    frame,
    gateway,
    graph_memory,
    memory,
    rerun,
    round_trip,
    size,
    stored,
    streams,
)

BENCHMARKS = {
    module.__name__.rpartition(".")[2]: module
    for module in (
        *(size, frame, rerun, round_trip, conversation, first_event),
        *(gateway, streams, memory, graph_memory, stored),
    )
}

if __name__ == "__main__":
    logging.disable(logging.WARNING)
    names = sys.argv[1:] or list(BENCHMARKS)
    if unknown := set(names) - set(BENCHMARKS):
        sys.exit(f"No such benchmark: {', '.join(unknown)}. Choose from {', '.join(BENCHMARKS)}.")
    print("Medians of one run on this machine (of reruns, the fastest tenth);")
    print("compare the ratios, not the times.\n")
    print(f"{'':<52}{'figure':>10} {'':<5}{'ratio':>7}   {'goal':<16}verdict")
    for name in names:
        for row in BENCHMARKS[name].measure():
            print(row, flush=True)

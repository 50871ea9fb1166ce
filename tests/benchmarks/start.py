"""How long the commands that need no language model take to start, beside Python alone.

Run: python tests/benchmarks/start.py
Each command runs as a process of its own, in turn with the baseline ``python -c pass``; the medians and their ratio
are printed. kgbuild's own bound is 0.5 s for each.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

ROUNDS = 9
COMMANDS = (["--help"], ["queries"], ["--version"], ["build", "--help"])


def seconds(arguments: list[str]) -> float:
    """Wall-clock seconds of one process."""
    began = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return time.perf_counter() - began


def main() -> None:
    for words in COMMANDS:
        pairs = [(seconds(["-c", "pass"]), seconds(["-m", "kgbuild", *words])) for _ in range(ROUNDS)]
        alone, ours = (statistics.median(times) for times in zip(*pairs, strict=True))
        print(f"kgbuild {' '.join(words):15} {ours:.3f} s, python alone {alone:.3f} s, ratio {ours / alone:.1f}")


if __name__ == "__main__":
    main()

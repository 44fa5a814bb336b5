"""Whole processes, measured by the kernel."""
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path


def measure(command, out=None, env=None):
    """Wall seconds, processor seconds and the largest resident set in bytes of one process, start and output included.

    What earlier processes left to be written is written first, and `out` is taken away before, so that neither is counted.
    """
    if out is not None:
        remove(out)
    os.sync()
    started = time.perf_counter()
    process = subprocess.Popen(command, env={**os.environ, **(env or {})}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))}: exit code {process.returncode}\n{said}")
    unit = 1 if sys.platform == "darwin" else 1024
    return {"wall_s": wall, "cpu_s": usage.ru_utime + usage.ru_stime, "peak_bytes": usage.ru_maxrss * unit}


def remove(path):
    path = Path(path)
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def warm_up(contenders, say):
    """Every contender (name, command, out, env) once, uncounted: files come into memory, and what it wrote stays to be looked at."""
    for name, command, out, env in contenders:
        say(f"  warm-up: {name}")
        measure(command, out, env)


def interleaved(contenders, repeats, say):
    """Medians of repeats in which everybody runs once, each time beginning with another."""
    samples = {name: [] for name, *_ in contenders}
    for repeat in range(repeats):
        say(f"  repeat {repeat + 1} of {repeats}")
        at = repeat % len(contenders)
        for name, command, out, env in contenders[at:] + contenders[:at]:
            samples[name].append(measure(command, out, env))
    return {name: summary(every) for name, every in samples.items()}


def summary(samples):
    median = {key: statistics.median(sample[key] for sample in samples) for key in samples[0]}
    walls = [sample["wall_s"] for sample in samples]
    return {**median, "wall_min_s": min(walls), "wall_max_s": max(walls), "samples": samples}

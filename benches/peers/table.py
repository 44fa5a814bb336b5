"""What was measured, as a page."""
import math

MB = 1_000_000


def page(found):
    parts = [title(found), contest(found), answers(found), threads(found), scale(found), size(found)]
    return "\n\n".join(part for part in parts if part) + "\n"


def title(found):
    machine, program, peers, batch = found["machine"], found["program"], found["peers"], found["batch"]
    changed = ", with uncommitted changes" if program["uncommitted_changes"] else ""
    return "\n".join([
        f"# {machine['date']}: {batch['enterprises']:,} enterprises",
        "",
        f"- program: {program['version']}, commit {program['commit']}{changed}",
        f"- peers: DuckDB {peers['duckdb']}, polars {peers['polars']}, pandas {peers['pandas']}, Python {peers['python']}",
        f"- machine: {machine['cpu']}, {machine['cores']} cores, {machine['memory_bytes'] / 1e9:.0f} GB, {machine['system']};"
        f" load before the first run {machine['load_before']}",
        f"- batch: {rows(batch)}",
        f"- {found['repeats']} interleaved repeats after one warm-up, {found['threads']} threads unless a row says otherwise; medians of whole"
        " processes, start and all outputs included. Memory is the kernel's largest resident set. We sync what we write to"
        " the disk, the peers do not.",
    ])


def rows(batch):
    return f"{batch['energy_rows']:,} energy rows, {batch['production_rows']:,} production rows, {batch['bytes'] / MB:,.0f} MB"


def contest(found):
    runs = found["runs"]
    duckdb, polars = (runs[found["yardsticks"][name]] for name in ("duckdb", "polars"))
    lines = ["| | wall s | fastest–slowest | CPU s | peak MB | wall ÷ DuckDB | wall ÷ polars | CPU ÷ DuckDB |", "|---" + "|--:" * 7 + "|"]
    for name, run in runs.items():
        ratios = [f"{run[key] / other[key]:.2f}" for key, other in (("wall_s", duckdb), ("wall_s", polars), ("cpu_s", duckdb))]
        spread = f"{run['wall_min_s']:.2f}–{run['wall_max_s']:.2f}"
        cells = [name, f"{run['wall_s']:.2f}", spread, f"{run['cpu_s']:.2f}", f"{run['peak_bytes'] / MB:,.0f}", *ratios]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def answers(found):
    lines = ["The same answer? (emissions of each enterprise; we round each line to 10^-9 t, they round nothing or compute in floats)", ""]
    for name, answer in found["answers"].items():
        grades = answer["grades_differ"]
        of_grades = "grades not compared: electricity has one rate for all" if grades is None else f"grades differ for {grades:,}"
        lines.append(
            f"- {name}: {answer['enterprises']:,} enterprises compared, emissions differ by more than {answer['tolerance_t']} t for"
            f" {answer['emissions_differ']:,}, at most by {answer['largest_difference_t']:.2E} t; {of_grades}"
        )
    return "\n".join(lines)


def threads(found):
    runs = found["runs"]
    of = [f"{name}: {runs[one]['wall_s'] / runs[name]['wall_s']:.2f}" for name, one in found["one_thread"].items()]
    return f"One thread's time over that of {found['threads']}: {'; '.join(of)}."


def scale(found):
    if not found["scale"]:
        return ""
    lines = ["| batch | run | wall s | CPU s | peak MB | million energy rows a second |", "|---|---|--:|--:|--:|--:|"]
    for step in found["scale"]:
        for name, run in step["runs"].items():
            rate = step["batch"]["energy_rows"] / run["wall_s"] / 1e6
            cells = [rows(step["batch"]), name, f"{run['wall_s']:.2f}", f"{run['cpu_s']:.2f}", f"{run['peak_bytes'] / MB:,.0f}", f"{rate:.2f}"]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines + ["", "Time grows as rows (energy and production) to the power of:", ""] + exponents(found["scale"]))


def exponents(steps):
    """Between neighbours and from the smallest to the largest; 1 is proportional."""
    pairs = [*zip(steps, steps[1:]), (steps[0], steps[-1])]
    lines = []
    for name in steps[0]["runs"]:
        powers = {key: ", ".join(f"{exponent(a, b, name, key):.2f}" for a, b in pairs) for key in ("wall_s", "cpu_s")}
        lines.append(f"- {name}: wall {powers['wall_s']}; CPU {powers['cpu_s']} (step by step, then over all)")
    return lines


def exponent(small, large, name, key):
    count = lambda step: step["batch"]["energy_rows"] + step["batch"]["production_rows"]
    return math.log(large["runs"][name][key] / small["runs"][name][key]) / math.log(count(large) / count(small))


def size(found):
    text = f"Size: the binary has {found['program']['binary_bytes'] / MB:.1f} MB"
    if build := found["cold_build"]:
        text += f"; a release build from nothing takes {build['wall_s']:.0f} s, {build['cpu_s']:.0f} s of processor time"
    return text + "."

"""carbonlabel beside DuckDB, polars and pandas, on the same files: `just bench-peers`.

Writes a page and its figures to benches/results/DATE-ENTERPRISES.{md,json}. Needs Python 3.10 with its venv module, cargo,
and PyPI once. Quiet machines give figures; busy ones give noise.
"""
import argparse
import json
from pathlib import Path

import answers
import rates
import setting
import table
from processes import interleaved, warm_up
from setting import RELEASE, ROOT, WORK, say

HERE = Path(__file__).parent
NONE, FULL = "carbonlabel, no ledger", "carbonlabel, full ledger"
DUCKDB, EXACT, POLARS, PANDAS = "DuckDB, bare", "DuckDB, bare, rates by province", "polars, parsing only", "pandas, bare, floats"


def main():
    asked = arguments()
    python, peers = setting.environment(say)
    setting.build(say)
    found = {"program": setting.program(), "peers": peers, "machine": setting.machine(), "repeats": asked.repeats, "threads": asked.threads}
    found |= contest(asked, python)
    found["scale"] = [] if asked.no_scale else scale(asked, python, found)
    found["cold_build"] = setting.cold_build(say) if asked.cold_build else None
    asked.out.mkdir(parents=True, exist_ok=True)
    target = asked.out / f"{found['machine']['date']}-{asked.enterprises}"
    target.with_suffix(".json").write_text(json.dumps(found, indent=1, ensure_ascii=False, default=str) + "\n", encoding="utf-8")
    target.with_suffix(".md").write_text(table.page(found), encoding="utf-8")
    print(target.with_suffix(".md"))
    return any(answer["emissions_differ"] for answer in found["answers"].values())


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--enterprises", type=int, default=200_000, metavar="N", help="the batch to compare on (%(default)s)")
    parser.add_argument("--repeats", type=int, default=5, metavar="N", help="interleaved repeats (%(default)s)")
    parser.add_argument("--threads", type=int, default=2, metavar="N", help="threads of everybody (%(default)s)")
    parser.add_argument("--no-scale", action="store_true", help="leave out a tenth of the batch and four times the batch")
    parser.add_argument("--cold-build", action="store_true", help="measure a release build from nothing")
    parser.add_argument("--out", type=Path, default=ROOT / "benches" / "results", metavar="DIR", help="where the page goes (%(default)s)")
    return parser.parse_args()


def ours(name, batch, threads, *more):
    out = WORK / "out" / name.replace(",", "").replace(" ", "-")
    # The release whose one method computes every industry alike, as the bare question does.
    command = [RELEASE / "carbonlabel", "run", batch["folder"], "--period", "2024", "--release", "2025-12-31", "--out", out]
    command += ["--reports", "none", "--jobs", str(threads)]
    return name, [*command, *more], out, None


def duckdb(name, python, batch, rates_file, threads):
    out = WORK / "out" / f"{Path(rates_file).stem}-duckdb.csv"
    return name, [python, HERE / "duckdb_bare.py", batch["folder"], rates_file, out, str(threads)], out, None


def contest(asked, python):
    """Everybody on one batch, and whether their answers are ours."""
    (WORK / "out").mkdir(parents=True, exist_ok=True)
    batch = setting.batch(asked.enterprises, 0, say)
    bare, exact = WORK / "bare.csv", WORK / "by-province.csv"
    none = ours(NONE, batch, asked.threads, "--ledger", "none")
    warm_up([none], say)
    rates.write(none[2], bare, exact)
    one = {name: f"{name}, --jobs 1" for name in (NONE, FULL)}
    pandas_out = WORK / "out" / "pandas.csv"
    contenders = [
        none,
        ours(FULL, batch, asked.threads),
        ours(one[NONE], batch, 1, "--ledger", "none"),
        ours(one[FULL], batch, 1),
        duckdb(DUCKDB, python, batch, bare, asked.threads),
        duckdb(EXACT, python, batch, exact, asked.threads),
        (POLARS, [python, HERE / "polars_parse.py", batch["folder"]], None, {"POLARS_MAX_THREADS": str(asked.threads)}),
        (PANDAS, [python, HERE / "pandas_bare.py", batch["folder"], bare, pandas_out], pandas_out, None),
    ]
    warm_up(contenders, say)
    outs = {name: out for name, _, out, _ in contenders}
    same = {
        DUCKDB: answers.compare(none[2], outs[DUCKDB], every_province=False, tolerance=answers.ROUNDING),
        EXACT: answers.compare(none[2], outs[EXACT], every_province=True, tolerance=answers.ROUNDING),
        PANDAS: answers.compare(none[2], outs[PANDAS], every_province=False, tolerance=answers.FLOATS),
    }
    runs = interleaved(contenders, asked.repeats, say)
    return {"batch": batch, "runs": runs, "answers": same, "one_thread": one, "yardsticks": {"duckdb": DUCKDB, "polars": POLARS}}


def scale(asked, python, found):
    """A tenth of the batch, the batch, and some four times its rows: two and a half times the enterprises and two more fuels each."""
    steps = []
    for enterprises, more_items in [(asked.enterprises // 10, 0), (asked.enterprises * 5 // 2, 2)]:
        batch = setting.batch(enterprises, more_items, say)
        none = ours(NONE, batch, asked.threads, "--ledger", "none")
        warm_up([none], say)
        rates.write(none[2], WORK / "bare.csv", WORK / "by-province.csv")
        contenders = [none, ours(FULL, batch, asked.threads), duckdb(DUCKDB, python, batch, WORK / "bare.csv", asked.threads)]
        warm_up(contenders[1:], say)
        steps.append({"batch": batch, "runs": interleaved(contenders, asked.repeats, say)})
    steps.insert(1, {"batch": found["batch"], "runs": {name: found["runs"][name] for name in (NONE, FULL, DUCKDB)}})
    return steps


if __name__ == "__main__":
    raise SystemExit(main())

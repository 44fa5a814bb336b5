# `just` lists the commands; `just NAME` runs one.

_default:
    @just --list

# Everything that must pass
ci:
    .ci/run

# Format the code
fmt:
    cargo fmt

# Lints, warnings as errors
lint:
    cargo clippy --all-targets -- -D warnings

# All tests, or those whose name contains NAME
test NAME="":
    cargo test {{ NAME }}

# Take what the golden tests show now as right; then read the difference in git
accept:
    INSTA_UPDATE=always cargo test

# Write samples/district anew
samples:
    cargo run --example generate-samples -- samples/district

# Build the documentation, private items included, and open it
doc:
    cargo doc --no-deps --document-private-items --open

# The main job on the district sample; its exit code is 1 because errors are planted in it
run-district:
    rm -rf out/district
    -cargo run --release -- run samples/district --period 2024 --reports all --out out/district

# Write a batch of N made-up enterprises, for measurements; MORE: `--more-items 2` (two more fuels each), `--months 6`
batch N DIR *MORE:
    cargo run --release --example generate-batch -- {{ N }} {{ DIR }} {{ MORE }}

# The parts of a run, measured; those whose name contains NAME, or all. CARBONLABEL_BENCH_LARGE=1 adds 200,000 enterprises
bench NAME="":
    cargo bench --bench stages -- {{ NAME }}

# Beside DuckDB, polars and pandas on the same files; a page in benches/results. OPTIONS: --enterprises N, --repeats N, --no-scale, --cold-build …
bench-peers *OPTIONS:
    @python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))' || { echo 'bench-peers needs python3, 3.10 or newer' >&2; exit 1; }
    python3 benches/peers/compare.py {{ OPTIONS }}

"""Polars merely parsing the same files to strings.

usage: polars_parse.py BATCH
"""
import sys
import polars

for name in ["enterprises", "energy", "production"]:
    polars.read_csv(f"{sys.argv[1]}/{name}.csv", infer_schema=False)

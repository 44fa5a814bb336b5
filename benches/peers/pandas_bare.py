"""The bare question in pandas, in binary floating point: sums, ratios and grades, with no checks and no ledger.

usage: pandas_bare.py BATCH RATES.csv OUT.csv
"""
import sys
import pandas

batch, rates, out = sys.argv[1:]
rate = pandas.read_csv(rates).set_index("item")["rate"]
energy = pandas.read_csv(f"{batch}/energy.csv", dtype={"period": str})
energy["emissions"] = energy["quantity"] * energy["item"].map(rate)
by = energy.groupby("enterprise_id")
totals = pandas.DataFrame({"emissions": by["emissions"].sum(), "energy_months": by["period"].nunique()})
by = pandas.read_csv(f"{batch}/production.csv", dtype={"period": str}).groupby("enterprise_id")
made = pandas.DataFrame({"added": by["value_added"].sum(), "months": by["period"].nunique()})
table = pandas.read_csv(f"{batch}/enterprises.csv", dtype=str).set_index("enterprise_id").join(totals, how="inner").join(made, how="inner")
table = table[(table["energy_months"] == 12) & (table["months"] == 12) & (table["added"] > 0)]
pools = table.groupby("industry")[["emissions", "added"]].transform("sum")
intensity = table["emissions"] / table["added"]
table["intensity"] = intensity.round(4)
table["ratio"] = (intensity / (pools["emissions"] / pools["added"])).round(4)
table["grade"] = pandas.cut(table["ratio"], [-1, 0.6, 0.8, 1.2, 2.0, float("inf")], labels=[1, 2, 3, 4, 5])
table.sort_index()[["emissions", "added", "intensity", "ratio", "grade"]].to_csv(out)

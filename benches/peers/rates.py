"""The rates that a run of ours used, from its own factors_used.csv, for the peers.

A rate is tCO2 in one unit as the batch submits it: kWh, GJ, t, 万Nm3. Fuel is ncv × carbon content × oxidation × 44/12.
"""
import csv
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

PLACES = 15
"""With a quantity of 10^4 t or 万Nm3 a rate cut here is off by less than 10^-11 t; electricity and heat are exact."""
BARE_PROVINCE = "44"
"""The bare question has one rate for each item, and electricity is Guangdong's."""


def used(run):
    """Rates by item, and of electricity by province, as fractions."""
    values = {}
    with open(Path(run) / "factors_used.csv", encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            values[row["parameter"], row["item"], row["region"]] = Fraction(row["value"]) / (100 if row["unit"] == "%" else 1)
    rates, electricity = {}, {}
    for (parameter, item, region), value in values.items():
        if parameter == "ncv":
            rates[item] = value * values["carbon_content", item, region] * values["oxidation", item, region] * Fraction(44, 12)
        elif parameter == "grid_average":
            electricity[region[:2]] = value / 1000
        elif parameter == "emission_factor":
            rates[item] = value
    return rates, electricity


def decimal(rate):
    return Decimal(round(rate * 10**PLACES)).scaleb(-PLACES)


def write(run, bare, exact):
    """Writes the two tables: one rate for each item, and one for each item and province."""
    rates, electricity = used(run)
    with open(bare, "w", encoding="utf-8") as file:
        print("item,rate", file=file)
        for item, rate in {**rates, "electricity": electricity[BARE_PROVINCE]}.items():
            print(f"{item},{decimal(rate):f}", file=file)
    with open(exact, "w", encoding="utf-8") as file:
        print("province,item,rate", file=file)
        for province, power in electricity.items():
            for item, rate in {**rates, "electricity": power}.items():
                print(f"{province},{item},{decimal(rate):f}", file=file)

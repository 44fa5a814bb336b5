"""Whether a peer comes to the same answer: emissions and grade of every enterprise, side by side."""
import csv
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path

import rates

LINES = 12 * 9
"""An enterprise has at most so many lines, each rounded to a milligram (10^-9 t), half of which may be lost or won."""
ROUNDING = LINES * Decimal("0.5e-9")
FLOATS = Decimal("1e-6")
"""What binary floating point may lose in an enterprise's sum."""


def compare(run, peer, *, every_province, tolerance):
    """Streams both tables, which are sorted by id. Where the peer has one rate of electricity for all, only the enterprises
    of that rate's province are compared, and no grades: their peers are from everywhere."""
    found = {"enterprises": 0, "emissions_differ": 0, "largest_difference_t": Decimal(0), "tolerance_t": tolerance}
    found["grades_differ"] = 0 if every_province else None
    with (
        open(Path(run) / "grades.csv", encoding="utf-8-sig", newline="") as ours,
        open(peer, encoding="utf-8", newline="") as theirs,
    ):
        for own, other in zip_longest(csv.DictReader(ours), csv.DictReader(theirs)):
            if own is None or other is None or own["enterprise_id"] != other["enterprise_id"]:
                raise SystemExit(f"{run} and {peer} do not list the same enterprises")
            if not every_province and not own["region"].startswith(rates.BARE_PROVINCE):
                continue
            difference = abs(Decimal(own["emissions_t"]) - Decimal(other["emissions"]))
            found["enterprises"] += 1
            found["emissions_differ"] += difference > tolerance
            found["largest_difference_t"] = max(found["largest_difference_t"], difference)
            if every_province:
                found["grades_differ"] += own["grade"] != other["grade"]
    return found

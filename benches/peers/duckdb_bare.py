"""The bare question in DuckDB: DECIMAL sums, ratios and grades, with no checks and no ledger.

RATES.csv has the columns item and rate, tCO2 in one submitted unit; with a third, province (two digits), electricity and
all else go by province too, which takes one more join.

usage: duckdb_bare.py BATCH RATES.csv OUT.csv THREADS
"""
import sys
import duckdb

batch, rates, out, threads = sys.argv[1:]
db = duckdb.connect()
db.execute(f"SET threads = {int(threads)}")
db.execute(f"CREATE TABLE rates AS SELECT * REPLACE (rate::DECIMAL(18,15) AS rate) FROM read_csv('{rates}', header = true, all_varchar = true)")
by_province = "province" in db.table("rates").columns
enterprises = f"read_csv('{batch}/enterprises.csv', header = true, all_varchar = true)"
join = f"JOIN {enterprises} n USING (enterprise_id) JOIN rates r ON r.item = x.item AND r.province = n.region[1:2]" if by_province else "JOIN rates USING (item)"
db.execute(
    f"""COPY (
    WITH e AS (
        SELECT enterprise_id, sum(quantity * rate) AS emissions, count(DISTINCT period) AS months
        FROM read_csv('{batch}/energy.csv', header = true, columns = {{
            'enterprise_id': 'VARCHAR', 'period': 'VARCHAR', 'item': 'VARCHAR', 'quantity': 'DECIMAL(18,4)', 'unit': 'VARCHAR'}}) x
        {join} GROUP BY enterprise_id),
    p AS (
        SELECT enterprise_id, sum(value_added) AS added, count(DISTINCT period) AS months
        FROM read_csv('{batch}/production.csv', header = true, columns = {{
            'enterprise_id': 'VARCHAR', 'period': 'VARCHAR', 'output_value': 'DECIMAL(18,4)', 'value_added': 'DECIMAL(18,4)'}})
        GROUP BY enterprise_id),
    all_of AS (
        SELECT n.enterprise_id, n.industry, e.emissions, p.added
        FROM {enterprises} n
        JOIN e USING (enterprise_id) JOIN p USING (enterprise_id) WHERE e.months = 12 AND p.months = 12 AND p.added > 0),
    pools AS (SELECT industry, sum(emissions) AS emissions, sum(added) AS added FROM all_of GROUP BY industry)
    SELECT a.enterprise_id, a.emissions, a.added, round(a.emissions / a.added, 4) AS intensity,
        round((a.emissions / a.added) / (o.emissions / o.added), 4) AS ratio,
        CASE WHEN round((a.emissions / a.added) / (o.emissions / o.added), 4) <= 0.6 THEN 1
             WHEN round((a.emissions / a.added) / (o.emissions / o.added), 4) <= 0.8 THEN 2
             WHEN round((a.emissions / a.added) / (o.emissions / o.added), 4) <= 1.2 THEN 3
             WHEN round((a.emissions / a.added) / (o.emissions / o.added), 4) <= 2.0 THEN 4 ELSE 5 END AS grade
    FROM all_of a JOIN pools o USING (industry) ORDER BY a.enterprise_id) TO '{out}' (HEADER)"""
)

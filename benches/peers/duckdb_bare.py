"""The bare question in DuckDB: DECIMAL sums, ratios and grades, with no checks and no ledger.

usage: duckdb_bare.py BATCH OUT.csv
"""
import sys
import duckdb

batch, out = sys.argv[1], sys.argv[2]
db = duckdb.connect()
db.execute("SET threads = 2")
db.execute(
    """CREATE TABLE rates AS SELECT * FROM (VALUES
        ('electricity', 0.0004419::DECIMAL(18,9)), ('natural_gas', 21.621894::DECIMAL(18,9)), ('diesel', 3.145134::DECIMAL(18,9)),
        ('heat', 0.11::DECIMAL(18,9)), ('bituminous_coal', 2.071549::DECIMAL(18,9))) AS t(item, rate)"""
)
db.execute(
    f"""COPY (
    WITH e AS (
        SELECT enterprise_id, sum(quantity * rate) AS emissions, count(DISTINCT period) AS months
        FROM read_csv('{batch}/energy.csv', header = true, columns = {{
            'enterprise_id': 'VARCHAR', 'period': 'VARCHAR', 'item': 'VARCHAR', 'quantity': 'DECIMAL(18,4)', 'unit': 'VARCHAR'}})
        JOIN rates USING (item) GROUP BY enterprise_id),
    p AS (
        SELECT enterprise_id, sum(value_added) AS added, count(DISTINCT period) AS months
        FROM read_csv('{batch}/production.csv', header = true, columns = {{
            'enterprise_id': 'VARCHAR', 'period': 'VARCHAR', 'output_value': 'DECIMAL(18,4)', 'value_added': 'DECIMAL(18,4)'}})
        GROUP BY enterprise_id),
    all_of AS (
        SELECT n.enterprise_id, n.industry, e.emissions, p.added
        FROM read_csv('{batch}/enterprises.csv', header = true, all_varchar = true) n
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

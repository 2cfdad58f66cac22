"""Adds up the unblended costs of report files by a column, apart from Guildhall: each line rounded half to even at the tenth place, as amounts are kept."""
import csv
import gzip
import json
import sys
from collections import defaultdict
from decimal import ROUND_HALF_EVEN, Decimal, getcontext

getcontext().prec = 60
column, files = sys.argv[1], sys.argv[2:]
sums = defaultdict(Decimal)
for name in files:
    with gzip.open(name, "rt", newline="", encoding="utf-8") as text:
        for row in csv.DictReader(text):
            key = row[column][:10] if column.endswith("Date") else row[column]
            sums[key] += Decimal(row["lineItem/UnblendedCost"]).quantize(Decimal("1E-10"), ROUND_HALF_EVEN)
print(json.dumps({key: format(value, "f") for key, value in sums.items()}))

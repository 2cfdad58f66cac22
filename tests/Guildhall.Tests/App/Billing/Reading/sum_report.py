"""Adds up a report with Python's csv and decimal: FILE PERIOD PAYER. Prints a line for each day, account, type and currency: rows and three costs' sums.

Each line's cost is rounded half to even at the tenth place, as the product says it does.
"""
import csv
import sys
from collections import defaultdict
from decimal import ROUND_HALF_EVEN, Decimal

path, period, payer = sys.argv[1:]
PLACES = Decimal(1).scaleb(-10)


def amount(text):
    return Decimal(text).quantize(PLACES, ROUND_HALF_EVEN)


def of_cur(row):
    cost = amount(row["lineItem/UnblendedCost"])
    covered = row.get("savingsPlan/SavingsPlanEffectiveCost")
    is_covered = row["lineItem/LineItemType"] == "SavingsPlanCoveredUsage" and covered is not None
    amortised = amount(covered or "0") if is_covered else cost
    return (row["bill/PayerAccountId"], row["lineItem/UsageStartDate"], row["lineItem/UsageAccountId"], row["lineItem/LineItemType"], row["lineItem/CurrencyCode"]), cost, amortised


def of_focus(row):
    return (row["BillingAccountId"], row["ChargePeriodStart"], row["SubAccountId"], row["ChargeCategory"], row["BillingCurrency"]), amount(row["BilledCost"]), amount(row["EffectiveCost"])


sums = defaultdict(lambda: [0, Decimal(0), Decimal(0)])
with open(path, newline="", encoding="utf-8") as file:
    for row in csv.DictReader(file):
        (pays, start, *key), cost, amortised = (of_focus if "BilledCost" in row else of_cur)(row)
        if pays != payer or start[:7] != period:
            continue
        found = sums[(start[:10], *key)]
        found[0] += 1
        found[1] += cost
        found[2] += amortised
for key, (rows, cost, amortised) in sums.items():
    print(*key, rows, f"{cost.normalize():f}", f"{amortised.normalize():f}", sep="|")

"""Reads a billing report as a program of somebody else's would: boto3, gzip, csv, decimal. Prints one JSON object."""
import csv
import gzip
import io
import json
import sys
from collections import defaultdict
from decimal import Decimal

try:
    import boto3
    from botocore.config import Config
except ImportError:
    sys.exit(3)

url, key, secret, bucket, account = sys.argv[1:]
s3 = boto3.client(
    "s3", endpoint_url=url, region_name="us-east-1", aws_access_key_id=key, aws_secret_access_key=secret,
    config=Config(s3={"addressing_style": "path"}, retries={"max_attempts": 1}))


def read(name):
    return s3.get_object(Bucket=bucket, Key=name, ExpectedBucketOwner=account)["Body"].read()


sizes = {o["Key"]: o["Size"] for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix="cur/", PaginationConfig={"PageSize": 3})
         for o in page.get("Contents", [])}
months = s3.list_objects_v2(Bucket=bucket, Prefix="cur/daily/", Delimiter="/")["CommonPrefixes"]
total, by_type, rows, matching = Decimal(0), defaultdict(Decimal), 0, True
for month in months:
    manifest = json.loads(read(month["Prefix"] + "daily-Manifest.json"))
    columns = [c["category"] + "/" + c["name"] for c in manifest["columns"]]
    for name in manifest["reportKeys"]:
        packed = read(name)
        matching = matching and len(packed) == sizes[name]
        reader = csv.DictReader(io.TextIOWrapper(gzip.GzipFile(fileobj=io.BytesIO(packed)), encoding="utf-8", newline=""), strict=True)
        matching = matching and reader.fieldnames == columns
        for row in reader:
            rows += 1
            cost = Decimal(row["lineItem/UnblendedCost"])
            total += cost
            by_type[row["lineItem/LineItemType"]] += cost
print(json.dumps({"months": len(months), "rows": rows, "matching": matching, "total": str(total), "byType": {k: str(v) for k, v in by_type.items()}}))

"""Prints how many entities and change sets boto3's paginators find: paginate.py URL KEY SECRET."""
import sys

try:
    import boto3
except ImportError:
    sys.exit(3)

url, key, secret = sys.argv[1:]
catalog = boto3.client(
    "marketplace-catalog", endpoint_url=url, region_name="us-east-1", aws_access_key_id=key, aws_secret_access_key=secret)
for operation, member, more in (
    ("list_entities", "EntitySummaryList", {"EntityType": "Experience"}),
    ("list_change_sets", "ChangeSetSummaryList", {}),
):
    pages = list(catalog.get_paginator(operation).paginate(
        Catalog="AWSMarketplace", PaginationConfig={"PageSize": 3}, **more))
    print(operation, len(pages), sum(len(page[member]) for page in pages))

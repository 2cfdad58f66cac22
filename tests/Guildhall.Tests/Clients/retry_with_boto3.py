"""Searches listings and agreements with boto3 as it is; prints how often each was tried again.
Arguments: the endpoint, the access key id, the secret."""
import json
import sys

try:
    import boto3

    boto3.Session().client("marketplace-agreement", region_name="us-east-1", aws_access_key_id="none", aws_secret_access_key="none")
except Exception:
    sys.exit(3)

endpoint, key, secret = sys.argv[1:]


def client(service):
    return boto3.client(service, region_name="us-east-1", endpoint_url=endpoint, aws_access_key_id=key, aws_secret_access_key=secret)


answers = [client("marketplace-discovery").search_listings(), client("marketplace-agreement").search_agreements()]
print(json.dumps([answer["ResponseMetadata"]["RetryAttempts"] for answer in answers]))

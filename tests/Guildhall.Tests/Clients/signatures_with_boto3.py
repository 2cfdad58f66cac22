"""Calls five services at one address with boto3, with right signatures and with wrong ones; prints one JSON document.
Arguments: the endpoint, the access key id, the secret, a product code, a registration token."""
import datetime
import json
import os
import sys

try:
    import boto3
    import botocore.auth
    from botocore.exceptions import ClientError

    boto3.Session().client("marketplace-agreement", region_name="us-east-1", aws_access_key_id="none", aws_secret_access_key="none")
except Exception:
    sys.exit(3)

endpoint, key, secret, product, token = sys.argv[1:]
os.environ["AWS_ENDPOINT_URL"] = endpoint
calls = {
    "marketplace-catalog": ("list_entities", {"Catalog": "AWSMarketplace", "EntityType": "SaaSProduct"}),
    "marketplace-discovery": ("search_listings", {"searchText": "ledger"}),
    "marketplace-agreement": ("search_agreements", {"catalog": "AWSMarketplace"}),
    "marketplace-entitlement": ("get_entitlements", {"ProductCode": product}),
    "meteringmarketplace": ("resolve_customer", {"RegistrationToken": token}),
}


def call(service, key=key, secret=secret, region="us-east-1", spoil=None):
    """True, or the code, the status and the further attempts."""
    client = boto3.client(service, region_name=region, aws_access_key_id=key, aws_secret_access_key=secret)
    if spoil:
        client.meta.events.register("before-send.*.*", lambda request, **_: spoil(request))
    operation, arguments = calls[service]
    try:
        getattr(client, operation)(**arguments)
        return True
    except ClientError as refusal:
        answer = refusal.response
        return [answer["Error"]["Code"], answer["ResponseMetadata"]["HTTPStatusCode"], answer["ResponseMetadata"]["RetryAttempts"]]


def other_scope(request):
    signature = request.headers["Authorization"]
    request.headers["Authorization"] = (signature.decode() if isinstance(signature, bytes) else signature).replace("/us-east-1/", "/eu-west-1/")


def other_body(request):
    """As long as the one that was signed."""
    request.body = request.body[:-1] + b" "


def stale(service):
    now = botocore.auth.get_current_datetime
    botocore.auth.get_current_datetime = lambda *_, **__: now() - datetime.timedelta(minutes=20)
    try:
        return call(service)
    finally:
        botocore.auth.get_current_datetime = now


print(json.dumps({service: {
    "taken": call(service),
    "elsewhere": call(service, region="eu-west-1"),
    "secret": call(service, secret="wrong"),
    "key": call(service, key="AKIAAAAAAAAAAAAAAAAA"),
    "scope": call(service, spoil=other_scope),
    "body": call(service, spoil=other_body),
    "date": stale(service),
} for service in calls}))

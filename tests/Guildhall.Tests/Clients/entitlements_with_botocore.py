"""Asks for entitlements with botocore, by AWS JSON and by Smithy RPC v2 CBOR, and swaps a registration token; prints one JSON document.
Arguments: the endpoint, the access key id, the secret, the product code, a registration token."""
import json
import sys

try:
    import botocore.session

    session = botocore.session.Session()
    session.get_service_model("marketplace-entitlement")
except Exception:
    sys.exit(3)

endpoint, key, secret, product, token = sys.argv[1:]


def client(service, of=session):
    return of.create_client(service, "us-east-1", endpoint_url=endpoint, aws_access_key_id=key, aws_secret_access_key=secret)


def cbor_session():
    """A session whose model of the service offers CBOR alone, as some of AWS's SDKs choose it."""
    made = botocore.session.Session()
    loader = made.get_component("data_loader")
    load = loader.load_service_model

    def only_cbor(name, kind, api_version=None):
        model = load(name, kind, api_version)
        return {**model, "metadata": {**model["metadata"], "protocols": ["smithy-rpc-v2-cbor"]}} if kind == "service-2" else model

    loader.load_service_model = only_cbor
    return made


def listed(entitlements):
    pages = list(entitlements.get_paginator("get_entitlements").paginate(ProductCode=product, PaginationConfig={"PageSize": 1}))
    found = [e for page in pages for e in page["Entitlements"]]
    return [[e["Dimension"], e["Value"]["IntegerValue"], e["ExpirationDate"].isoformat(), e["LicenseArn"]] for e in found]


def error(call, **arguments):
    try:
        call(**arguments)
    except Exception as refusal:
        return [type(refusal).__name__, refusal.response["Error"]["Code"], refusal.response["ResponseMetadata"]["HTTPStatusCode"]]
    return ["none", "", 200]


by_json, by_cbor, metering = client("marketplace-entitlement"), client("marketplace-entitlement", cbor_session()), client("meteringmarketplace")
protocols = [each.meta.service_model.resolved_protocol for each in (by_json, by_cbor)]
customer = metering.resolve_customer(RegistrationToken=token)
print(json.dumps({
    "json": listed(by_json),
    "cbor": listed(by_cbor),
    "protocols": protocols,
    "customer": customer["CustomerAWSAccountId"],
    "product": customer["ProductCode"],
    "jsonError": error(by_json.get_entitlements, ProductCode="nobody"),
    "cborError": error(by_cbor.get_entitlements, ProductCode="nobody"),
    "invalidToken": error(metering.resolve_customer, RegistrationToken="nonsense"),
    "off": error(metering.batch_meter_usage, ProductCode=product, UsageRecords=[]),
}))

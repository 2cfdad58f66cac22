"""Walks the lists of the Discovery API with botocore's paginators, and has calls refused; prints one JSON document.
Arguments: the endpoint, the access key id, the secret."""
import datetime
import json
import sys

try:
    import botocore.auth
    import botocore.session
    from botocore.exceptions import ClientError

    session = botocore.session.Session()
    session.get_service_model("marketplace-discovery")
except Exception:
    sys.exit(3)

endpoint, key, secret = sys.argv[1:]


def client(service="marketplace-discovery", key=key, secret=secret):
    return session.create_client(service, "us-east-1", endpoint_url=endpoint, aws_access_key_id=key, aws_secret_access_key=secret)


def walk(operation, member, identifier, size, **arguments):
    pages = list(discovery.get_paginator(operation).paginate(PaginationConfig={"PageSize": size}, **arguments))
    ids = [json.dumps(item, default=str) if identifier is None else item[identifier] for page in pages for item in page[member]]
    return [len(ids), len(pages), len(set(ids))]


def refused(call, **arguments):
    try:
        call(**arguments)
        return None
    except ClientError as refusal:
        return [refusal.response["Error"]["Code"], refusal.response.get("reason"), refusal.response["ResponseMetadata"]["RetryAttempts"]]


def changed():
    """A client whose requests are changed after they were signed."""
    other = client()
    other.meta.events.register("before-send.marketplace-discovery.*", lambda request, **_: setattr(request, "body", request.body.replace(b"security", b"insecurity")))
    return other


def stale(call, **arguments):
    now = botocore.auth.get_current_datetime
    botocore.auth.get_current_datetime = lambda *_, **__: now() - datetime.timedelta(minutes=20)
    try:
        return refused(call, **arguments)
    finally:
        botocore.auth.get_current_datetime = now


discovery = client()
public = [{"filterType": "VISIBILITY_SCOPE", "filterValues": ["PUBLIC"]}]
print(json.dumps({
    "walks": {
        "listings": walk("search_listings", "listingSummaries", "listingId", 30),
        "options": walk("list_purchase_options", "purchaseOptions", "purchaseOptionId", 30, filters=public),
        "terms": walk("get_offer_terms", "offerTerms", None, 5, offerId="offer-full"),
        "ways": walk("list_fulfillment_options", "fulfillmentOptions", None, 5, productId="prod-full000000000"),
    },
    "sort": refused(discovery.search_listings, sortBy="NEWEST"),
    "token": refused(discovery.search_listings, nextToken="junk"),
    "missing": refused(discovery.get_listing, listingId="prodview-none"),
    "secret": refused(client(secret="wrong").search_listings),
    "key": refused(client(key="AKIAAAAAAAAAAAAAAAAA").search_listings),
    "body": refused(changed().search_listings, searchText="security"),
    "date": stale(discovery.search_listings),
    "catalog": len(client("marketplace-catalog").list_entities(Catalog="AWSMarketplace", EntityType="SaaSProduct")["EntitySummaryList"]),
}))

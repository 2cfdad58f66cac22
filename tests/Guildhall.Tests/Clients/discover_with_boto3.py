"""Walks the lists of the Discovery API with boto3's paginators, filters by every value of every facet, has calls refused, and looks for what is private with two
keys; prints one JSON document. Arguments: the endpoint, access key id and secret of the account that private offers name, those of another."""
import json
import sys

try:
    import boto3
    from botocore.exceptions import ClientError

    boto3.Session().client("marketplace-discovery", region_name="us-east-1", aws_access_key_id="none", aws_secret_access_key="none")
except Exception:
    sys.exit(3)

endpoint, key, secret, other_key, other_secret = sys.argv[1:]


def client(key, secret):
    return boto3.client("marketplace-discovery", region_name="us-east-1", endpoint_url=endpoint, aws_access_key_id=key, aws_secret_access_key=secret)


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


def filtered(kind, *values):
    return [{"filterType": kind, "filterValues": list(values)}]


def miscounted(facets):
    """The values whose count is not what filtering by them finds."""
    for kind, values in facets.items():
        for value in values:
            if " " in value["value"]:
                continue  # The hall's own five products have no record: their seller has a name and no id.
            by = "MIN_AVERAGE_CUSTOMER_RATING" if kind == "AVERAGE_CUSTOMER_RATING" else kind
            try:
                found = discovery.search_listings(filters=filtered(by, value["value"]), maxResults=1)["totalResults"]
            except ClientError as refusal:
                found = str(refusal)
            if found != value["count"]:
                yield [kind, value["value"], value["count"], found]


def looked_for(of):
    """What each operation shows of the private product, offer and set."""
    secret = {
        "search_listings": {"searchText": "zymurgy"},
        "search_facets": {"searchText": "zymurgy"},
        "get_listing": {"listingId": "prodview-secret0000000"},
        "get_product": {"productId": "prod-secret0000000"},
        "get_offer": {"offerId": "offer-secret"},
        "get_offer_set": {"offerSetId": "offerset-secret"},
        "get_offer_terms": {"offerId": "offer-secret"},
        "list_purchase_options": {"filters": filtered("PRODUCT_ID", "prod-secret0000000")},
        "list_fulfillment_options": {"productId": "prod-secret0000000"},
    }
    return {operation: shown(getattr(of, operation), arguments) for operation, arguments in secret.items()}


def shown(call, arguments):
    try:
        answer = call(**arguments)
        empty = answer.get("totalResults") == 0 or answer.get("purchaseOptions") == []
        return "nothing" if empty else "seen"
    except ClientError as refusal:
        return refusal.response["Error"]["Code"]


discovery = client(key, secret)
facets = discovery.search_facets()["listingFacets"]
print(json.dumps({
    "walks": {
        "listings": walk("search_listings", "listingSummaries", "listingId", 30),
        "options": walk("list_purchase_options", "purchaseOptions", "purchaseOptionId", 30, filters=filtered("VISIBILITY_SCOPE", "PUBLIC")),
        "terms": walk("get_offer_terms", "offerTerms", None, 5, offerId="offer-full"),
        "ways": walk("list_fulfillment_options", "fulfillmentOptions", None, 5, productId="prod-full000000000"),
    },
    "total": discovery.search_listings(maxResults=1)["totalResults"],
    "counted": sum(len(values) for values in facets.values()),
    "miscounted": list(miscounted(facets)),
    "sort": refused(discovery.search_listings, sortBy="NEWEST"),
    "filter": refused(discovery.search_listings, filters=filtered("COLOR", "red")),
    "range": refused(discovery.search_listings, filters=filtered("MIN_AVERAGE_CUSTOMER_RATING", "5.1")),
    "id": refused(discovery.get_listing, listingId="no/such.id"),
    "size": refused(discovery.search_listings, maxResults=500),
    "options": refused(discovery.list_purchase_options),
    "token": refused(discovery.search_listings, nextToken="junk"),
    "missing": refused(discovery.get_listing, listingId="prodview-none"),
    "named": looked_for(discovery),
    "other": looked_for(client(other_key, other_secret)),
}))

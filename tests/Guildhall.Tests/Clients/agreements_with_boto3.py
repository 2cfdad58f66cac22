"""Buys in every way to pay, asks twice, is refused by the private marketplace, approves, and cancels, all with boto3 and its paginators; prints one JSON document.
Argument: one JSON document with endpoint, keys, requests and purchases {name: {offer, product, terms}}."""
import json
import sys
import time

try:
    import boto3
    from botocore.exceptions import ClientError

    boto3.Session().client("marketplace-agreement", region_name="us-east-1", aws_access_key_id="none", aws_secret_access_key="none")
except Exception:
    sys.exit(3)

given = json.loads(sys.argv[1])


def client(service, key):
    return boto3.client(service, region_name="us-east-1", endpoint_url=given["endpoint"], **given[key])


discovery, agreements = client("marketplace-discovery", "buyer"), client("marketplace-agreement", "buyer")


def paged(of, operation, member, size=1, **arguments):
    return [item for page in of.get_paginator(operation).paginate(PaginationConfig={"PageSize": size}, **arguments) for item in page[member]]


def refused(call, **arguments):
    try:
        call(**arguments)
        return None
    except ClientError as refusal:
        answer = refusal.response
        return [answer["Error"]["Code"], answer.get("reason"), answer.get("resourceType"), answer["ResponseMetadata"]["RetryAttempts"]]


def entitlement(of, agreement):
    while True:
        one, = paged(of, "get_agreement_entitlements", "agreementEntitlements", agreementId=agreement)
        if one["status"] != "PENDING":
            return [one["status"], one["statusReasonCode"], "registrationToken" in one]
        time.sleep(0.05)


def accepted(of, request):
    quote = of.create_agreement_request(**request)
    return quote["chargeSummary"], of.accept_agreement_request(agreementRequestId=quote["agreementRequestId"])["agreementId"]


def purchase(offer, product, terms):
    """From the product's purchase options to the charges of the agreement."""
    options = paged(discovery, "list_purchase_options", "purchaseOptions", filters=[{"filterType": "PRODUCT_ID", "filterValues": [product]}])
    assert offer in [option["purchaseOptionId"] for option in options], options
    sold = discovery.get_offer(offerId=offer)
    offered = [name for term in paged(discovery, "get_offer_terms", "offerTerms", offerId=offer) for name in term]
    summary, agreement = accepted(agreements, {"intent": "NEW", "agreementProposalIdentifier": sold["agreementProposalId"], "requestedTerms": terms})
    entitled = entitlement(agreements, agreement)
    described = agreements.describe_agreement(agreementId=agreement)
    found = paged(agreements, "search_agreements", "agreementViewSummaries", filters=[{"name": name, "values": [value]} for name, value in (
        ("PartyType", "Acceptor"), ("AgreementType", "PurchaseAgreement"), ("OfferId", offer), ("Status", "ACTIVE"))])
    return {
        "sold": [sold["pricingModel"]["pricingModelType"], offered],
        "found": f"{len(found)} {sum(one['agreementId'] == agreement for one in found)}",
        "bought": {
            "value": summary["newAgreementValue"],
            "currency": summary.get("currencyCode"),
            "expected": [[charge["timing"], charge.get("amount")] for charge in summary.get("expectedCharges", [])],
            "items": [[item["dimensionKey"], item["newQuantity"], item["oldQuantity"], item["incrementalChargeAmount"]] for item in summary.get("itemizedCharges", [])],
            "status": described["status"],
            "type": described["proposalSummary"]["resources"][0]["type"],
            "ends": "endTime" in described,
            "agreed": described["estimatedCharges"]["agreementValue"],
            "accepted": [name for term in paged(agreements, "get_agreement_terms", "acceptedTerms", agreementId=agreement) for name in term],
            "entitlement": entitled,
            "charges": [charge.get("amount") for charge in paged(agreements, "list_agreement_charges", "items", agreementId=agreement)],
        },
    }


def again():
    """The same token twice and with another input, and a quote that is accepted twice."""
    quotes = [agreements.create_agreement_request(clientToken="boto3-token", **given["again"])["agreementRequestId"] for _ in range(2)]
    changed = refused(agreements.create_agreement_request, clientToken="boto3-token", **given["changed"])
    ids = [agreements.accept_agreement_request(agreementRequestId=quotes[0])["agreementId"] for _ in range(2)]
    return {"quotes": len(set(quotes)), "changed": changed, "agreements": len(set(ids))}


def change(kind, ids):
    catalog = client("marketplace-catalog", "administrator")
    started = catalog.start_change_set(Catalog="AWSMarketplace", ChangeSet=[{
        "ChangeType": kind, "Entity": {"Type": "Experience@1.0", "Identifier": given["experience"]}, "DetailsDocument": {"Products": [{"Ids": ids}]}}])
    while (status := catalog.describe_change_set(Catalog="AWSMarketplace", ChangeSetId=started["ChangeSetId"])["Status"]) in ("PREPARING", "APPLYING"):
        time.sleep(0.02)
    assert status == "SUCCEEDED", status


def gate():
    governed, products = client("marketplace-agreement", "governed"), ["prod-aaaaaaaaaaaaa", "prod-bbbbbbbbbbbbb"]
    first = refused(governed.create_agreement_request, **given["refused"])
    try:
        governed.create_agreement_request(**given["refused"])
        by_class = False
    except governed.exceptions.AccessDeniedException:
        by_class = True
    change("AllowProductProcurement", products)
    quote = governed.create_agreement_request(**given["refused"])
    _, in_use = accepted(governed, given["usage"])
    change("RemoveProductProcurement", products)
    late = refused(governed.accept_agreement_request, agreementRequestId=quote["agreementRequestId"])
    before = governed.describe_agreement(agreementId=in_use)["status"]
    governed.cancel_agreement(agreementId=in_use)
    return {
        "refused": first, "byClass": by_class, "approved": quote["chargeSummary"]["newAgreementValue"], "late": late, "inUse": before,
        "cancelled": governed.describe_agreement(agreementId=in_use)["status"],
    }


def cancelled():
    _, agreement = accepted(agreements, given["again"])
    entitlement(agreements, agreement)
    seen = []
    for _ in range(2):
        agreements.cancel_agreement(agreementId=agreement)
        seen.append([agreements.describe_agreement(agreementId=agreement)["status"], entitlement(agreements, agreement)])
    return seen


print(json.dumps({"purchases": {name: purchase(**one) for name, one in given["purchases"].items()}, "again": again(), "gate": gate(), "cancelled": cancelled()}))

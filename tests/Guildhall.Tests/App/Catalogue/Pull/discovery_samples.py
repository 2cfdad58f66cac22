"""Prints one JSON object with an answer of each operation of Discovery by botocore's model, every member there, every union with each of its members,
and texts that occur only once. Exit code 3: no botocore here that knows the service."""
import json
import sys

try:
    import botocore.session

    model = botocore.session.get_session().get_service_model("marketplace-discovery")
except Exception:
    sys.exit(3)

FULFILLMENT = {
    "saasFulfillmentOption": "SAAS", "apiFulfillmentOption": "API", "amazonMachineImageFulfillmentOption": "AMAZON_MACHINE_IMAGE",
    "cloudFormationFulfillmentOption": "CLOUDFORMATION_TEMPLATE", "ec2ImageBuilderComponentFulfillmentOption": "EC2_IMAGE_BUILDER_COMPONENT",
    "containerFulfillmentOption": "CONTAINER", "helmFulfillmentOption": "HELM", "eksAddOnFulfillmentOption": "EKS_ADD_ON",
    "sageMakerModelFulfillmentOption": "SAGEMAKER_MODEL", "sageMakerAlgorithmFulfillmentOption": "SAGEMAKER_ALGORITHM",
    "dataExchangeFulfillmentOption": "DATA_EXCHANGE", "professionalServicesFulfillmentOption": "PROFESSIONAL_SERVICES",
}
IDS = {"productId": "prod-a1", "offerId": "offer-a1", "offerSetId": "offerset-a1", "listingId": "prodview-z1", "agreementProposalId": "ap-a1", "replacementAgreementId": "agmt-a1"}
count = 100


def text(shape, path, name):
    global count
    count += 1
    if name == "nextToken":
        return None
    if name in IDS:
        return IDS[name]
    if "enum" in shape.metadata:
        return FULFILLMENT[path[-2]] if name == "fulfillmentOptionType" and path[-2] in FULFILLMENT else shape.metadata["enum"][-1 if "Disallowed" in shape.metadata["enum"] else 0]
    if name == "currencyCode":
        return "USD"
    if name in ("price", "chargeAmount", "maxTotalChargeAmount"):
        return f"{count}.00"
    if name in ("duration", "agreementDuration") or (name == "value" and path[-2] == "selector"):
        return f"P{count}M"
    if name == "averageRating":
        return "4.3"
    if shape.name == "URL" or name in ("url", "fulfillmentUrl"):
        return f"https://{count}.example.com/"
    return f"{name}-{count}"


def sample(shape, path):
    global count
    name = path[-1]
    if shape.type_name == "structure":
        made = {member: sample(inner, path + [member]) for member, inner in shape.members.items()}
        return {member: value for member, value in made.items() if value is not None}
    if shape.type_name == "list":
        if getattr(shape.member, "is_tagged_union", False):
            return [{member: sample(inner, path + [member])} for member, inner in shape.member.members.items()]
        return [sample(shape.member, path)]
    if shape.type_name == "map":
        return {}
    if shape.type_name == "string":
        return text(shape, path, name)
    count += 1
    if shape.type_name == "timestamp":
        return 1767225600 + count
    return count


print(json.dumps({name: sample(model.operation_model(name).output_shape, [name]) for name in model.operation_names}))

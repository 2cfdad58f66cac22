"""Pages both lists of the Catalog API with botocore's paginators and catches errors by their classes; prints one JSON document.
Arguments: the endpoint, the access key id, the secret."""
import json
import sys

try:
    import botocore.session

    session = botocore.session.Session()
    session.get_service_model("marketplace-catalog")
except Exception:
    sys.exit(3)

endpoint, key, secret = sys.argv[1:]
catalog = session.create_client(
    "marketplace-catalog", "us-east-1", endpoint_url=endpoint, aws_access_key_id=key, aws_secret_access_key=secret)


def paged(operation, member, identifier, size, **arguments):
    pages = list(catalog.get_paginator(operation).paginate(Catalog="AWSMarketplace", PaginationConfig={"PageSize": size}, **arguments))
    ids = [item[identifier] for page in pages for item in page[member]]
    return [len(ids), len(pages), len(set(ids))]


def error(name, call, **arguments):
    try:
        call(**arguments)
    except getattr(catalog.exceptions, name) as refusal:
        return refusal.response["Error"]["Code"]
    return "none"


arn = "arn:aws:aws-marketplace:us-east-1:111122223333:AWSMarketplace/Experience/exp-zzzzzzzzzzzzz"
print(json.dumps({
    "products": paged("list_entities", "EntitySummaryList", "EntityId", 2, EntityType="AmiProduct"),
    "changeSets": paged("list_change_sets", "ChangeSetSummaryList", "ChangeSetId", 1),
    "missing": error("ResourceNotFoundException", catalog.describe_entity, Catalog="AWSMarketplace", EntityId="exp-zzzzzzzzzzzzz"),
    "invalid": error("ValidationException", catalog.list_entities, Catalog="AWSMarketplace", EntityType="Nothing"),
    "noPolicy": error("ResourceNotFoundException", catalog.get_resource_policy, ResourceArn=arn),
}))

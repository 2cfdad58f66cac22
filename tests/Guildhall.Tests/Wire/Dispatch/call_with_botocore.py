"""Calls the toy server with botocore clients and prints what they understood as one JSON document. Argument: the endpoint."""
import json
import sys
import urllib.request

try:
    import botocore.session
    from botocore.config import Config
    from botocore.exceptions import ClientError

    session = botocore.session.Session()
    session.get_service_model("marketplace-catalog")
except Exception:
    sys.exit(3)

endpoint = sys.argv[1]


def client(service, secret="wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"):
    return session.create_client(
        service, "us-east-1", endpoint_url=endpoint, aws_access_key_id="AKIDEXAMPLE", aws_secret_access_key=secret,
        config=Config(retries={"total_max_attempts": 1}))


def error(call, **arguments):
    try:
        call(**arguments)
    except ClientError as refusal:
        response = refusal.response
        return [response["Error"]["Code"], response["Error"]["Message"], response["ResponseMetadata"]["HTTPStatusCode"]]
    return ["none", "", 200]


catalog, sts, organizations = client("marketplace-catalog"), client("sts"), client("organizations")
presigned = sts.generate_presigned_url("get_caller_identity", HttpMethod="GET")
with urllib.request.urlopen(presigned) as answer:
    presigned_status = answer.status
identity = sts.get_caller_identity()
print(json.dumps({
    "identity": identity["Arn"],
    "requestId": identity["ResponseMetadata"]["RequestId"],
    "entity": catalog.describe_entity(Catalog="AWSMarketplace", EntityId="exp-1 +é")["EntityIdentifier"],
    "rest": error(catalog.list_entities, Catalog="AWSMarketplace", EntityType="Experience"),
    "restUnknown": error(catalog.list_change_sets, Catalog="AWSMarketplace"),
    "json": error(organizations.describe_organization),
    "jsonUnknown": error(organizations.list_roots),
    "queryUnknown": error(sts.get_session_token),
    "wrongRest": error(client("marketplace-catalog", "wrong").list_entities, Catalog="AWSMarketplace", EntityType="Experience"),
    "wrongQuery": error(client("sts", "wrong").get_caller_identity),
    "presigned": presigned_status,
}))

"""Signs random requests with botocore's own signers and prints them as JSON lines. Arguments: how many, seed."""
import base64
import json
import random
import sys

try:
    from botocore.auth import SigV4Auth, SigV4QueryAuth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials
    from botocore.utils import percent_encode, percent_encode_sequence
except ImportError:
    sys.exit(3)

count, seed = int(sys.argv[1]), int(sys.argv[2])
dice = random.Random(seed)
credentials = Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
SEGMENTS = ["", ".", "..", "ListEntities", "a b", "x/y", "ሴ", "~-_.", "50%", "a+b", "aws", "ü;v=1", "*", "'", "(x)"]
WORDS = ["catalog", "AWSMarketplace", "", "exp-1", "a b", "a+b", "x=y&z", "ሴ", "~-_.", "%41", "*", "arn:aws:s3:::b/c"]


def text():
    return "".join(dice.choice(WORDS) for _ in range(dice.randint(0, 2)))


for number in range(count):
    path = "/" + "/".join(percent_encode(dice.choice(SEGMENTS)) for _ in range(dice.randint(0, 4)))
    pairs = [(text(), text()) for _ in range(dice.randint(0, 4))]
    query = percent_encode_sequence(pairs) if pairs else ""
    host = dice.choice(["127.0.0.1:18999", "catalog.example.test", "localhost:80"])
    headers = {"User-Agent": "aws-cli/2", "amz-sdk-request": "attempt=1"}
    if dice.random() < 0.6:
        headers["Content-Type"] = "application/x-amz-json-1.1"
    if dice.random() < 0.3:
        headers["X-Amz-Target"] = "Service." + dice.choice(["ListAccounts", "Create"])
    if dice.random() < 0.3:
        headers["X-Amz-Meta"] = "  a   b\tc "
    method = dice.choice(["GET", "POST", "PATCH", "DELETE"])
    # botocore moves the body of what it presigns into the query, so those have none.
    presigned = dice.random() < 0.3
    body = bytes(dice.randrange(256) for _ in range(0 if presigned else dice.choice([0, 0, 20, 2000])))
    request = AWSRequest(method, "http://" + host + path + ("?" + query if query else ""), headers, body)
    if presigned:
        del request.headers["Content-Type"]
        SigV4QueryAuth(credentials, "aws-marketplace", "us-east-1").add_auth(request)
    else:
        SigV4Auth(credentials, "aws-marketplace", "us-east-1").add_auth(request)
    target = request.url[len("http://" + host):]
    sent = [[name, value] for name, value in request.headers.items()]
    if "Host" not in request.headers:
        sent.append(["Host", host.removesuffix(":80")])
    print(json.dumps({"method": method, "target": target, "headers": sent, "body": base64.b64encode(body).decode()}))

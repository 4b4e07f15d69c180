"""Answers AWS calls, one JSON object a line, through boto3: the runner needs services for which it has no Node client.

Request:  {"id", "service", "operation" (API name), "params", "credentials"?: {"accessKeyId", "secretAccessKey", "sessionToken"?},
           "plainHttp"?: true, "raw"?: true (the JSON body as the service sent it, with members that the SDK does not know)}
Answer:   {"id", "result"} or {"id", "error": {"code", "message"}}
"""

import datetime
import json
import sys

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError, ParamValidationError

ENDPOINT, REGION, ROOT = sys.argv[1], sys.argv[2], sys.argv[3]
CONFIG = Config(s3={"addressing_style": "path"}, retries={"total_max_attempts": 1}, connect_timeout=5, read_timeout=60)
clients = {}


def behind_tls(request, **_):
    """What a TLS terminator would add, so that policies see aws:SecureTransport as they do at AWS."""
    request.headers["X-Forwarded-Proto"] = "https"


def keep_body(http_response, parsed, model, **_):
    """What the SDK's model does not name would be lost."""
    if not model.has_streaming_output:
        parsed["ResponseMetadata"]["body"] = http_response.text


def client(service, credentials, plain_http):
    credentials = credentials or {"accessKeyId": ROOT, "secretAccessKey": "local"}
    key = (service, credentials["accessKeyId"], credentials["secretAccessKey"], credentials.get("sessionToken"), plain_http)
    if key not in clients:
        clients[key] = boto3.client(
            service, endpoint_url=ENDPOINT, region_name=REGION, config=CONFIG,
            aws_access_key_id=credentials["accessKeyId"],
            aws_secret_access_key=credentials["secretAccessKey"],
            aws_session_token=credentials.get("sessionToken"))
        clients[key].meta.events.register("after-call", keep_body)
        if not plain_http:
            clients[key].meta.events.register("before-send", behind_tls)
    return clients[key]


def plain(value):
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()
    if hasattr(value, "read"):
        return value.read().decode("utf-8", "replace")
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value)


def answer(request):
    try:
        service = client(request["service"], request.get("credentials"), request.get("plainHttp", False))
        result = getattr(service, xform_name(request["operation"]))(**request.get("params", {}))
        body = result.pop("ResponseMetadata").get("body")
        return {"result": json.loads(body) if request.get("raw") else result}
    except ClientError as error:
        return {"error": {"code": error.response["Error"].get("Code", ""), "message": error.response["Error"].get("Message", "")}}
    except ParamValidationError as error:
        return {"error": {"code": "ParamValidationError", "message": str(error)}}


for line in sys.stdin:
    message = json.loads(line)
    print(json.dumps({"id": message["id"], **answer(message)}, default=plain), flush=True)

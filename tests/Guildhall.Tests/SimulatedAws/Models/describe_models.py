"""Prints one JSON line for each operation of the services that are simulated in botocore's models: what its input may not be, and
the names its output has. Exit code 3: no botocore here that is new enough."""
import json
import re
import sys

try:
    import botocore
    import botocore.session
except ImportError:
    sys.exit(3)
if tuple(int(part) for part in botocore.__version__.split(".")[:2]) < (1, 43):
    sys.exit(3)

CANDIDATES = ["", "\u00e4", "a b", "<", "x", "no such word", "/", "a@b", "\u20ac"]


def pattern_matches(pattern, text):
    # The models write classes that Python lacks (\p{L}) and anchors that differ; those patterns are left to hand-written tests.
    if not pattern or "\\p" in pattern or "\\u" in pattern:
        return True
    return re.fullmatch(pattern.replace("^(", "(").replace(")$", ")"), text) is not None


def wrong_values(shape):
    """Texts that break exactly one rule of a string shape, with the rule."""
    data = shape.metadata
    low, high, pattern, words = data.get("min", 0), data.get("max"), data.get("pattern"), data.get("enum")
    if words:
        yield "no such word", "enum"
        return
    if low > 0:
        yield "x" * (low - 1), "min"
    if high is not None and high <= 200000:
        yield "x" * (high + 1), "max"
    for text in CANDIDATES:
        if max(low, 1) <= len(text) <= (high or 1000) and not pattern_matches(pattern, text):
            yield text, "pattern"
            break


def wrong_numbers(shape):
    if "min" in shape.metadata:
        yield shape.metadata["min"] - 1, "min"
    if "max" in shape.metadata:
        yield shape.metadata["max"] + 1, "max"


def wrongs(shape):
    if shape.type_name == "string":
        return list(wrong_values(shape))
    if shape.type_name in ("integer", "long"):
        return list(wrong_numbers(shape))
    return []


def names(shape, seen=()):
    """The members of an output, nested as they are, a shape at most once in itself; an empty object for what has none."""
    if shape is None or seen.count(shape.name) > 1:
        return {}
    if shape.type_name == "structure":
        return {name: names(member, seen + (shape.name,)) for name, member in shape.members.items()}
    if shape.type_name == "map":
        return {"*": names(shape.value, seen)}
    if shape.type_name == "list":
        return names(shape.member, seen)
    return {}


session = botocore.session.get_session()
for service in ("sts", "organizations", "iam", "cur", "bcm-data-exports", "account", "service-quotas", "kms", "s3"):
    model = session.get_service_model(service)
    for name in model.operation_names:
        operation = model.operation_model(name)
        shape = operation.input_shape
        members = shape.members if shape else {}
        print(json.dumps({
            "service": service,
            "operation": name,
            "required": list(shape.required_members) if shape else [],
            "wrong": [[member, value, rule] for member, inner in members.items() for value, rule in wrongs(inner)],
            "output": names(operation.output_shape),
            "errors": [error.metadata.get("error", {}).get("code", error.name) for error in operation.error_shapes],
        }))

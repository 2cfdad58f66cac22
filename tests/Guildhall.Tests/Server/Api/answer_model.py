"""Holds answers of a service against botocore's model. Arguments: the service, a file with a JSON list of [operation, answer].
Prints a line for each thing that is wrong, and "unseen …" for each member of the model that no answer has.
Exit code 3: no botocore here that knows the service."""
import json
import re
import sys

try:
    import botocore.session

    model = botocore.session.get_session().get_service_model(sys.argv[1])
except Exception:
    sys.exit(3)

seen = set()


def wrong(path, reason):
    print(f"{path}: {reason}")


def bounded(path, rules, size):
    if size < rules.get("min", 0) or size > rules.get("max", size):
        wrong(path, f"has a size of {size}")


def walk(path, shape, value, generic):
    seen.add(generic)
    rules, kind = shape.metadata, shape.type_name
    if kind == "structure":
        if rules.get("union") and len(value) != 1:
            wrong(path, "is a union")
        for name in shape.required_members:
            if name not in value:
                wrong(path, f"lacks {name}")
        for name, inner in value.items():
            if name not in shape.members:
                wrong(path, f"has {name}")
            else:
                walk(f"{path}.{name}", shape.members[name], inner, f"{generic}.{name}")
    elif kind == "list":
        bounded(path, rules, len(value))
        for place, item in enumerate(value):
            walk(f"{path}[{place}]", shape.member, item, generic)
    elif kind == "map":
        for name, inner in value.items():
            walk(f"{path}.key", shape.key, name, generic + ".key")
            walk(f"{path}.{name}", shape.value, inner, generic)
    elif kind == "string":
        if not isinstance(value, str):
            return wrong(path, "is no text")
        bounded(path, rules, len(value))
        if "enum" in rules and value not in rules["enum"]:
            wrong(path, f"is {value}")
        if "pattern" in rules and not re.search(f"^(?:{rules['pattern']})$", value, re.DOTALL):
            wrong(path, f"is {value}")
    elif kind in ("integer", "long"):
        if not isinstance(value, int):
            return wrong(path, "is no whole number")
        bounded(path, rules, value)
    elif kind == "timestamp" and (isinstance(value, bool) or not isinstance(value, (int, float))):
        wrong(path, "is no time")


def members(shape, generic, found):
    found.add(generic)
    if shape.type_name == "structure":
        for name, inner in shape.members.items():
            members(inner, f"{generic}.{name}", found)
    elif shape.type_name == "list":
        members(shape.member, generic, found)
    elif shape.type_name == "map":
        members(shape.value, generic, found)


with open(sys.argv[2], encoding="utf-8") as file:
    for operation, answer in json.load(file):
        walk(operation, model.operation_model(operation).output_shape, answer, operation)
for operation in model.operation_names:
    known = set()
    members(model.operation_model(operation).output_shape, operation, known)
    for member in sorted(known - seen):
        print(f"unseen {member}")

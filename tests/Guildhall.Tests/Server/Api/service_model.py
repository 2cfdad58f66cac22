"""Holds requests of a service, whose name and a JSON list of [operation, request] are given, against botocore's model. Prints one JSON line for each way to
make a request wrong (or right with another word of an enum), one for each member of the model that no request has, and one with the reasons that a
ValidationException may give.
Exit code 3: no botocore here that is new enough."""
import copy
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

covered = set()


def say(number, path, rule, **value):
    print(json.dumps({"request": number, "path": path, "rule": rule, **value}))


def unlike(item, place):
    """The same item with other texts, so that no rule of uniqueness is broken."""
    if isinstance(item, dict):
        return {name: unlike(value, place) for name, value in item.items()}
    return item + str(place) if isinstance(item, str) and place and "@" not in item else item


def misfit(pattern, value):
    """A text that the pattern does not allow, as like a good one as can be; None when it allows everything, or is one that only Java reads."""
    try:
        form = re.compile(pattern.removeprefix("^").removesuffix("$"))
    except re.error:
        return None
    return next((text for text in (value + "\u00e9", value + " !", value + "\n", value + "\u0001") if not form.fullmatch(text)), None)


def of_another_type(kind):
    return {"integer": "1", "long": "1", "boolean": "true", "string": {}, "list": {}, "structure": [], "map": []}.get(kind)


def walk(number, operation, shape, value, path, generic):
    covered.add((operation, generic))
    rules = shape.metadata
    document = shape.type_name == "structure" and not shape.members
    if path and not document and (other := of_another_type(shape.type_name)) is not None:
        say(number, path, "type", value=other)
    if shape.type_name == "structure":
        for name, inner in shape.members.items():  # a document has none
            if name in shape.required_members:
                say(number, path + [name], "required")
            if name in value:
                walk(number, operation, inner, value[name], path + [name], f"{generic}.{name}")
    elif shape.type_name == "list":
        if rules.get("min"):
            say(number, path, "min", value=[])
        if "max" in rules:
            say(number, path, "max", value=[unlike(copy.deepcopy(value[0]), place) for place in range(rules["max"] + 1)])
        for place, item in enumerate(value):
            walk(number, operation, shape.member, item, path + [place], generic)
    elif shape.type_name == "string" and "enum" in rules:
        say(number, path, "enum", value="no such word")
        for word in rules["enum"]:
            say(number, path, "word", value=word)
    elif shape.type_name == "map":
        known = next(iter(value))
        say(number, path, "enum", value={"no such word": value[known]})
        for key, item in value.items():
            walk(number, operation, shape.value, item, path + [key], generic)
    elif shape.type_name == "string":
        if rules.get("min"):
            say(number, path, "min", value="")
        if "max" in rules:
            say(number, path, "max", value=value + "x" * (rules["max"] + 1 - len(value)))
        if "pattern" in rules and (text := misfit(rules["pattern"], value)) is not None:
            say(number, path, "pattern", value=text)
    elif shape.type_name in ("integer", "long"):
        say(number, path, "number", value=value + 0.5)
        say(number, path, "number", value=10**30)
        if "min" in rules:
            say(number, path, "min", value=rules["min"] - 1)
        if "max" in rules:
            say(number, path, "max", value=rules["max"] + 1)


def members(operation, shape, generic, found):
    found.add((operation, generic))
    if shape.type_name == "structure":
        for name, inner in shape.members.items():
            members(operation, inner, f"{generic}.{name}", found)
    elif shape.type_name == "list":
        members(operation, shape.member, generic, found)
    elif shape.type_name == "map":
        members(operation, shape.value, generic, found)


model = botocore.session.get_session().get_service_model(sys.argv[1])
for number, (name, request) in enumerate(json.loads(sys.argv[2])):
    walk(number, name, model.operation_model(name).input_shape, request, [], "")
for name in model.operation_names:
    operation, known = model.operation_model(name), set()
    print(json.dumps({"operation": name, "method": operation.http["method"], "uri": operation.http["requestUri"].split("?")[0]}))
    if operation.http["method"] == "POST":
        members(name, operation.input_shape, "", known)
        for _, member in sorted(known - covered):
            print(json.dumps({"missing": f"{name}{member}"}))
if "ValidationException" in model.shape_names and (reason := model.shape_for("ValidationException").members.get("reason")):
    print(json.dumps({"reasons": reason.enum}))

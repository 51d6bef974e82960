#!/usr/bin/env python3
"""Write src/Aws/Models/<service>.json from botocore's models, for the services and operations of services.json.

Facts only: operations in use, the shapes they reach, constraints, wire names, errors, paginators. No prose.
Run by hand:  python3 tools/models/make_models.py [--check]      (--check: exit 1 where a file would change)
"""

import json
import pathlib
import sys

import botocore
import botocore.loaders
import botocore.session

HERE = pathlib.Path(__file__).resolve().parent
MODELS = HERE.parent.parent / "src" / "Aws" / "Models"
PROTOCOLS = {"query": "awsQuery", "ec2": "ec2Query", "rest-json": "restJson1", "rest-xml": "restXml"}
SCALARS = ("string", "character", "integer", "long", "float", "double", "boolean", "timestamp", "blob")
# The RPC protocols put everything into the body, whatever a model says of locations.
LOCATIONS = {"uri": "uri", "querystring": "query", "header": "header", "headers": "headers", "statusCode": "status"}


def without_nothing(facts):
    return {key: value for key, value in facts.items() if value not in (None, False, [], {})}


class Service:
    """One service's model, cut down to the operations asked for."""

    def __init__(self, loader, name, wanted):
        self.name, self.wanted = name, wanted
        self.model = loader.load_service_model(name, "service-2")
        self.pages = loader.load_service_model(name, "paginators-1")["pagination"]
        self.endpoints = loader.load_data("endpoints")
        self.reached = {}
        self.is_rest = self.model["metadata"]["protocol"].startswith("rest-")

    def compact(self):
        missing = [op for op in self.wanted["operations"] if op not in self.model["operations"]]
        if missing:
            raise SystemExit(f"{self.name}: botocore {botocore.__version__} has no operation {', '.join(missing)}")
        self.check_members()
        operations = {op: self.operation(op) for op in sorted(self.wanted["operations"])}
        return {"service": self.service(), "operations": operations, "shapes": dict(sorted(self.reached.items()))}

    def service(self):
        facts = self.model["metadata"]
        protocol = PROTOCOLS.get(facts["protocol"]) or "awsJson" + facts["jsonVersion"]
        return without_nothing({
            "name": self.name,
            "client": self.wanted["client"],
            "clientClass": self.wanted.get("clientClass"),
            "wire": self.wanted["wire"],
            "serviceId": facts["serviceId"],
            "protocol": protocol,
            "dialect": self.wanted.get("dialect"),
            "queryCompatible": "awsQueryCompatible" in facts,
            "apiVersion": facts["apiVersion"],
            "endpointPrefix": facts["endpointPrefix"],
            "signingName": facts.get("signingName", facts["endpointPrefix"]),
            "targetPrefix": facts.get("targetPrefix"),
            "xmlNamespace": namespace(facts)[0],
            "accept": self.wanted.get("accept"),
            "validationError": self.wanted.get("validationError", "ValidationException"),
            "global": self.global_endpoints(facts["endpointPrefix"]),
            "subresources": self.subresources() if self.wanted.get("dialect") == "s3" else None,
        })

    def check_members(self):
        """A structure that is cut down keeps members that there are, and is used."""
        for name, kept in self.wanted.get("members", {}).items():
            absent = set(kept) - set(self.model["shapes"][name]["members"])
            if absent:
                raise SystemExit(f"{self.name}: {name} has no member {', '.join(sorted(absent))}")

    def subresources(self):
        """The query parameters that choose among S3's operations, those that are not generated included: only so is none taken for another."""
        found = set()
        for op in self.model["operations"].values():
            query = op["http"]["requestUri"].partition("?")[2]
            found.update(pair.partition("=")[0] for pair in query.split("&") if pair)
        # Multipart uploads are told by parameters that are members.
        return sorted(found - {"x-id"} | {"uploadId"})

    def global_endpoints(self, prefix):
        """Partition to host and signing region, for a service that has one endpoint in a partition."""
        found = {}
        for partition in self.endpoints["partitions"]:
            service = partition["services"].get(prefix, {})
            endpoint = service.get("endpoints", {}).get(service.get("partitionEndpoint"))
            if endpoint and not service.get("isRegionalized", True) and "hostname" in endpoint:
                found[partition["partition"]] = {"host": endpoint["hostname"], "region": endpoint["credentialScope"]["region"]}
        return found

    def operation(self, name):
        op = self.model["operations"][name]
        wire_input, wire_output = op.get("input", {}), op.get("output", {})
        page = self.pages.get(name, {})
        return without_nothing({
            "http": f"{op['http']['method']} {op['http']['requestUri']}",
            "status": op["http"].get("responseCode") if op["http"].get("responseCode") != 200 else None,
            "input": self.reach(wire_input.get("shape")),
            "inputWire": wire_input.get("locationName"),
            "inputNs": namespace(wire_input)[0],
            "output": self.reach(wire_output.get("shape")),
            "resultWrapper": wire_output.get("resultWrapper"),
            "hostPrefix": op.get("endpoint", {}).get("hostPrefix"),
            # Smithy's s3UnwrappedXmlOutput, which botocore has in code.
            "unwrapped": self.wanted.get("dialect") == "s3" and name == "GetBucketLocation",
            "unsigned": op.get("authtype") == "none",
            "errors": [self.reach(error["shape"]) for error in op.get("errors", [])],
            "pages": without_nothing({
                "in": listed(page.get("input_token")), "out": listed(page.get("output_token")),
                "items": [key for key in listed(page.get("result_key")) if "." not in key],
            }) if page else None,
        })

    def reach(self, name):
        if name is None:
            return None
        called = self.wanted.get("renames", {}).get(name, name)
        if called in self.reached:
            return called
        shape = self.model["shapes"][name]
        # The sandbox holds a stream's bytes; a client would have to stream them.
        if shape.get("eventstream") or (shape.get("streaming") and self.wanted["client"]):
            raise SystemExit(f"{self.name}: {name} streams, which the generator does not know")
        self.reached[called] = {}  # entered before its members, for shapes that hold themselves
        self.reached[called] = self.SHAPES.get(shape["type"], Service.scalar)(self, name, shape)
        return called

    def scalar(self, name, shape):
        if shape["type"] not in SCALARS:
            raise SystemExit(f"{self.name}: {name} is of the unknown type {shape['type']}")
        return without_nothing({
            "type": "string" if shape["type"] == "character" else shape["type"],
            "min": shape.get("min"), "max": shape.get("max"), "pattern": shape.get("pattern"),
            "enum": shape.get("enum"), "timestamp": shape.get("timestampFormat"),
        }) | ({"min": 0} if shape.get("min") == 0 else {})

    def list(self, name, shape):
        return {"type": "list", "member": self.part(shape["member"])} | without_nothing(
            {"min": shape.get("min"), "max": shape.get("max"), "flat": shape.get("flattened")})

    def map(self, name, shape):
        return {"type": "map", "key": self.part(shape["key"]), "value": self.part(shape["value"])} | without_nothing(
            {"min": shape.get("min"), "max": shape.get("max"), "flat": shape.get("flattened")})

    def structure(self, name, shape):
        # What botocore's model leaves out and the API reference tells.
        error = shape.get("error", {}) | self.wanted.get("errors", {}).get(name, {})
        kept = self.wanted.get("members", {}).get(name, shape.get("members", {}))
        properties = self.wanted.get("properties", {})
        members = {member: self.part(target, properties.get(f"{name}.{member}")) for member, target in shape.get("members", {}).items() if member in kept}
        return {"type": "structure", "members": members} | without_nothing({
            "required": [member for member in shape.get("required", []) if member in kept],
            "payload": shape.get("payload") if self.is_rest else None,
            "document": shape.get("document"),
            "ns": namespace(shape)[0],
            "error": without_nothing({"code": error.get("code"), "status": error.get("httpStatusCode", 500 if shape.get("fault") else 400)})
            if shape.get("exception") or shape.get("error") else None,
        })

    SHAPES = {"list": list, "map": map, "structure": structure}

    def part(self, member, property_name=None):
        """A member, element, key or value: just its shape's name where nothing else is to be said."""
        target = self.model["shapes"][member["shape"]]
        if member.get("jsonvalue") or member.get("eventpayload"):
            raise SystemExit(f"{self.name}: {member['shape']} is bound in a way the generator does not know")
        flat = member.get("flattened") or target.get("flattened")
        wire = member.get("locationName")
        if flat and target["type"] == "list":
            # botocore: the elements of a flattened list carry the element's own name where it has one.
            wire = target["member"].get("locationName", wire)
        # A prefix is for the attributes of the structure itself (xsi:type of S3's grantee), and said with the structure.
        uri, prefix = namespace(member) if "xmlNamespace" in member or not namespace(target)[1] else namespace(target)
        facts = without_nothing({
            "shape": self.reach(member["shape"]), "wire": wire, "query": member.get("queryName"),
            "property": property_name, "in": LOCATIONS.get(member.get("location")) if self.is_rest else None,
            "flat": flat, "attribute": member.get("xmlAttribute"), "ns": uri, "nsPrefix": prefix,
            "timestamp": member.get("timestampFormat"), "token": member.get("idempotencyToken"),
        })
        return facts["shape"] if len(facts) == 1 else facts


def namespace(facts):
    found = facts.get("xmlNamespace")
    if isinstance(found, dict):
        return found.get("uri"), found.get("prefix")
    return found, None


def listed(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def written(model):
    """One operation or shape a line: small to read, small to compare."""
    def line(value):
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False)

    def lines(table):
        return "{\n" + ",\n".join(f"{line(key)}:{line(value)}" for key, value in table.items()) + "\n}"

    return f'{{\n"service":{line(model["service"])},\n"operations":{lines(model["operations"])},\n"shapes":{lines(model["shapes"])}\n}}\n'


def main(arguments):
    loader = botocore.session.get_session().get_component("data_loader")
    changed = []
    for name, wanted in json.loads((HERE / "services.json").read_text()).items():
        text, path = written(Service(loader, name, wanted).compact()), MODELS / f"{name}.json"
        if not path.exists() or path.read_text() != text:
            changed.append(path.name)
            if "--check" not in arguments:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
    print("changed: " + (", ".join(changed) or "nothing"))
    return 1 if changed and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

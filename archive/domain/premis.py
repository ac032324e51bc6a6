"""Preservation metadata of a record version as PREMIS 3 XML: files with fixity, events, agents (design §8)."""

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from archive.domain.history import Event

_NAMESPACE = "http://www.loc.gov/premis/v3"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SOFTWARE = "hoso"


def premis(record: str, digests: Mapping[str, tuple[str, int]], events: Sequence[Event]) -> bytes:
    """The document; `digests` gives SHA-512 in hex and size in bytes for each path."""
    register_namespace("premis", _NAMESPACE)
    root = Element(f"{{{_NAMESPACE}}}premis", {"version": "3.0"})
    for path in sorted(digests):
        _file(root, f"{record}/{path}", *digests[path])
    agents = sorted({event.actor for event in events})
    for place, event in enumerate(events, start=1):
        _event(root, f"{record}#event-{place}", record, event)
    for agent in agents:
        _agent(root, agent)
    _agent(root, _SOFTWARE, kind="software")
    indent(root)
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _add(parent: Element, name: str, text: str = "") -> Element:
    child = SubElement(parent, f"{{{_NAMESPACE}}}{name}")
    if text:
        child.text = text
    return child


def _identify(parent: Element, what: str, value: str) -> None:
    identifier = _add(parent, f"{what}Identifier")
    _add(identifier, f"{what}IdentifierType", "local" if what == "agent" else "URN")
    _add(identifier, f"{what}IdentifierValue", value)


def _file(root: Element, name: str, sha512: str, size: int) -> None:
    item = _add(root, "object")
    item.set(f"{{{_XSI}}}type", "premis:file")
    _identify(item, "object", name)
    characteristics = _add(item, "objectCharacteristics")
    fixity = _add(characteristics, "fixity")
    _add(fixity, "messageDigestAlgorithm", "SHA-512")
    _add(fixity, "messageDigest", sha512)
    _add(characteristics, "size", str(size))
    designation = _add(_add(characteristics, "format"), "formatDesignation")
    _add(designation, "formatName", name.rpartition(".")[2].upper())


def _event(root: Element, name: str, record: str, event: Event) -> None:
    item = _add(root, "event")
    _identify(item, "event", name)
    _add(item, "eventType", event.kind.value)
    _add(item, "eventDateTime", event.at.isoformat())
    _add(_add(item, "eventDetailInformation"), "eventDetail", f"{event.subject} {event.note}".strip())
    _add(_add(item, "eventOutcomeInformation"), "eventOutcome", event.outcome)
    agent = _add(item, "linkingAgentIdentifier")
    _add(agent, "linkingAgentIdentifierType", "local")
    _add(agent, "linkingAgentIdentifierValue", event.actor)
    linked = _add(item, "linkingObjectIdentifier")
    _add(linked, "linkingObjectIdentifierType", "URN")
    _add(linked, "linkingObjectIdentifierValue", record)


def _agent(root: Element, name: str, *, kind: str = "person") -> None:
    item = _add(root, "agent")
    _identify(item, "agent", name)
    _add(item, "agentName", name)
    _add(item, "agentType", kind)

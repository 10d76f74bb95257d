"""Shared documents of nested values, as cases of `spec/shared` say them."""

from collections.abc import Mapping
from typing import Any

from pycrdt import Doc, XmlFragment
from pycrdt import Map as Shared

from tropa.studio.body_tree import write_tree


def shared_document(values: Mapping[str, Any]) -> Doc[Any]:
    """A document with these roots: objects are Y.Maps, a card's body is a tree (`{"text": …}`: a plain text)."""
    doc: Doc[Any] = Doc()
    with doc.transaction():
        for root, held in values.items():
            shared = doc.get(root, type=Shared)
            for key, value in held.items():
                if root in ("map", "curve") or not isinstance(value, dict):
                    shared[key] = value
                    continue
                shared[key] = Shared()
                for name, one in value.items():
                    _put(shared[key], root, name, one)
    return doc


def _put(shared: Any, root: str, name: str, value: Any) -> None:
    if root == "cards" and name == "body":
        if isinstance(value, dict):
            shared[name] = value["text"]
            return
        shared[name] = XmlFragment()
        write_tree(shared[name], value)
        return
    shared[name] = value

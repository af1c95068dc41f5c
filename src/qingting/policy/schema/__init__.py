"""The shape of a handling standard: frozen pydantic models, one small file for every file of the standard. Pure."""

from qingting.policy.schema.standard import Standard

__all__ = ["Standard"]

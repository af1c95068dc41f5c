"""demands.yaml and channels.yaml: lists of codes with their names."""

from qingting.policy.schema.base import BiText, Clause, Flag, Kind, Named, Strict


class Demand(Named):
    """Something a customer may ask for."""


class Channel(Named):
    """A way a complaint comes in. External: it comes from outside the company and its customers, such as a regulator."""

    external: Flag


class KindName(Strict):
    """A kind of matter and when it is meant."""

    code: Kind
    name: BiText
    meaning: BiText


class DemandsFile(Strict):
    """The whole file."""

    clause: Clause
    demands: tuple[Demand, ...]


class ChannelsFile(Strict):
    """The whole file."""

    clause: Clause
    channels: tuple[Channel, ...]

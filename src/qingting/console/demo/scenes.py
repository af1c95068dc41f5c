"""Loads the phrase files: scenes (what can go wrong), product faults, voices, and what staff write."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from qingting.console.demo.catalogue import TRAITS
from qingting.console.demo.grammar import Line, ladder, parse_lines

FOLDER = Path(__file__).parent / "phrases"
MOVES = ("what", "more", "hurt", "said", "short", "title", "found", "clear")

Lines = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """One kind of mishap: whom it can befall (families; empty for any; `fits` by aspect), how often, how old the order is then, and how it is told."""

    key: str
    severe: bool
    families: tuple[str, ...]
    weight: float
    age: tuple[int, int]
    demands: tuple[str, ...]
    demand_ladder: tuple[float, ...]
    lines: dict[str, Lines]
    aspects: tuple[str, ...]
    fits: dict[str, tuple[str, ...]]

    def about(self, move: str, aspect: str, product: str) -> Lines:
        """Lines of a move that fit an aspect and a product; those that say nothing about it always fit."""
        return _about(self.key, move, aspect, product)

    def best(self, move: str, aspect: str, product: str) -> Lines:
        """Lines that are about the aspect itself, or the general ones if there are none."""
        fitting = self.about(move, aspect, product)
        return tuple(line for line in fitting if line.aspect == aspect) or fitting

    def befalls(self, aspect: str) -> tuple[str, ...]:
        """Families, or models, this can happen to; empty for any."""
        return self.fits.get(aspect, self.families)


@dataclass(frozen=True, slots=True)
class Voice:
    """A way of speaking: the order of its moves, its own phrases, how sentences end, and for whom it speaks."""

    key: str
    weight: float
    person: str
    stops: tuple[str, ...]
    plans: tuple[tuple[str, ...], ...]
    lines: dict[str, Lines]
    swap: tuple[tuple[str, str], ...]
    numbered: bool
    convert: bool


@cache
def phrases(name: str) -> dict[str, Any]:
    """One phrase file as plain data."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with (FOLDER / f"{name}.yaml").open(encoding="utf-8") as stream:
        return yaml.load(stream, Loader=loader)


@cache
def lines(file: str, *path: str) -> Lines:
    """The parsed lines at a place of a phrase file, e.g. lines("staff_replies", "plan", "quality")."""
    data: Any = phrases(file)
    for step in path:
        data = data[step] if step in data else data[int(step)]
    return parse_lines(data)


@cache
def scenes() -> dict[str, Scene]:
    """All scenes by key. A fault of a product family is the scene `fault:<family>`."""
    found: dict[str, Scene] = {}
    for name in ("scenes_quality", "scenes_safety", "scenes_repair", "scenes_logistics", "scenes_price", "scenes_service", "scenes_rest"):
        for key, data in phrases(name).items():
            if key != "fault":
                found[key] = _scene(key, data, tuple(data.get("families", ())))
    common = phrases("scenes_quality")["fault"]
    for name in ("faults_entry", "faults_clean", "faults_home"):
        for family, data in phrases(name).items():
            merged = {**common, **data, "said": common["said"], "found": data["found"] + common["found"]}
            merged["clear"] = data["clear"] + common["clear"]
            found[f"fault:{family}"] = _scene(f"fault:{family}", merged, (family,))
    return found


def _scene(key: str, data: dict[str, Any], families: tuple[str, ...]) -> Scene:
    told = {move: parse_lines(data.get(move, ())) for move in MOVES}
    demands = data["demands"]
    return Scene(
        key=key,
        severe=bool(data.get("severe")),
        families=families,
        weight=float(data["weight"]),
        age=(int(data["age"][0]), int(data["age"][1])),
        demands=tuple(demands),
        demand_ladder=tuple(ladder(demands.values())),
        lines=told,
        aspects=tuple(line.aspect for line in told["what"]),
        fits={aspect: tuple(families) for aspect, families in data.get("fits", {}).items()},
    )


@cache
def _about(key: str, move: str, aspect: str, product: str) -> Lines:
    told = scenes()[key].lines.get(move, ())
    return tuple(line for line in told if line.aspect in ("", aspect) and (not line.trait or line.trait in TRAITS[product]))


@cache
def voices() -> dict[str, Voice]:
    """All Chinese voices by key."""
    found = {}
    for name in ("voices_a", "voices_b"):
        for key, data in phrases(name).items():
            found[key] = Voice(
                key=key,
                weight=float(data["weight"]),
                person=str(data.get("person", "first")),
                stops=tuple(str(stop) for stop in data["stops"]),
                plans=tuple(tuple(plan) for plan in data["plans"]),
                lines={
                    move: parse_lines(texts) for move, texts in data.items() if isinstance(texts, list) and move not in ("plans", "stops")
                },
                swap=tuple((old, new) for old, new in (data.get("swap") or {}).items() if old != new),
                numbered=bool(data.get("numbered")),
                convert=bool(data.get("convert")),
            )
    return found


def scene_root(key: str) -> str:
    """`fault:lock` is a `fault` where categories and staff phrases are concerned."""
    return key.partition(":")[0]

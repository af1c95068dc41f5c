"""Every rule has an id of its own, every clause stands in a chapter, every rule has an example, every kind has a name."""

from collections import defaultdict
from collections.abc import Iterator

from pydantic import BaseModel

from qingting.kernel.bilingual import Bi
from qingting.policy.checks.telling import no_repeats, problem
from qingting.policy.parts import FILES, Parts
from qingting.policy.problems import Problem
from qingting.policy.schema.base import KINDS


def check_identity(parts: Parts) -> Iterator[Problem]:
    """Ids across all files, clauses, examples, kinds."""
    places: dict[str, list[str]] = defaultdict(list)
    chapters = {chapter.number for chapter in parts.standard.chapters} if parts.standard else None
    for file in FILES:
        for rule in _rules(getattr(parts, file)):
            rule_id, clause = getattr(rule, "id", None), getattr(rule, "clause", None)
            if rule_id is not None:
                places[rule_id].append(file)
            if chapters is not None and clause is not None and clause.split(".")[0] not in chapters:
                yield problem(
                    file,
                    str(rule_id or getattr(rule, "code", "")),
                    f"条款 {clause} 不属于任何一章",
                    f"clause {clause} stands in no chapter",
                    "改正条款号，或在 standard.yaml 增加这一章",
                    "correct the number or add the chapter in standard.yaml",
                )
            if rule_id is not None and getattr(rule, "examples", None) == ():
                yield problem(
                    file, rule_id, "没有示例", "it has no example", "至少写一个能通过的示例", "write at least one example that passes"
                )
    for rule_id, files in places.items():
        if len(files) > 1:
            where = ", ".join(f"{file}.yaml" for file in files)
            yield problem(
                files[-1], rule_id, f"编号重复（{where}）", f"the id comes twice ({where})", "换一个编号", "give one of them another id"
            )
    if parts.standard:
        yield from no_repeats("standard", Bi("章号", "chapter"), [chapter.number for chapter in parts.standard.chapters])
        yield from no_repeats("standard", Bi("事项类型", "kind"), [kind.code for kind in parts.standard.kinds])
        for kind in sorted(set(KINDS) - {kind.code for kind in parts.standard.kinds}):
            yield problem("standard", "kinds", f"缺少事项类型 {kind}", f"the kind {kind} has no name", "补上名称", "add it with its name")


def _rules(part: object) -> Iterator[BaseModel]:
    """Every model inside a part that carries an id or a clause, the part itself included."""
    if isinstance(part, BaseModel):
        if "id" in type(part).model_fields or "clause" in type(part).model_fields:
            yield part
        for name in type(part).model_fields:
            yield from _rules(getattr(part, name))
    elif isinstance(part, tuple):
        for member in part:
            yield from _rules(member)

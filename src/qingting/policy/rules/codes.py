"""Codes of the standard and their names for people."""

from typing import Literal

from qingting.kernel.bilingual import Bi
from qingting.kernel.errors import DomainError
from qingting.policy.schema.grades import Grade
from qingting.policy.schema.standard import Standard

CodeList = Literal["grades", "categories", "channels", "demands", "teams", "roles", "levels", "kinds", "steps"]


class UnknownGrade(DomainError):
    """The standard has no grade of this code."""

    code = "policy.grade.unknown"
    zh = "处理规范里没有“{grade}”级，可用：{known}。"
    en = "The standard has no grade {grade}; it has {known}."


def grade_of(standard: Standard, grade_code: str) -> Grade:
    """The grade with this code. Raises `UnknownGrade`."""
    grade = standard.grade_by_code.get(grade_code)
    if grade is None:
        known = [one.code for one in standard.grades_by_rank]
        raise UnknownGrade(field="grade", grade=grade_code, known=Bi("、".join(known), ", ".join(known)))
    return grade


def name_of(standard: Standard, code_list: CodeList, code: str) -> Bi:
    """The name of a code for people; the code itself where an older version named it and this one does not."""
    names: dict[str, Bi] = standard.remembered(("names", code_list), lambda: {one.code: one.name for one in getattr(standard, code_list)})
    return names.get(code, Bi(code, code))


def main_category(standard: Standard, category: str | None) -> str | None:
    """The main category of a category; a main category is its own. None for a code the standard does not know."""
    parents: dict[str, str] = standard.remembered("parents", lambda: {one.code: one.parent or one.code for one in standard.categories})
    return parents.get(category) if category else None

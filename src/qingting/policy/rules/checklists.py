"""What is to be looked at while a complaint is handled, and when its customer is visited after closing."""

from qingting.policy.rules.codes import grade_of, main_category
from qingting.policy.schema.checklists import ChecklistItem
from qingting.policy.schema.followup import Visit
from qingting.policy.schema.standard import Standard


def checklist_for(standard: Standard, grade_code: str, category: str | None) -> list[ChecklistItem]:
    """The items for this grade and category, in the order of the standard. Raises `UnknownGrade`."""
    grade_of(standard, grade_code)
    here = {category, main_category(standard, category)} - {None}
    return [
        item
        for item in standard.checklists
        if (not item.grades or grade_code in item.grades) and (not item.categories or here.intersection(item.categories))
    ]


def visits_for(standard: Standard, grade_code: str) -> list[Visit]:
    """The visits after closing for this grade, the earliest first. Raises `UnknownGrade`."""
    grade_of(standard, grade_code)
    return sorted((visit for visit in standard.followup if grade_code in visit.grades), key=lambda visit: visit.after.seconds)

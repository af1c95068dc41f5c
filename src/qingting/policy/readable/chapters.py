"""What every file of the standard looks like in the document."""

from collections.abc import Callable

from qingting.kernel.bilingual import Bi
from qingting.policy.readable.words import Page
from qingting.policy.rules.promise import hours_words, portal_promise
from qingting.policy.schema.acts import ACTS

CLAUSE, NAME, GRADE, GRADES = Bi("条款", "Clause"), Bi("名称", "Name"), Bi("等级", "Grade"), Bi("适用等级", "Grades")
WHEN, REASON, CODE, CONTENT = Bi("情形", "When"), Bi("理由", "Reason"), Bi("编码", "Code"), Bi("内容", "Content")
EXAMPLES = Bi("示例", "Examples")


def _intake(page: Page) -> None:
    rows = []
    for group in page.standard.mandatory:
        items = page.join(page.say(one.title) for one in group.requires)
        rows.append([group.clause, page.say(group.title) + page.mark(group.status), items, page.say(group.note)])
    page.table([CLAUSE, Bi("必填项", "Mandatory"), Bi("包括", "Holds"), Bi("说明", "Note")], rows)
    page.line(page.say(page.standard.judging_note))
    words = [[page.join(one.words), page.say(one.instead)] for one in page.standard.judging_words]
    page.table([Bi("评价性用语", "Words that judge"), Bi("中性说法", "Neutral wording")], words)


def _channels(page: Page) -> None:
    page.heading(3, f"{page.standard.section_clauses['channels']} {page.pick('渠道', 'Channels')}")
    outside = page.pick("外部", "external")
    page.table([CODE, NAME, ""], [[f"`{one.code}`", page.say(one.name), outside if one.external else ""] for one in page.standard.channels])


def _taxonomy(page: Page) -> None:
    page.heading(3, f"{page.standard.section_clauses['taxonomy']} {page.pick('分类', 'Categories')}")
    rows = []
    for main in page.standard.categories:
        if main.parent is None:
            below = [f"{page.say(one.name)} (`{one.code}`)" for one in page.standard.categories if one.parent == main.code]
            rows.append([f"`{main.code}`", page.say(main.name), page.join(below)])
    page.table([CODE, Bi("大类", "Main category"), Bi("分类", "Categories")], rows)


def _demands(page: Page) -> None:
    page.heading(3, f"{page.standard.section_clauses['demands']} {page.pick('诉求', 'Demands')}")
    page.line(page.join(f"{page.say(one.name)} (`{one.code}`)" for one in page.standard.demands))


def _grades(page: Page) -> None:
    page.heading(3, page.pick("等级", "Grades"))
    rows = []
    for grade in page.standard.grades_by_rank:
        report = ""
        if grade.report_to:
            report = page.names("roles", grade.report_to) + page.pick("，", ", ") + page.span(grade.report_within)
        kept = page.names("roles", grade.handled_by)
        meaning = page.say(grade.meaning) + page.mark(grade.status)
        rows.append([grade.clause, f"**{grade.code}** {page.say(grade.name)}", meaning, kept, report, page.say(grade.hand_over)])
    heads = [CLAUSE, GRADE, Bi("含义", "Meaning"), Bi("可承接", "May keep it"), Bi("上报", "Report to"), Bi("不能承接时", "Otherwise")]
    page.table(heads, rows)
    page.heading(3, f"{page.standard.section_clauses['grades']} {page.pick('定级规则', 'Rules')}")
    rules = [
        [rule.clause, rule.grade, page.condition(rule.when), page.say(rule.reason) + page.mark(rule.status), str(len(rule.examples))]
        for rule in page.standard.grade_rules
    ]
    default = page.standard.grade_default
    rules.append([default.clause, default.grade, page.pick("其余", "otherwise"), page.say(default.reason), str(len(default.examples))])
    page.table([CLAUSE, GRADE, WHEN, REASON, EXAMPLES], rules)
    _score(page)


def _score(page: Page) -> None:
    score = page.standard.score
    if score is None:
        return
    page.heading(3, f"{score.clause} {page.say(score.reason)}{page.mark(score.status)}")
    page.line(page.join(f"{page.say(one.name)} {one.weight} %" for one in score.factors))
    bands = [f"{band.grade} ≥ {band.at_least // 100}.{band.at_least % 100:02d}" for band in score.bands]
    names = {factor.fact: page.say(factor.name) for factor in score.factors}
    floors = [f"{names[floor.fact]} ≥ {floor.at_least} → {floor.grade}" for floor in score.floors]
    page.line(page.join([*bands, *floors]))


def _clocks(page: Page) -> None:
    grades = page.standard.grades_by_rank
    rows = []
    for clock in page.standard.clocks:
        limits = [page.span(clock.limits[grade.code].span) + page.mark(clock.limits[grade.code].status) for grade in grades]
        rows.append([clock.clause, page.say(clock.title) + page.mark(clock.status), page.names("kinds", clock.kinds), *limits])
    page.table([CLAUSE, Bi("时限", "Clock"), Bi("事项", "Kinds"), *(f"{grade.code}" for grade in grades)], rows)
    page.line(page.pick("工作时间：", "Working time: ") + page.say(hours_words(page.standard)))
    for year in page.standard.calendars:
        off = page.join(f"{page.say(one.name)} {_days(one.first.isoformat(), one.last.isoformat())}" for one in year.holidays)
        worked = page.join(one.day.strftime("%m-%d") for one in year.workdays) or page.pick("无", "none")
        mark = page.mark("to_verify" if year.to_verify else "agreed")
        page.line(f"**{year.year}**{mark} {off}{page.pick('。调休上班：', '. Working weekends: ')}{worked}")


def _days(first: str, last: str) -> str:
    return first[5:] if first == last else f"{first[5:]} – {last[5:]}"


def _routing(page: Page) -> None:
    page.table(
        [CODE, Bi("团队", "Team"), Bi("职责", "Duty")],
        [[f"`{one.code}`", page.say(one.name), page.say(one.duty)] for one in page.standard.teams],
    )
    rows = [
        [rule.clause, page.names("teams", [rule.team]), page.condition(rule.when), page.say(rule.reason) + page.mark(rule.status)]
        for rule in page.standard.routing
    ]
    default = page.standard.routing_default
    if default:
        rows.append([default.clause, page.names("teams", [default.team]), page.pick("其余", "otherwise"), page.say(default.reason)])
    page.table([CLAUSE, Bi("团队", "Team"), WHEN, REASON], rows)


def _roles(page: Page) -> None:
    roles = page.standard.roles
    page.table(
        [CLAUSE, Bi("角色", "Role"), Bi("职责", "Duty"), Bi("范围", "Scope")],
        [[role.clause, page.say(role.name), page.say(role.duty), _SCOPES[role.scope].pick(page.lang)] for role in roles],
    )
    acts = [[page.say(name), *("●" if act in role.acts else "" for role in roles)] for act, name in ACTS.items()]
    page.table([Bi("操作", "Act"), *(page.say(role.name) for role in roles)], acts)
    page.table(
        [CLAUSE, Bi("能力等级", "Level"), Bi("可承接", "May own"), Bi("赔付限额", "May pay"), Bi("授予条件", "Granted when")],
        [
            [
                one.clause,
                page.say(one.name) + page.mark(one.status),
                " ".join(one.may_own),
                page.money(one.compensation_limit_fen),
                page.say(one.gate),
            ]
            for one in page.standard.levels
        ],
    )


_SCOPES = {
    "own": Bi("本人的", "their own"),
    "team": Bi("本组的", "their team's"),
    "department": Bi("本部门的", "their department's"),
    "tasks": Bi("分给本人的任务", "tasks given to them"),
    "all": Bi("全部", "all"),
    "none": Bi("无", "none"),
}


def _checklists(page: Page) -> None:
    page.heading(3, page.pick("检查清单", "Checklist"))
    must, may = page.pick("必查", "required"), page.pick("建议", "advised")
    rows = [
        [
            item.clause,
            page.say(item.text) + page.mark(item.status),
            " ".join(item.grades) or page.pick("全部", "all"),
            page.names("categories", item.categories) or page.pick("全部", "all"),
            must if item.required else may,
        ]
        for item in page.standard.checklists
    ]
    page.table([CLAUSE, CONTENT, GRADES, Bi("适用分类", "Categories"), ""], rows)


def _scripts(page: Page) -> None:
    for step in page.standard.steps:
        page.heading(3, f"{step.clause} {page.say(step.name)}")
        page.line(page.say(step.aim))
        scripts = [script for script in page.standard.scripts if script.step == step.code]
        page.bullets(f"**{page.say(one.title)}** {page.say(one.text)}" for one in scripts)
    page.heading(3, page.pick("服务禁语", "Phrases that are not used"))
    rows = [[page.join(one.words), page.say(one.why), page.say(one.instead)] for one in page.standard.banned]
    page.table([Bi("禁语", "Not said"), Bi("原因", "Why"), Bi("改说", "Instead")], rows)


def _guards(page: Page) -> None:
    steps = {"close": Bi("结案", "closing"), "refuse": Bi("不予受理", "refusing")}
    rows = [
        [
            guard.clause,
            page.join(page.say(steps.get(step, Bi(step, step))) for step in guard.transitions),
            page.say(guard.requirement) + page.mark(guard.status),
            " ".join(guard.grades) or page.pick("全部", "all"),
        ]
        for guard in page.standard.guards
    ]
    page.table([CLAUSE, Bi("步骤", "Step"), Bi("条件", "Condition"), GRADES], rows)


def _followup(page: Page) -> None:
    must, may = page.pick("必须", "required"), page.pick("邀请", "offered")
    rows = []
    for visit in page.standard.followup:
        questions = " ".join(page.say(question) for question in visit.questions)
        title = page.say(visit.title) + page.mark(visit.status)
        rows.append([visit.clause, page.span(visit.after), title, " ".join(visit.grades), must if visit.required else may, questions])
    page.table([CLAUSE, Bi("结案后", "After closing"), NAME, GRADES, "", Bi("询问", "Asked")], rows)


def _portal(page: Page) -> None:
    portal = page.standard.portal
    texts = [portal.welcome, portal.verbatim_hint, portal.safety, portal.privacy, portal.sensitive_consent, portal.receipt, portal.confirm]
    page.bullets([*(page.say(text) for text in texts), page.say(portal.recourse) + page.mark(portal.recourse_status)])
    page.table(
        [GRADE, Bi("对客户的时间承诺", "What is promised")],
        [[one.code, page.say(portal_promise(page.standard, one.code))] for one in page.standard.grades_by_rank],
    )


SECTIONS: dict[str, Callable[[Page], None]] = {
    "intake": _intake,
    "channels": _channels,
    "taxonomy": _taxonomy,
    "demands": _demands,
    "grades": _grades,
    "clocks": _clocks,
    "routing": _routing,
    "roles": _roles,
    "checklists": _checklists,
    "scripts": _scripts,
    "guards": _guards,
    "followup": _followup,
    "portal": _portal,
}

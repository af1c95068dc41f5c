"""Imports as a list and, one by one, with what was recognised, how far they are and what came of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from qingting.infra.progress.jobs import STARTABLE, is_lost
from qingting.infra.progress.models import Job
from qingting.web.present.admin_forms import back, field, form_page, group, options
from qingting.web.present.admin_pages import badge, column, fact, link, moment, post, row, said, sentences, table_page, text
from qingting.web.words import listed
from qingting.workflows.read_import_file import KINDS, MODES

Picker = Callable[[Mapping[str, str]], str]


def picker(lang: str) -> Picker:
    return lambda words: str(words.get("en" if lang == "en" else "zh", ""))


def kind_name(kind: str | None, lang: str) -> str:
    return KINDS[kind].pick(lang) if kind in KINDS else _("尚未识别")


def state_badge(job: Job, now: datetime) -> tuple[str, str]:
    if is_lost(job, now):
        return _("已中断"), "red"
    if job.state == "done":
        return (_("已导入"), "green") if job.step == "run" else (_("试运行完成"), "blue")
    names = {
        "new": (_("已上传"), ""),
        "queued": (_("等待后台"), "blue"),
        "running": (_("进行中"), "blue"),
        "stopped": (_("已停止"), "orange"),
        "failed": (_("失败"), "red"),
    }
    return names.get(job.state, (job.state, ""))


def count_words(counts: Mapping[str, int]) -> str:
    words = {
        "created": _("新增 %(n)s 行"),
        "updated": _("更新 %(n)s 行"),
        "skipped": _("跳过 %(n)s 行（已存在）"),
        "failed": _("有错 %(n)s 行（不导入）"),
    }
    return listed(words[key] % {"n": counts[key]} for key in words if counts.get(key)) or _("没有数据行")


def _tabs(current: str) -> list[dict[str, Any]]:
    base = reverse("web:imports")
    return [
        {"label": _("导入记录"), "url": base, "current": current == "jobs"},
        {"label": _("模板"), "url": f"{base}?tab=templates", "current": current == "templates"},
    ]


def import_list(jobs: Sequence[Job], *, now: datetime, lang: str) -> dict[str, Any]:
    rows = []
    for job in jobs:
        word, tone = state_badge(job, now)
        outcome = job.result.get("run") or job.result.get("check") or {}
        cells = [
            text(job.label, kind_name(job.options.get("kind"), lang), reverse("web:import_job", kwargs={"job_id": job.pk})), badge(word, tone), text(count_words(outcome["counts"]) if outcome else ""), text(job.by_name),
            moment(job.created_at),
        ]  # fmt: skip
        rows.append(row(cells))
    return table_page(
        title=_("导入"), lead=_("先识别、再试运行、最后导入。同一份文件再导入一次，不会出现重复的记录。"), tabs=_tabs("jobs"), actions=[link(_("上传文件"), reverse("web:import_new"), "upload", primary=True)],
        columns=[column(_("文件"), main=True), column(_("状态"), fit=True), column(_("结果")), column(_("经办人")), column(_("时间"), fit=True)], rows=rows,
        empty={"title": _("还没有导入过"), "text": _("可以导入投诉、人员、组织、客户、产品和订单；先下载模板看看需要哪些列。"), "action": {"label": _("下载模板"), "url": f"{reverse('web:imports')}?tab=templates"}},
    )  # fmt: skip


def template_list(lang: str) -> dict[str, Any]:
    rows = []
    for kind, name in KINDS.items():
        address = reverse("web:import_template", kwargs={"kind": kind})
        rows.append(
            row([text(name.pick(lang), kind), text(_("中文模板"), url=f"{address}?lang=zh"), text(_("英文模板"), url=f"{address}?lang=en")])
        )
    return table_page(
        title=_("导入"),
        lead=_("模板带两行示例，导入前请删掉。CSV、TSV、TXT、XLSX 都可以，也可以用 gzip 压缩。"),
        notices=[{"text": _("表头认中文也认英文，列的顺序不限。"), "tone": ""}],
        tabs=_tabs("templates"),
        columns=[column(_("数据类别"), main=True), column(_("中文")), column(_("英文"))],
        rows=rows,
        empty={"title": "", "text": "", "action": None},
    )


def upload_form(kinds: Sequence[str], kind: str, lang: str, lines: Sequence[dict[str, str]], most_mb: int) -> dict[str, Any]:
    fields = [
        field("file", _("文件"), "", "file", required=True, accept=".csv,.tsv,.txt,.xlsx,.gz", full=True, hint=_("CSV、TSV、TXT、XLSX，或它们的 .gz；最大 %(n)s MB") % {"n": most_mb}),
        field("kind", _("数据类别"), kind, "select", placeholder=_("自动识别"), options=options((each, KINDS[each].pick(lang)) for each in kinds), full=True),
    ]  # fmt: skip
    return form_page(
        title=_("上传文件"), back=back(reverse("web:imports"), _("导入")), form_url=reverse("web:import_new"), submit=_("上传并识别"), multipart=True, groups=[group("", fields)], lines=lines,
        lead=_("上传后先看识别结果，不会马上写入。"),
    )  # fmt: skip


def progress_view(job: Job, now: datetime) -> dict[str, Any] | None:
    """None when there is nothing to wait for."""
    if job.state not in ("queued", "running"):
        return None
    lost = is_lost(job, now)
    doing = _("正在试运行") if job.step == "check" else _("正在导入")
    if lost:
        words = _("后台进程中断了，已经导入的 %(n)s 行保留。可以继续，不会重复。") % {"n": job.done}
    elif job.state == "queued":
        words = _("已排队，等待后台进程（qingting worker）开始。")
    elif job.total:
        words = _("%(doing)s：%(n)s / %(total)s 行") % {"doing": doing, "n": job.done, "total": job.total}
    else:
        words = _("%(doing)s：%(n)s 行") % {"doing": doing, "n": job.done}
    percent = min(100, job.done * 100 // job.total) if job.total else None
    return {"active": not lost, "url": reverse("web:import_progress", kwargs={"job_id": job.pk}), "text": words, "percent": percent}


def job_page(job: Job, *, now: datetime, lang: str, kinds: Sequence[str], has_file: bool) -> dict[str, Any]:
    pick = picker(lang)
    word, tone = state_badge(job, now)
    look = job.result.get("look")
    free = job.state in STARTABLE or is_lost(job, now)
    finished = job.state == "done" and job.step == "run"
    notices = []
    if job.result.get("refused"):
        notices.append({"text": pick(job.result["refused"]), "tone": "red"})
    if job.state == "failed":
        notices.append({"text": pick(job.message), "tone": "red"})
    if job.state == "stopped":
        notices.append({"text": _("已停止，导入过的行保留。可以继续，不会重复。"), "tone": "orange"})
    outcomes = [
        _outcome(job, step, title, lang) for step, title in (("run", _("导入结果")), ("check", _("试运行结果"))) if job.result.get(step)
    ]
    form = None
    if free and has_file and not finished:
        fields = [
            field(
                "kind",
                _("数据类别"),
                job.options.get("kind") or "",
                "select",
                placeholder=_("自动识别"),
                options=options((each, KINDS[each].pick(lang)) for each in kinds),
            )
        ]
        if look and look["kind"] == "complaints":
            fields.append(
                field(
                    "mode",
                    _("如何登记"),
                    job.options.get("mode") or look["mode"],
                    "radio",
                    options=options((mode, name.pick(lang)) for mode, name in MODES.items()),
                    full=True,
                )
            )
        form = {"url": reverse("web:import_look", kwargs={"job_id": job.pk}), "fields": fields}
    rows = (
        [row([text(each["heading"]), text(pick(each))]) for each in look["columns"]]
        + [row([text(each), badge(_("没有对应的字段"), "orange")]) for each in look["unknown"]]
        if look
        else []
    )
    return {
        "title": job.label, "back": back(reverse("web:imports"), _("导入")), "badges": [{"text": word, "tone": tone}, {"text": kind_name(job.options.get("kind"), lang), "tone": ""}], "notices": notices,
        "actions": _actions(job, free=free, ready=bool(look) and has_file and not finished), "progress": progress_view(job, now), "look_form": form, "facts": _facts(job, look, lang) if look else [],
        "columns": [column(_("文件的列")), column(_("对应"))], "rows": rows, "outcomes": outcomes,
    }  # fmt: skip


def _actions(job: Job, *, free: bool, ready: bool) -> list[dict[str, Any]]:
    here = {"job_id": job.pk}
    start = reverse("web:import_start", kwargs=here)
    checked = job.result.get("check")
    actions = []
    if free and ready:
        broken_off = job.state in ("stopped", "failed", "queued", "running") and job.step == "run"
        actions.append(post(_("试运行"), f"{start}?step=check", "list-check", primary=not checked))
        if checked or broken_off:
            ask = (
                _("继续导入？已经导入的行会跳过。")
                if broken_off
                else _("开始导入：%(counts)s。确定？") % {"counts": count_words(checked["counts"])}
            )
            actions.append(post(_("继续导入") if broken_off else _("开始导入"), f"{start}?step=run", "upload", primary=True, confirm=ask))
    if not free:
        actions.append(post(_("停止"), reverse("web:import_stop", kwargs=here), "ban", danger=True))
    else:
        actions.append(
            post(
                _("删除这次导入"),
                reverse("web:import_drop", kwargs=here),
                "trash",
                danger=True,
                confirm=_("删除上传的文件和报告？已经导入的数据不受影响。"),
            )
        )
    return actions


def _facts(job: Job, look: Mapping[str, Any], lang: str) -> list[dict[str, Any]]:
    pick = picker(lang)
    form = " · ".join(filter(None, (look["format"].upper(), look["encoding"], look["sheet"])))
    mode = MODES.get(job.options.get("mode") or "")
    usable = sum(each["usable"] for each in look["sample"])
    facts = [fact(_("识别为"), text(kind_name(look["kind"], lang), pick(look["about"]))), fact(_("格式"), text(form))]
    if mode and look["kind"] == "complaints":
        facts.append(fact(_("如何登记"), text(mode.pick(lang))))
    facts.append(fact(_("前几行"), text(_("%(good)s / %(n)s 行可以导入") % {"good": usable, "n": len(look["sample"])})))
    noticed = sentences(said(each["field"], pick(each)) for each in look["problems"][:8])
    return [*facts, fact(_("留意"), text(noticed))] if noticed else facts


def _outcome(job: Job, step: str, title: str, lang: str) -> dict[str, Any]:
    pick, outcome = picker(lang), job.result[step]
    words = {"created": _("导入，有提醒"), "updated": _("更新，有提醒"), "skipped": _("跳过"), "failed": _("未导入")}
    titles = {each["key"]: pick(each) for each in job.result.get("look", {}).get("columns", [])}
    rows = []
    for each in outcome["problems"]:
        told = sentences(said(titles.get(one["field"], one["field"]), pick(one)) for one in each["texts"])
        tone = "red" if each["outcome"] == "failed" else "orange"
        rows.append(row([text(str(each["line"])), badge(words.get(each["outcome"], each["outcome"]), tone), text(told)]))
    told = sentences([count_words(outcome["counts"]), _("用时 %(s)s 秒") % {"s": outcome["seconds"]}])
    return {
        "title": title,
        "text": f"{told}{_('。下面是前 %(n)s 行问题，全部见逐行报告。') % {'n': len(rows)}}" if rows else told,
        "tone": "orange" if outcome["counts"].get("failed") else "",
        "report_url": reverse("web:import_report", kwargs={"job_id": job.pk, "step": step}) if job.files.get(step) else None,
        "columns": [column(_("行")), column(_("结果")), column(_("说明"))],
        "rows": rows,
    }

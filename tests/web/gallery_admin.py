"""Sample data for the gallery: bare pages, admin lists and forms, the customer's pages, errors."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.web.gallery_data import NO, NOW, Context, grade, options, person, shell_context, stage


def table(lang: str) -> Context:
    english = lang == "en"
    roles = ["坐席", "专员", "组长", "经理"]
    rows = [
        {
            "cells": [
                {"kind": "person", "person": person(place, lang), "url": f"/detail.{lang}.html", "sub": f"user{place:02d}"},
                {"text": roles[place % 4]},
                {"text": ["前台一组", "质量组"][place % 2]},
                {"kind": "badges", "items": [{"text": f"L{place % 4 + 1}", "tone": "blue"}]},
                {"kind": "number", "text": str(place * 7)},
                {"kind": "moment", "at": NOW - timedelta(hours=place)},
                {"kind": "badge", "text": "在岗" if place % 3 else "休假", "tone": "green" if place % 3 else ""},
            ],
            "acts": [
                {"label": "编辑", "url": f"/form.{lang}.html", "icon": "pencil"},
                {"label": "停用", "url": "/x", "method": "post", "confirm": "停用后不能登录，确定？", "danger": True, "icon": "ban"},
            ],
        }
        for place in range(12)
    ]
    labels = [
        ("姓名", "Name"),
        ("角色", "Role"),
        ("小组", "Team"),
        ("授权", "Grants"),
        ("在办", "Open"),
        ("最近登录", "Last seen"),
        ("状态", "State"),
    ]
    return {
        "title": "Staff and grants" if english else "人员与授权",
        "count_text": "12",
        "lead": "角色决定能做什么，授权级别决定能处理多重的投诉。"
        if not english
        else "A role says what one may do, a grant how grave a complaint one may own.",
        "actions": [
            {"label": "Import" if english else "导入", "url": "/x", "icon": "upload"},
            {"label": "Add" if english else "新增人员", "url": "/y", "icon": "plus", "primary": True},
        ],
        "tabs": [
            {"label": "在岗" if not english else "Active", "url": "#", "current": True, "count": 12},
            {"label": "已停用" if not english else "Inactive", "url": "#", "current": False},
        ],
        "filters_url": "/web/staff",
        "query": "",
        "search_label": "Search names" if english else "搜索姓名、用户名",
        "filters": [{"name": "role", "label": "Role" if english else "角色", "value": "", "options": options(*roles)}],
        "columns": [{"label": en if english else zh, "align": "right" if zh == "在办" else ""} for zh, en in labels],
        "rows": rows,
        "page": {"start": 1, "end": 12, "total_text": "12", "sizes": []},
        "empty": {"title": "x", "text": "", "action": None},
        "notices": [{"text": "有 2 人的授权将在 7 天内到期", "tone": "orange"}],
        "watermark": "林晓 · 11-21 13:06",
    }


def detail(lang: str) -> Context:
    row = {
        "cells": [
            {"text": "TS2611210042", "url": f"/workspace.{lang}.html"},
            {"kind": "grade", "grade": grade(1)},
            {"kind": "stage", "code": "proposing", "text": stage(3, lang)["name"]},
            {"kind": "money", "fen": 468000},
        ],
        "acts": [],
    }
    return {
        "title": person(1, lang)["name"],
        "person": person(1, lang),
        "badges": [{"text": "L3", "tone": "blue"}],
        "back": {"url": f"/table.{lang}.html", "label": "人员与授权"},
        "actions": [
            {"label": "编辑", "url": f"/form.{lang}.html", "icon": "pencil"},
            {"label": "授权…", "url": "/web/act_form/x/grant", "dialog": True, "icon": "certificate", "primary": True},
            {"label": "删除", "url": "/x", "icon": "trash", "disabled_reason": "名下还有在办投诉"},
        ],
        "facts": [
            {"label": "角色", "cell": {"text": "专员"}},
            {"label": "小组", "cell": {"text": "质量组"}},
            {"label": "入职", "cell": {"kind": "moment", "at": NOW, "style": "date"}},
        ],
        "sections": [
            {
                "title": "授权记录",
                "kind": "list",
                "actions": [],
                "items": [{"icon": "certificate", "text": "L3，可处理 B、C、D 级", "sub": "至 2027-06-30", "at": NOW}],
            },
            {
                "title": "在办",
                "kind": "table",
                "actions": [],
                "columns": [{"label": "单号"}, {"label": "级别"}, {"label": "阶段"}, {"label": "金额", "align": "right"}],
                "rows": [row],
                "more": {"url": "#", "label": "全部"},
            },
            {"title": "备注", "kind": "text", "actions": [], "text": ""},
        ],
        "notices": [],
        "watermark": "林晓 · 11-21 13:06",
    }


def form(lang: str) -> Context:
    fields: list[dict[str, Any]] = [
        {"name": "name", "label": "姓名", "value": "顾明远", "required": True},
        {"name": "username", "label": "用户名", "value": "guming", "required": True, "error": "已经有人用了这个用户名"},
        {"name": "role", "label": "角色", "kind": "select", "value": "b", "options": options("a", "b"), "required": True},
        {"name": "phone", "label": "电话", "kind": "tel", "hint": "只有组长能看到全号"},
        {"name": "languages", "label": "语言", "kind": "checks", "options": options("中文", "English", "粤语"), "value": ["中文"]},
        {"name": "leader", "label": "小组长", "kind": "checkbox"},
        {"name": "limit", "label": "补偿权限", "kind": "money", "value": "2,000"},
        {"name": "note", "label": "说明", "kind": "textarea", "full": True},
    ]
    report = {
        "text": "共 3 行，2 行可以导入，1 行有错",
        "tone": "orange",
        "columns": [{"label": "行"}, {"label": "结果"}],
        "rows": [{"cells": [{"text": "2"}, {"kind": "badge", "text": "电话格式不对", "tone": "red"}]}],
    }
    return {
        "title": "编辑人员" if lang == "zh" else "Edit person",
        "back": {"url": f"/detail.{lang}.html", "label": "顾明远"},
        "form_url": "/web/staff/4",
        "submit": "保存" if lang == "zh" else "Save",
        "problems": ["有 1 项需要修改"],
        "notices": [],
        "hidden": [],
        "groups": [{"title": "基本信息", "hint": "", "fields": fields}],
        "danger": {
            "label": "停用账户",
            "url": "/web/staff/4/stop",
            "confirm": "停用后不能登录，在办投诉会回到待分派。确定？",
            "text": "记录保留，账户不能再登录。",
        },
        "report": report,
    }


def portal(lang: str) -> dict[str, tuple[str, Context]]:
    english = lang == "en"
    shared = {
        "organisation": "Sample Co." if english else "示例公司",
        "language_url": "/language",
        "next_url": "/portal",
        "privacy_url": "/privacy",
    }
    tiles = [
        ("quality", "settings", "产品质量", "Quality"),
        ("service", "headset", "服务态度", "Service"),
        ("delivery", "package", "配送安装", "Delivery"),
        ("refund", "refresh", "退换货", "Returns"),
    ]
    wishes = [
        ("replace", "换新", "Replace it"),
        ("refund", "退款", "Refund"),
        ("repair", "维修", "Repair"),
        ("compensate", "赔偿损失", "Compensation"),
        ("apologise", "道歉说明", "An apology"),
    ]
    steps = [
        ("已受理", "Received", "11-21 13:06", "done"),
        ("已核实", "Checked", "11-21 15:40", "done"),
        ("等您选择方案", "Waiting for your choice", "", "now"),
        ("执行", "Carried out", "", "todo"),
        ("确认", "Confirmed", "", "todo"),
    ]
    asks = {
        "choose": {
            "text": "您更倾向哪个方案？" if not english else "Which option do you prefer?",
            "options": [
                {"value": "a", "letter": "A", "name": "换新并补偿 500 元", "text": "三天内送到，旧机取走"},
                {"value": "b", "letter": "B", "name": "全额退款", "text": "七天内原路退回"},
            ],
        },
        "confirm": {"text": "问题解决了吗？" if not english else "Is it solved?"},
        "rate": {"text": "您对处理过程满意吗？" if not english else "How satisfied are you with the handling?"},
    }
    messages = [
        {"mine": True, "who": "我" if not english else "me", "at_text": "11-21 13:04", "text": "冷藏室又不冷了。", "files": []},
        {
            "mine": False,
            "who": "林晓",
            "at_text": "11-21 13:40",
            "text": "这件事由我负责到底。",
            "files": [{"name": "方案.pdf", "url": "#"}],
        },
    ]
    blank = {
        "value": {},
        "error_of": {},
        "problems": [],
        "max_files": 6,
        "accept": "image/*,video/*",
        "request_key": "k-5",
        "consent_text": "",
    }
    wrong = {
        **blank,
        "problems": ["请补全两处"] if not english else ["Two things are missing"],
        "error_of": {"verbatim": "请写下发生了什么", "consent": "请先同意"},
    }
    asked = {
        "tiles": [{"value": v, "icon": i, "label": e if english else z} for v, i, z, e in tiles],
        "demands": [{"value": v, "label": e if english else z} for v, z, e in wishes],
        "promise": "",
    }
    progress = {
        "no": NO,
        "secret": "s" * 22,
        "title": "冰箱不制冷" if not english else "Fridge not cooling",
        "promise": "11-21 17:30 前给您方案" if not english else "You will have the options before 17:30 on 21 November",
        "steps": [{"label": e if english else z, "text": text, "state": state} for z, e, text, state in steps],
        "messages": messages,
        "asks": asks,
        "may_add": True,
        "may_withdraw": True,
        "recourse": "您也可以拨打 12315。" if not english else "You may also call 12315.",
    }
    return {
        "portal-form": ("portal/form.html", {**shared, **blank, **asked}),
        "portal-form-wrong": ("portal/form.html", {**shared, **wrong, **asked}),
        "portal-progress": ("portal/progress.html", {**shared, **progress}),
        "portal-receipt": ("portal/receipt.html", {**shared, "no": NO, "progress_url": "#", "promise": progress["promise"]}),
    }


def pages(lang: str) -> dict[str, tuple[str, Context]]:
    shell = shell_context(lang)
    shell["shell"] = {**shell["shell"], "here": "staff"}
    account = {
        "person": person(0, lang),
        "facts": [{"label": "角色", "cell": {"text": "专员"}}, {"label": "授权", "cell": {"kind": "badge", "text": "L3", "tone": "blue"}}],
        "fields": [
            {"name": "display_name", "label": "显示名", "value": "林晓", "required": True},
            {
                "name": "language",
                "label": "语言",
                "kind": "select",
                "required": True,
                "value": "zh",
                "options": [{"value": "zh", "label": "中文"}, {"value": "en", "label": "English"}],
            },
        ],
        "problems": [],
        "sessions": [
            {"id": 1, "what": "Chrome · Windows", "at": NOW, "here": True},
            {"id": 2, "what": "Safari · iPhone", "at": NOW, "here": False},
        ],
    }
    errors = {
        f"error-{code}": (f"errors/{code}.html", {"messages": ["请求编号已失效"] if code == 403 else [], "request_id": "9f2c7e10"})
        for code in (400, 403, 404, 429, 500, 503)
    }
    login = {"next_url": "/", "username": "", "error": "", "locked": False, "language_url": "/language", "oidc_url": None, "notice": ""}
    return {
        "login": ("login.html", login),
        "login-wrong": ("login.html", {**login, "username": "linxiao", "error": "用户名或密码不对", "oidc_url": "/oidc"}),
        "password": (
            "password.html",
            {
                "forced": True,
                "rules": ["至少 10 个字符", "不能只是数字"],
                "error_of": {"again": "两次输入不一样"},
                "problems": [],
                "language_url": "/language",
                "back_url": None,
            },
        ),
        "account": ("account.html", {**shell, **account}),
        "table": ("table_page.html", {**shell, **table(lang)}),
        "detail": ("detail_page.html", {**shell, **detail(lang)}),
        "form": ("form_page.html", {**shell, **form(lang)}),
        **portal(lang),
        **errors,
    }

"""Sample data for the gallery: a queue, one complaint, the register page, the printed sheet. Invented, and only for looking at pages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

NOW = datetime.now(UTC).replace(microsecond=0)
NO = "TS2611210042"
Context = dict[str, Any]

STAGES = [
    ("registered", "待受理", "Registered"),
    ("accepted", "已受理", "Accepted"),
    ("investigating", "核实中", "Investigating"),
    ("proposing", "制定方案", "Proposing"),
    ("implementing", "执行中", "Implementing"),
    ("confirming", "待确认", "Confirming"),
    ("closed", "已结案", "Closed"),
]
PEOPLE = [("林晓", 8, "Xiao Lin"), ("顾明远", 6, "Mingyuan Gu"), ("苏禾", 2, "He Su"), ("韩冰", 10, "Bing Han"), ("陆一帆", 4, "Yifan Lu")]
TITLES = [
    ("冰箱半个月内三次不制冷，要求换新", "Fridge stopped cooling three times in two weeks; wants a new one", "BX-520"),
    ("安装师傅两次未按约上门", "Fitter missed two appointments", "R16"),
    ("门锁夜间自动打开，担心人身安全", "Smart lock opened by itself at night; fears for safety", "L3"),
    ("承诺 7 天到账的退款 19 天未到", "Refund promised in 7 days not there after 19", "RO-800"),
    ("直播间说的十年保修与合同不符", "Ten-year warranty from the live show is not in the contract", "Y7"),
    ("食用后肠胃不适，已告知 12315", "Unwell after eating the product; has called 12315", "蛋白粉 S2"),
    ("网点唯一的柜员机停用且无告示", "The branch's only teller machine was out of order without notice", "ATM"),
    ("赠品没有随货寄到", "The free gift was not in the parcel", "M20"),
]


def person(place: int, lang: str) -> Context:
    name, hue, english = PEOPLE[place % len(PEOPLE)]
    return {"name": english if lang == "en" else name, "initial": "", "hue": hue}


def stage(place: int, lang: str) -> Context:
    code, zh, en = STAGES[place % len(STAGES)]
    return {"code": code, "name": en if lang == "en" else zh}


def grade(place: int) -> Context:
    code = "ABCD"[place % 4]
    return {"code": code, "rank": place % 4 + 1, "name": code + " 级"}


def words_of(minutes: int, lang: str) -> str:
    hours, rest = divmod(abs(minutes), 60)
    days, hours = divmod(hours, 24)
    units = ("d ", "h ", "m") if lang == "en" else ("天", "时", "分")
    parts = [(days, units[0]), (hours, units[1])] if days else [(hours, units[1]), (rest, units[2])] if hours else [(rest, units[2])]
    text = "".join(f"{number}{unit}" for number, unit in parts)
    late = ("{} late" if lang == "en" else "超时 {}").format(text.strip())
    return late if minutes < 0 else text.strip()


def clock(minutes: int, lang: str, total: int = 1440, warn: int = 120) -> Context:
    """A running clock that ends in so many minutes."""
    due = int((NOW + timedelta(minutes=minutes)).timestamp())
    level = "over" if minutes < 0 else "hot" if minutes < warn else "ok"
    percent = max(0, min(100, round(100 - minutes / total * 100)))
    running = {"state": "running", "level": level, "text": words_of(minutes, lang), "due": due, "percent": percent}
    return running | {"start": due - total * 60, "warn": due - warn * 60}


def shell_context(lang: str) -> Context:
    english = lang == "en"
    views = [
        ("todo", "待我处理", "Mine", "inbox", "47", "g q", "daiwochuli dwcl"),
        ("pool", "待受理池", "Unassigned", "circle-dashed", "61", "", "daishoulichi dslc"),
        ("soon", "即将超时", "Due soon", "flame", "23", "", "jijiangchaoshi jjcs"),
        ("overdue", "已超时", "Overdue", "alert-triangle", "77", "", "yichaoshi ycs"),
        ("grave", "A 级与高风险", "Grave and risky", "shield-check", "127", "", "ajiyugaofengxian gfx"),
        ("repeat", "重复投诉", "Repeats", "refresh", "171", "", "chongfutousu cfts"),
        ("all", "全部在办", "All open", "list-check", "999+", "g a", "quanbuzaiban qbzb"),
    ]
    links = [
        ("customers", "客户", "Customers", "user", "kehu kh"),
        ("staff", "人员与授权", "Staff and grants", "users", "renyuanyushouquan rysq"),
        ("branches", "网点", "Branches", "building-store", "wangdian wd"),
        ("policy", "处理规范", "Handling standard", "gavel", "chuliguifan clgf"),
        ("imports", "导入", "Imports", "upload", "daoru dr"),
    ]
    shown = [
        {
            "key": k,
            "label": en if english else zh,
            "icon": i,
            "url": "/queue." + lang + ".html",
            "count": c,
            "bad": k == "overdue",
            "shortcut": s,
            "pinyin": p,
        }
        for k, zh, en, i, c, s, p in views
    ]
    return {
        "shell": {
            "views": shown,
            "links": [
                {"key": k, "label": en if english else zh, "icon": i, "url": f"/table.{lang}.html", "pinyin": p}
                for k, zh, en, i, p in links
            ],
            "here": "all",
            "bottom": [
                {"key": "todo", "label": "Mine" if english else "队列", "icon": "inbox", "url": "/queue.zh.html"},
                {"key": "soon", "label": "Due soon" if english else "临期", "icon": "flame", "url": "/queue.zh.html"},
            ],
            "role": "Specialist" if english else "投诉处理专员",
            "person": person(0, lang),
            "unread": 3,
            "notices_url": "/web/notices",
            "account_url": f"/account.{lang}.html",
            "password_url": "/web/password",
            "logout_url": "/logout",
            "language_url": "/language",
            "register_url": f"/register.{lang}.html",
            "poll_url": "/web/poll",
            "search_url": "/web/search",
            "queue_url": "/web/queue",
            "complaint_url": "/web/complaint/TS0",
            "ribbon": None,
        }
    }


def options(*values: str) -> list[Context]:
    return [{"value": each, "label": each} for each in values]


def queue(lang: str, rows: int = 50) -> Context:
    english = lang == "en"
    found = []
    for place in range(rows):
        zh, en, product = TITLES[place % len(TITLES)]
        level = (place * 3 + 1) % 5
        chips = [
            ("承诺逾期", "Promise broken", "orange"),
            ("人身安全", "Safety", "red"),
            ("12315", "12315", "red"),
            ("有证据", "Evidence", ""),
        ]
        chosen = [chips[place % 4], chips[(place + 1) % 4]][: place % 3]
        found.append(
            {
                "no": f"TS26112{place + 1000:05d}",
                "url": f"/workspace.{lang}.html",
                "title": en if english else zh,
                "unread": place % 5 == 2,
                "viewing": ("Bing Han" if english else "韩冰") if place == 3 else None,
                "chips": [{"text": e if english else z, "tone": tone} for z, e, tone in chosen],
                "customer": ["Ms Feng", "Mr Zhao", "Ms Bai"][place % 3] if english else ["冯女士", "赵先生", "白女士"][place % 3],
                "flag": "VIP" if place % 7 == 2 else "",
                "product": product,
                "repeat": place % 4,
                "grade": grade(place % 7 % 4) if place != 9 else None,
                "risk": {
                    "level": level,
                    "text": (["None", "Low", "Some", "High", "Grave"] if english else ["无", "低", "中", "高", "极高"])[level],
                },
                "clock": {"state": "paused", "level": "paused", "text": "Paused" if english else "已暂停", "note": "等待客户寄回样品"}
                if place == 5
                else clock(place * 37 - 400, lang),
                "stage": stage(place, lang),
                "category": ["Quality", "Service", "Refund"][place % 3] if english else ["质量", "服务", "退款"][place % 3],
                "channel": ["Hotline", "WeChat", "12315"][place % 3] if english else ["热线", "微信", "12315"][place % 3],
                "region": ["East", "South-west"][place % 2] if english else ["华东", "西南"][place % 2],
                "owner": person(place, lang) if place % 6 else None,
                "judging": place == 1,
            }
        )
    labels = [
        ("risk", "风险", "Risk"),
        ("category", "类别", "Category"),
        ("channel", "渠道", "Channel"),
        ("region", "区域", "Region"),
        ("owner", "负责人", "Owner"),
    ]
    filters = [
        ("grade", "级别", "Grade"),
        ("status", "阶段", "Stage"),
        ("category", "类别", "Category"),
        ("channel", "渠道", "Channel"),
        ("owner", "负责人", "Owner"),
    ]
    acts = [
        ("assign_me", "分派给我", "Assign to me", "user-plus", False),
        ("assign", "分派…", "Assign…", "users", True),
        ("escalate", "升级…", "Escalate…", "arrow-up", True),
    ]
    return {
        "view": {
            "key": "all",
            "name": "All open" if english else "全部在办",
            "shared": True,
            "mine": True,
            "delete_url": "/web/view_delete/3",
        },
        "rows_url": "/web/queue",
        "query": "",
        "filters": [
            {"name": n, "label": e if english else z, "value": "A" if n == "grade" else "", "options": options("A", "B", "C", "D")}
            for n, z, e in filters
        ],
        "order": {
            "value": "due",
            "options": [
                {"value": "due", "label": "By due" if english else "按到期"},
                {"value": "new", "label": "Newest" if english else "按新到"},
            ],
        },
        "columns": [{"key": k, "label": e if english else z, "shown": True} for k, z, e in labels],
        "kept": [{"name": "size", "value": "50"}],
        "save_url": "/web/view_save",
        "columns_url": "/web/view_columns",
        "export_url": "/web/queue_export",
        "bulk": [
            {"act": a, "label": e if english else z, "icon": i, "dialog": d, "shortcut": "a" if a == "assign_me" else ""}
            for a, z, e, i, d in acts
        ]
        + [{"act": "link", "label": "Link…" if english else "并案…", "icon": "link", "dialog": True}],
        "bulk_url": "/web/bulk",
        "bulk_form_url": "/web/bulk_form",
        "print_url": "/web/print_many",
        "page": {
            "start": 1,
            "end": rows,
            "total_text": "1,000+",
            "previous_url": None,
            "next_url": "?cursor=x",
            "sizes": [{"size": size, "url": f"?size={size}", "current": size == 50} for size in (20, 50, 100)],
        },
        "rows": found,
        "empty": {
            "title": "No complaints here" if english else "没有符合条件的投诉",
            "text": "Clear a filter to see more." if english else "去掉一个筛选条件试试。",
            "action": None,
        },
    }


def act(act_name: str, label: str, icon: str = "", **more: Any) -> Context:
    return {"label": label, "url": f"/web/act_form/{NO}/{act_name}", "icon": icon, "dialog": True, **more}


def hints(lang: str) -> Context:
    english = lang == "en"
    duplicate = {
        "no": NO,
        "url": "#",
        "title": TITLES[0][1 if english else 0],
        "why": "电话相同，原话相似 0.93",
        "at_text": "11-19 10:20",
        "stage": stage(2, lang),
        "add_url": "#",
    }
    return {
        "hints": {
            "grade": grade(1),
            "grade_reason": "媒体或监管介入 · 4.2.4",
            "category": "Quality · cooling" if english else "质量 · 制冷",
            "category_confidence": "92%",
            "team": "Quality" if english else "质量组",
            "risks": [{"text": "12315", "tone": "red"}],
            "judged": True,
            "duplicates": [duplicate],
            "splits": ["要求退款", "食用后不适"] if not english else ["wants a refund", "felt unwell"],
            "customer": {"name": "Ms Feng" if english else "冯女士", "url": "#", "strategy": "先听完再答，不打断", "history_text": "3"},
        }
    }


def act_dialog(lang: str) -> Context:
    return {
        "act": {
            "title": "告知结论",
            "url": f"/web/act/{NO}/decide",
            "submit": "告知客户",
            "clause": "规范 5.8",
            "hint": "结论会按客户选择的渠道发出。",
        },
        "hidden": [{"name": "request_key", "value": "k-1"}],
        "fields": [
            {
                "name": "outcome",
                "label": "认定",
                "kind": "radio",
                "required": True,
                "value": "upheld",
                "full": True,
                "options": [
                    {"value": "upheld", "label": "属实"},
                    {"value": "partly", "label": "部分属实"},
                    {"value": "not", "label": "不属实"},
                ],
            },
            {
                "name": "text",
                "label": "给客户的说明",
                "kind": "textarea",
                "required": True,
                "rows": 4,
                "full": True,
                "hint": "不属实时须写明其他救济途径",
            },
            {"name": "amount", "label": "补偿金额", "kind": "money", "hint": "您的权限 2,000 元"},
        ],
        "problems": [],
        "newer": [],
        "next_url": "#",
    }


def register(lang: str) -> Context:
    english = lang == "en"
    wants = [
        ("refund", "退款", "Refund"),
        ("replace", "换新", "Replace"),
        ("repair", "维修", "Repair"),
        ("apologise", "道歉", "Apologise"),
        ("explain", "说明原因", "Explain"),
    ]
    named = {
        "channel": [("hotline", "热线", "Hotline"), ("h12315", "12315", "12315")],
        "kind": [("complaint", "投诉", "Complaint"), ("report", "举报", "Report")],
    }
    named |= {
        "region": [("east", "华东", "East")],
        "branch": [("b1", "人民路网点", "People's Road")],
        "involved_kind": [("staff", "员工", "Staff"), ("department", "部门", "Department")],
    }
    mandatory = {"verbatim", "demands", "customer_name", "customer_contact", "product", "occurred_at", "first_response_content"}
    return {
        "value": {"verbatim": "", "received_at": "2026-11-21T13:04", "channel": "hotline", "summary": ""},
        "error_of": {},
        "problems": [],
        "mandatory": mandatory,
        "options": {key: [{"value": v, "label": e if english else z} for v, z, e in values] for key, values in named.items()}
        | {"demands": [{"value": v, "label": e if english else z} for v, z, e in wants], "product": ["BX-520", "L3", "RO-800"]},
        "authority_channels": ["h12315", "h12345", "regulator"],
        "involved": [],
        "promises": [],
        "files": [],
        "draft_at": "13:06",
        "request_key": "k-2",
        **hints(lang),
    }


def sheet() -> Context:
    filled = {
        "no": NO,
        "received": "2026-11-21 13:04",
        "customer": "冯女士",
        "phone": "138 **** 6621",
        "channel": "热线",
        "product": "BX-520 对开门冰箱",
        "category": "质量 · 制冷",
        "grade": "B 级",
        "title": TITLES[0][0],
        "verbatim": "买来才半个月，冷藏室坏了三次。师傅每回都说好了，隔两天又不冷。我不修了，给我换一台。",
        "findings": ["三次上门记录均为压缩机启动异常。", "同批次 2609-C 近 30 天有 11 件同类投诉。"],
        "options": ["A. 整机换新并补偿食品损失 500 元（3 天）", "B. 全额退款，上门取回（7 天）"],
        "decision": "属实，按 A 执行。",
        "owner": "林晓",
        "approver": "",
        "answered": "",
    }
    return {"sheets": [filled], "organisation": "示例公司", "printed_by": "林晓", "printed_at": "2026-11-21 14:10"}


def pages(lang: str) -> dict[str, tuple[str, Context]]:
    from tests.web.gallery_case import workspace

    shell = shell_context(lang)
    empty = queue(lang, rows=0)
    empty["page"] |= {"end": 0, "total_text": "0", "next_url": None}
    return {
        "queue": ("queue.html", {**shell, **queue(lang)}),
        "queue-empty": ("queue.html", {**shell, **empty}),
        "workspace": ("workspace.html", {**shell, **workspace(lang)}),
        "register": ("register.html", {**shell, **register(lang)}),
        "print": ("print.html", sheet()),
    }

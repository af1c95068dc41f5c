"""Sample data for the gallery: one complaint with all its parts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.web.gallery_data import NO, NOW, STAGES, TITLES, Context, act, clock, grade, person, stage


def timeline(lang: str) -> Context:
    english = lang == "en"
    told = [
        (
            "inbound",
            "phone",
            "冯女士",
            "Ms Feng",
            "热线来电",
            "call",
            180,
            "冷藏室又不冷了，这是第三次。我不想再修。",
            "The fridge is warm again, the third time. I do not want another repair.",
        ),
        (
            "note",
            "note",
            "林晓",
            "Xiao Lin",
            "内部备注",
            "internal note",
            150,
            "三次上门都换了温控，没查压缩机。@顾明远 请质量组看批次 2609-C。",
            "Three visits, three thermostats, nobody looked at the compressor. @Mingyuan Gu please check batch 2609-C.",
        ),
        (
            "system",
            "bolt",
            "",
            "",
            "定级",
            "graded",
            148,
            "提到 12315，定为 B 级；首次响应时限改为 2 小时。",
            "12315 was mentioned: grade B, first reply within 2 hours.",
        ),
        (
            "outbound",
            "brand-wechat",
            "林晓",
            "Xiao Lin",
            "微信发出",
            "sent by WeChat",
            90,
            "冯女士您好，这件事从现在起由我负责到底。今天 17:30 前我把换新和退货两个方案发给您，由您选。",
            "Dear Ms Feng, from now on I see this through. Before 17:30 today you will have two options to choose from.",
        ),
        (
            "system",
            "heart-handshake",
            "",
            "",
            "承诺",
            "promise",
            89,
            "今天 17:30 前提供两个书面方案（林晓）",
            "Two written options before 17:30 today (Xiao Lin)",
        ),
        (
            "inbound",
            "brand-wechat",
            "冯女士",
            "Ms Feng",
            "微信收到",
            "received by WeChat",
            31,
            "好，我再信一次。照片发你了。",
            "All right, once more. I sent you the photos.",
        ),
    ]
    items = [
        {
            "id": f"e{place}",
            "kind": kind,
            "icon": icon,
            "who": en_who if english else zh_who,
            "what": en_what if english else zh_what,
            "at": NOW - timedelta(minutes=minutes),
            "text": en if english else zh,
            "clauses": "4.2.4" if place == 2 else "",
            "files": [{"name": "冷藏室.jpg", "size": "1.2 MB", "url": "#"}] if place == 5 else [],
            "undo_url": "/web/undo/e4" if place == 4 else None,
        }
        for place, (kind, icon, zh_who, en_who, zh_what, en_what, minutes, zh, en) in enumerate(told)
    ]
    show = [("全部", "All"), ("与客户", "With customer"), ("内部", "Internal"), ("系统", "System")]
    return {
        "items": items,
        "new_from": "e5",
        "earlier_url": None,
        "show": [
            {"label": en if english else zh, "url": f"/web/complaint_part/{NO}/timeline", "current": place == 0}
            for place, (zh, en) in enumerate(show)
        ],
    }


def compared(lang: str) -> Context:
    english = lang == "en"
    names = (
        ["Replace and compensate spoiled food", "Full refund", "Repair and two more years"]
        if english
        else ["整机换新并补偿食品损失", "全额退款", "再次维修并延保 2 年"]
    )
    rows: list[tuple[str, str, list[Any]]] = [
        (
            "预期满意",
            "Expected satisfaction",
            [{"text": "86", "percent": 86}, {"text": "80", "percent": 80}, {"text": "35", "percent": 35, "tone": "red"}],
        ),
        ("公司成本", "Cost", [{"text": "¥ 4,680"}, {"text": "¥ 5,299"}, {"text": "¥ 620"}]),
        (
            "完成时间",
            "Done in",
            [{"text": "3 天"}, {"text": "7 天"}, {"text": "2 天"}]
            if not english
            else [{"text": "3 days"}, {"text": "7 days"}, {"text": "2 days"}],
        ),
        (
            "再投诉风险",
            "Risk of return",
            [
                {"text": "低", "badge": True, "tone": "green"},
                {"text": "低", "badge": True, "tone": "green"},
                {"text": "高", "badge": True, "tone": "red"},
            ],
        ),
        ("所需授权", "Grant needed", [{"text": "L3"}, {"text": "L3"}, {"text": "L2"}]),
        ("先例", "Precedent", [{"text": "12 / 11"}, {"text": "5 / 4"}, {"text": "9 / 3"}]),
        ("法规依据", "Legal basis", [{"text": "三包：两次维修仍不能正常使用"}, {"text": "可主张，需检测单"}, {"text": "客户可主张换货"}]),
    ]
    choose = "选用并申请授权" if not english else "Choose, ask for approval"
    plain = "选用" if not english else "Choose"
    return {
        "options": [
            {
                "letter": "ABC"[place],
                "name": name,
                "recommended": place == 0,
                "act": act("choose", choose if place == 0 else plain, primary=place == 0),
            }
            for place, name in enumerate(names)
        ],
        "criteria": [{"label": en if english else zh, "values": values} for zh, en, values in rows],
        "may_propose": True,
    }


def head(lang: str) -> Context:
    english = lang == "en"
    facts = [
        {"icon": "user", "text": "Ms Feng" if english else "冯女士", "label": "客户", "flag": "VIP"},
        {
            "icon": "phone",
            "text": "138 **** 6621",
            "label": "电话",
            "act_url": f"/web/act_form/{NO}/reveal",
            "act_label": "Show" if english else "显示",
        },
        {"icon": "headset", "text": "Hotline" if english else "热线", "label": "渠道"},
        {"icon": "map-pin", "text": "East" if english else "华东", "label": "区域"},
        {"icon": "package", "text": "BX-520", "label": "产品"},
    ]
    stages = [
        {"code": code, "name": en if english else zh, "state": "done" if place < 3 else "now" if place == 3 else "todo"}
        for place, (code, zh, en) in enumerate(STAGES)
    ]
    return {
        "no": NO,
        "title": TITLES[0][1 if english else 0],
        "url": f"/workspace.{lang}.html",
        "grade": grade(1),
        "status": stage(3, lang),
        "stages": stages,
        "latest": "e5",
        "back_url": f"/queue.{lang}.html",
        "back_label": "All open" if english else "全部在办",
        "position": "3 / 47",
        "previous_url": "#",
        "next_url": "#",
        "facts": facts,
        "risk": {"level": 3, "text": "High" if english else "高"},
        "chips": [{"text": "Repeat" if english else "重复投诉", "tone": "orange"}, {"text": "12315", "tone": "red"}],
        "notices": [],
    }


def words(lang: str) -> Context:
    english = lang == "en"
    zh = [
        ("买来才半个月，冷藏室", ""),
        ("坏了三次", "risk"),
        ("。师傅每回都说好了，隔两天又不冷，孩子的辅食全倒了。", ""),
        ("我不想再修了", "bottom_line"),
        ("，就要", ""),
        ("换一台新的", "demand"),
        ("。再拖，我就打 ", ""),
        ("12315", "escalation"),
        ("。", ""),
    ]
    en = [
        ("Two weeks old and the fridge has ", ""),
        ("failed three times", "risk"),
        (". Each time the man said it was fixed. ", ""),
        ("I do not want another repair", "bottom_line"),
        (", I want ", ""),
        ("a new one", "demand"),
        (". If this drags on I will call ", ""),
        ("12315", "escalation"),
        (".", ""),
    ]
    reading = [
        ("核心诉求", "Wants", "换新", "a new one", ""),
        ("情绪", "Feeling", "愤怒 4 / 5", "angry 4 / 5", "red"),
        ("底线", "Will not accept", "再次维修", "another repair", ""),
        ("升级意向", "May turn to", "12315", "12315", "orange"),
    ]
    return {
        "words": {
            "segments": [{"text": text, "mark": mark} for text, mark in (en if english else zh)],
            "source": "Transcript of a call" if english else "热线录音转写",
            "at": "11-21 13:04",
            "recording": {"label": "02:41", "url": f"/web/act_form/{NO}/listen"},
        },
        "reading": [{"label": e if english else z, "text": et if english else zt, "tone": tone} for z, e, zt, et, tone in reading],
        "judgement": [
            {
                "label": "类别" if not english else "Category",
                "value": "质量 · 制冷  92%",
                "because": "「冷藏室」「不冷」",
                "act_url": f"/web/act_form/{NO}/set-category",
            },
            {
                "label": "级别" if not english else "Grade",
                "value": "B",
                "because": "4.2.4 监管介入：「12315」",
                "act_url": f"/web/act_form/{NO}/set-grade",
            },
        ],
        "summary": "10 月 30 日购机，11 月 6、12、19 日三次报修，均更换温控器。"
        if not english
        else "Bought 30 October; thermostat replaced on 6, 12 and 19 November.",
        "expectation": "换新并补偿食品损失" if not english else "a new one, and the spoiled food paid",
    }


def rail(lang: str) -> Context:
    english = lang == "en"
    clocks = [
        {
            "name": "首次响应" if not english else "First reply",
            "clock": {"state": "met", "level": "met", "text": "38分" if not english else "38m"},
            "due_text": "",
            "note": "",
        },
        {"name": "提供方案" if not english else "Plan", "clock": clock(72, lang), "due_text": "17:30", "clause": "5.3", "note": ""},
        {"name": "12315", "clock": clock(2880, lang, 14400, 1440), "due_text": "11-24 18:00", "clause": "来文", "note": ""},
        {
            "name": "结案" if not english else "Close",
            "clock": {"state": "paused", "level": "paused", "text": "已暂停" if not english else "Paused"},
            "note": "等客户寄回照片" if not english else "waiting for photos",
            "due_text": "",
        },
    ]
    acts = [
        {"label": "已兑现" if not english else "Kept", "url": "/web/act_form/x/keep"},
        {"label": "改约" if not english else "Renegotiate", "url": "/web/act_form/x/renegotiate"},
    ]
    promises = [
        {
            "text": "17:30 前提供两个书面方案" if not english else "Two written options before 17:30",
            "owner": "林晓",
            "state": "open",
            "due_text": "还剩 1时12分" if not english else "1h 12m left",
            "tone": "orange",
            "acts": acts,
        },
        {
            "text": "凭照片全额补偿食品损失" if not english else "Spoiled food paid in full against photos",
            "owner": "林晓",
            "state": "open",
            "due_text": "11-22 18:00",
            "acts": acts,
        },
        {
            "text": "维修主管当面致歉" if not english else "The repair lead apologises in person",
            "owner": "苏禾",
            "state": "kept",
            "due_text": "已兑现" if not english else "kept",
            "tone": "green",
            "acts": [],
        },
    ]
    checklist = [
        ("致电确认诉求", "Call and confirm the demand"),
        ("核对订单与保修", "Check order and warranty"),
        ("收集照片和单据", "Collect photos and papers"),
        ("评估安全与舆情", "Assess safety and media"),
        ("书面确认方案", "Confirm the plan in writing"),
        ("完成后回访", "Follow up afterwards"),
    ]
    tasks = [
        {
            "title": "确认批次 2609-C 的压缩机" if not english else "Check the compressors of batch 2609-C",
            "owner": person(1, lang),
            "department": "质量组" if not english else "Quality",
            "due_text": "18:00",
            "state": "open",
            "tone": "orange",
            "url": "/web/act_form/x/task",
        },
        {
            "title": "仓库锁定同型号新机 1 台" if not english else "Reserve one new unit",
            "owner": person(2, lang),
            "department": "",
            "due_text": "16:00",
            "state": "verified",
            "url": "/web/act_form/x/task",
        },
    ]
    similar = [
        {
            "no": "TS2610180303",
            "url": "#",
            "title": TITLES[0][1 if english else 0],
            "score_text": "0.94",
            "outcome": "换新 + 300 元",
            "rating": "4 / 5",
        }
    ]
    facts = [("会员", "金卡，6 年"), ("偏好", "微信，19 点后可接电话"), ("累计消费", "¥ 38,420")]
    return {
        "clocks": clocks,
        "promises": promises,
        "promises_open": 2,
        "may_promise": True,
        "checklist": [
            {"code": f"k{place}", "text": en if english else zh, "done": place < 4, "required": place == 4}
            for place, (zh, en) in enumerate(checklist)
        ],
        "checklist_done": 4,
        "tasks": tasks,
        "may_task": True,
        "customer": {
            "url": "/web/customer/9",
            "facts": [{"label": a, "cell": {"text": b}} for a, b in facts],
            "strategy": {"text": "先听完再答，不打断", "reason": "曾被客服打断两次", "until": "2027-02-01"},
            "history": [
                {
                    "no": "TS2603020011",
                    "url": "#",
                    "title": TITLES[3][1 if english else 0],
                    "stage": stage(6, lang),
                    "grade": grade(2),
                    "at_text": "03-02",
                }
            ],
            "history_text": "4",
        },
        "similar": similar,
        "similar_note": "按原话的词频相似度排列，只含已结案的投诉",
        "scripts": [
            {"title": "共情开场", "segments": [{"text": "冯女士，换成是我，东西坏三次我也着急。这件事由我负责到底。"}]},
            {
                "title": "约定时间",
                "segments": [{"text": "我会在"}, {"text": "几点", "blank": True}, {"text": "之前给您回电话，告诉您结果。"}],
            },
            {"title": "避免说", "segments": [{"text": "「这是规定」「您再观察几天」"}], "forbidden": True, "reason": "服务禁语"},
        ],
        "scripts_query": "",
        "files": [
            {"id": 1, "name": "冷藏室.jpg", "size": "1.2 MB", "url": "#", "by": "冯女士", "at_text": "11-21 15:20"},
            {"id": 2, "name": "维修单 11-19.pdf", "size": "86 KB", "url": "#", "by": "林晓", "at_text": "11-21 13:30"},
        ],
        "may_upload": True,
        "related": [
            {
                "no": "TS2611090201",
                "url": "#",
                "title": "同批次冰箱不制冷",
                "how": "同一原因",
                "stage": stage(2, lang),
                "undo_url": "/web/undo/l1",
            }
        ],
        "candidates": [
            {
                "no": "TS2611200107",
                "url": "#",
                "title": "冰箱冷藏室不冷",
                "why": "型号与批次相同",
                "link_url": "/web/act/x/link",
                "same_url": "/web/act/x/merge",
            }
        ],
        "may_link": True,
        "record": [
            {"title": "客户", "facts": [{"label": "姓名", "cell": {"text": "冯女士"}}, {"label": "账号", "cell": {"text": "C10086"}}]}
        ],
        "missing": ["发生时间", "订单号"],
        "edit_url": "/web/edit",
        "log_url": "/web/log",
    }


def workspace(lang: str) -> Context:
    english = lang == "en"
    channels = [
        {"value": "wechat", "label": "WeChat" if english else "微信服务号"},
        {"value": "sms", "label": "SMS (off)" if english else "短信（未配置）", "disabled": True},
    ]
    panels = [
        ("timeline", "沟通与时间线", "Timeline", 6),
        ("options", "方案对比", "Options", 3),
        ("files", "附件", "Files", 2),
        ("related", "关联", "Linked", 1),
        ("record", "登记信息", "Record", 0),
    ]
    return {
        "c": head(lang),
        "acts": {
            "first": [act("decide", "Tell the decision" if english else "告知结论", "arrow-right", primary=True, shortcut="s")],
            "side": [
                act("assign", "Assign" if english else "分派", "user-plus", shortcut="a", command="分派当前投诉", pinyin="fenpai fp"),
                act("escalate", "Escalate" if english else "升级", "arrow-up"),
            ],
            "more": [
                act("pause", "Pause a clock" if english else "暂停时限", "player-pause"),
                act("transfer", "Transfer" if english else "转办", "arrows-exchange"),
                act("remind", "Remind me" if english else "稍后提醒我", "clock"),
                act("withdraw", "Withdraw" if english else "客户撤回", "ban", danger=True),
            ],
        },
        "print_url": "/web/print/" + NO,
        "presence": [{**person(3, lang), "typing": False}],
        "newer": 0,
        **words(lang),
        "panels": [{"key": key, "label": en if english else zh, "count": count} for key, zh, en, count in panels],
        "timeline": timeline(lang),
        "composer": {
            "kind": "reply",
            "reply": {"text": "", "channels": channels, "channel": "wechat", "off": None, "request_key": "k-3"},
            "note": {"text": "", "request_key": "k-4"},
            "people": [{"name": "顾明远", "pinyin": "gumingyuan gmy"}, {"name": "苏禾", "pinyin": "suhe sh"}],
        },
        **compared(lang),
        **rail(lang),
        "watermark": "林晓 · 11-21 13:06",
    }

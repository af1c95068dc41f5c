"""A body that fits for every act, so that a refusal in a test is about the status and nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from qingting.handling.models import Promise, SolutionOption, Task
from qingting.sla.models import Clock
from tests.support.company import Company

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 40


def prepare(company: Company, no: str) -> dict[str, dict[str, Any]]:
    """Act → body for one complaint, with a promise, tasks in two states, an option, a paused or running clock and a file to work on."""
    from qingting.complaints.actions.attach_files import upload

    record, now = company.record(no), company.now
    promise = Promise.objects.create(complaint_id=record.pk, text="周五寄出", made_at=now, owner_id=company.manager.id)
    tasks = {
        state: Task.objects.create(complaint_id=record.pk, title="查日志", state=state, created_at=now, owner_id=company.manager.id).pk
        for state in ("open", "done")
    }
    SolutionOption.objects.get_or_create(complaint_id=record.pk, label="A", defaults={"title": "换新", "at": now})
    later = (now + timedelta(days=1)).isoformat()
    due = max(Clock.objects.filter(complaint_id=record.pk, name="resolve").values_list("due_at", flat=True), default=now)
    other = company.register("另一件事", customer={"name": "周先生"}).no
    file = upload("发票.png", PNG, actor=company.manager, now=now)
    return {
        "acknowledge": {}, "accept": {}, "refuse": {"reason": "非我司订单"}, "respond": {"text": "您好"}, "note": {"text": "备注"}, "promise": {"text": "周五寄出", "due_at": later},
        "settle-promise": {"promise": promise.pk, "outcome": "kept", "note": "已寄"}, "set-grade": {"grade": "B", "reason": "媒体来电"}, "set-category": {"category": "logistics.delay", "reason": "核对"},
        "investigate": {}, "assign": {"to": "specialist"}, "transfer": {"to": "agent2", "reason": "专业"}, "handover": {"to": "agent2"}, "propose": {"title": "换新"}, "choose": {"option": "A"},
        "add-task": {"title": "上门", "to": "collaborator"}, "complete-task": {"task": tasks["open"]}, "verify-task": {"task": tasks["done"]}, "return-task": {"task": tasks["done"], "result": "缺日志"},
        "pause": {"reason": "waiting_customer"}, "resume": {}, "extend": {"until": (due + timedelta(hours=5)).isoformat(), "reason": "检测"}, "decide": {"outcome": "upheld", "text": "换新"},
        "implement": {}, "confirm": {"satisfied": True, "note": "录音 1"}, "close": {"reason": "客户确认"}, "reopen": {"reason": "又坏了"}, "withdraw": {"reason": "不追究", "note": "录音 1"},
        "rate": {"score": 5, "note": "录音 1"}, "add": {"text": "补充"}, "attach": {"attachments": [str(file.id)]}, "link": {"to": other}, "unlink": {"to": other}, "tick": {"item": ""},
        "reveal": {"reason": "回访"}, "correct": {"summary": "快递延误"},
    }  # fmt: skip

"""Every act a person may do on the pages, and what its dialog asks. One table; nothing here decides anything."""

from __future__ import annotations

from qingting.kernel.bilingual import Bi
from qingting.web.act_form import ActForm, Ask, either, flag, hidden, line, moment, pick, words
from qingting.web.correct_form import CORRECT

_PROOF = Bi("通话时间、录音编号或截图说明", "time of the call, recording or picture")
_PROOF_LINE = line("proof", "依据", "Rests on", maxlength=120, hint=_PROOF)
_NOTE = words("note", "内部备注（选填，客户看不到）", "Internal note (optional, the customer never sees it)", rows=2)
_TO = pick("to", "人员", "Person", "people")
_TEAM = pick("team", "班组", "Team", "teams")
_TASK = (hidden("task"), either("step", "怎么办", "What now", "task_steps"), line("result", "结果或原因", "Result or reason"))
_STEP = ActForm(Bi("任务", "Task"), Bi("确定", "Confirm"), Bi("任务已更新", "Task updated"), "checklist", _TASK, choose_act="step")
_RECOURSE = words("recourse", "外部救济途径（随决定一起告知客户）", "Outside recourse (told together with it)", rows=2, value="recourse")

ACT_FORMS: dict[str, ActForm] = {
    "acknowledge": ActForm(
        Bi("告知客户已收到", "Tell the customer it has arrived"), Bi("发送", "Send"), Bi("已告知客户", "The customer has been told"), "send",
        (words("text", "内容", "Text", value="receipt"),), said=("text",), hint=Bi("发出后，「确认收到」的计时完成。", "Sending it meets the acknowledgement clock."),
    ),
    "accept": ActForm(
        Bi("受理", "Accept"), Bi("受理", "Accept"), Bi("已受理", "Accepted"), "check", (_NOTE,),
        hint=Bi("还没有负责人的投诉，受理之后由您负责。", "A complaint without an owner becomes yours."),
    ),
    "refuse": ActForm(
        Bi("不予受理", "Do not accept"), Bi("不予受理并告知客户", "Refuse and tell the customer"), Bi("已不予受理，并告知客户", "Not accepted; the customer has been told"), "ban",
        (words("reason", "理由（发给客户）", "Reason (sent to the customer)", required=True), _RECOURSE), danger=True, said=("reason",),
    ),
    "respond": ActForm(
        Bi("回复客户", "Reply to the customer"), Bi("发送", "Send"), Bi("已发给客户", "Sent to the customer"), "send",
        (words("text", "回复内容", "Reply", required=True, rows=6),), wide=True, files=True, said=("text",),
    ),
    "note": ActForm(
        Bi("内部备注", "Internal note"), Bi("保存备注", "Save the note"), Bi("备注已保存，只有同事能看到", "Note saved; only colleagues see it"), "note",
        (words("text", "备注内容", "Note", required=True, rows=6),), wide=True, files=True,
    ),
    "promise": ActForm(
        Bi("登记承诺", "Record a promise"), Bi("登记", "Record"), Bi("承诺已登记，到期前会提醒", "Promise recorded; you are reminded before it is due"), "heart-handshake",
        (line("text", "答应了什么", "What was promised", required=True), moment("due_at", "最迟何时", "By when")),
    ),
    "settle-promise": ActForm(
        Bi("承诺的结果", "How the promise ended"), Bi("确定", "Confirm"), Bi("承诺已更新", "Promise updated"), "circle-check",
        (
            hidden("promise"), either("outcome", "结果", "Outcome", "promise_outcomes", value="kept"),
            moment("due_at", "新的时间", "New time", hint=Bi("改期时填写", "when it is moved")),
            words("note", "凭据，或改期的原因（改期时发给客户）", "Proof, or the reason of the new time (sent to the customer)", rows=2),
        ),
    ),
    "set-grade": ActForm(
        Bi("更正级别", "Set the grade"), Bi("更正", "Set"), Bi("级别已更正，时限按新级别计算", "Grade set; the clocks follow it"), "flag",
        (pick("grade", "级别", "Grade", "grades", required=True, value="grade"), line("reason", "理由", "Reason", required=True)),
    ),
    "set-category": ActForm(
        Bi("更正类别", "Set the category"), Bi("更正", "Set"), Bi("类别已更正", "Category set"), "tag",
        (pick("category", "类别", "Category", "categories", required=True, value="category"), line("reason", "理由（选填）", "Reason (optional)")),
    ),
    "investigate": ActForm(Bi("开始核实", "Investigate"), Bi("开始核实", "Begin"), Bi("进入核实", "Under investigation"), "search", (_NOTE,)),
    "assign": ActForm(
        Bi("分派", "Assign"), Bi("分派", "Assign"), Bi("已分派", "Assigned"), "user-plus", (_TO, _TEAM, line("reason", "原因（选填）", "Reason (optional)")),
        hint=Bi("只选班组，则进入该班组的待受理池。", "A team alone puts it into that team's pool."),
    ),
    "transfer": ActForm(
        Bi("转交", "Hand to somebody else"), Bi("转交", "Hand over"), Bi("已转交", "Handed over"), "arrows-exchange",
        (
            _TO, _TEAM, line("reason", "原因", "Reason", required=True), words("summary", "交接说明", "What the next one must know"),
            flag("tell_customer", "告诉客户由谁接手", "Tell the customer who takes over"),
        ),
    ),
    "handover": ActForm(
        Bi("移交（连同任务和承诺）", "Hand over with its work"), Bi("移交", "Hand over"), Bi("已移交，任务和承诺一并转过去", "Handed over with its tasks and promises"), "arrow-right",
        (_TO, _TEAM, line("reason", "原因（选填）", "Reason (optional)")),
    ),
    "propose": ActForm(
        Bi("提出方案", "Propose an option"), Bi("加入方案", "Add the option"), Bi("方案已加入", "Option added"), "scale",
        (
            line("title", "方案", "Option", required=True, maxlength=200), words("detail", "具体内容", "In detail", rows=2),
            Ask("cost", Bi("公司成本", "Cost"), kind="money", parse="yuan", path="cost_fen"), Ask("days", Bi("几天办完", "Days"), kind="number", minimum=0, maximum=3650),
            pick("feasibility", "可行性", "Feasibility", "one_to_five"), pick("satisfaction", "预期满意", "Expected satisfaction", "one_to_five"),
            line("legal_basis", "法规或规范依据", "Legal basis", maxlength=300), flag("recommended", "这是我们建议的方案", "This is the one we suggest"),
            flag("tell", "把全部方案发给客户选择", "Send all options to the customer for a choice"),
        ), wide=True,
    ),
    "choose": ActForm(
        Bi("客户的选择", "The customer's choice"), Bi("记录", "Record"), Bi("已记录客户的选择", "The choice is recorded"), "circle-check",
        (
            pick("option", "方案", "Option", "proposals", required=True), either("accept", "客户的意思", "The customer says", "accepts", value="yes", parse="yesno"),
            words("comment", "客户怎么说", "In the customer's words", rows=2), _PROOF_LINE,
        ), fixed=(("on_behalf_of", "customer"),),
    ),
    "add-task": ActForm(
        Bi("交办任务", "Give a task"), Bi("交办", "Give"), Bi("任务已交办", "Task given"), "list-check",
        (line("title", "要做什么", "What is to be done", required=True, maxlength=300), _TO, pick("department", "或部门", "Or department", "departments"), moment("due_at", "期限", "Due")),
        hint=Bi("接手的人或部门可以看到这件投诉。", "Whoever gets it may see this complaint."),
    ),
    "complete-task": _STEP,
    "verify-task": _STEP,
    "return-task": _STEP,
    "pause": ActForm(
        Bi("暂停计时", "Pause the clocks"), Bi("暂停", "Pause"), Bi("计时已暂停", "Clocks paused"), "player-pause",
        (pick("reason", "原因", "Reason", "pause_reasons", required=True), moment("until", "最迟到", "Until at the latest"), _NOTE),
        hint=Bi("只暂停方案和解决的计时；告知和首次回复照常计时。", "Only the plan and resolution clocks stop; silence is never excused."),
    ),
    "resume": ActForm(Bi("恢复计时", "Resume the clocks"), Bi("恢复", "Resume"), Bi("计时已恢复", "Clocks run again"), "player-play", (_NOTE,)),
    "extend": ActForm(
        Bi("延期", "Extend a deadline"), Bi("延期并告知客户", "Extend and tell the customer"), Bi("已延期，并告知客户", "Extended; the customer has been told"), "calendar",
        (
            pick("clock", "哪一个时限", "Which clock", "running_clocks", required=True, value="resolve"), moment("until", "新的期限", "New deadline", required=True),
            words("reason", "原因（发给客户）", "Reason (sent to the customer)", required=True, rows=2),
        ), said=("reason",),
    ),
    "decide": ActForm(
        Bi("作出处理决定", "Decide"), Bi("决定并告知客户", "Decide and tell the customer"), Bi("决定已发给客户", "The decision has been sent"), "gavel",
        (
            either("outcome", "结论", "Finding", "outcomes"), words("text", "答复内容（发给客户）", "Answer (sent to the customer)", required=True, rows=6),
            pick("remedy_kind", "补救措施", "Remedy", "demands", path="remedy.kind"),
            Ask("remedy_amount", Bi("金额", "Amount"), kind="money", parse="yuan", path="remedy.amount_fen"),
            line("remedy_text", "补救说明", "About the remedy", maxlength=300, path="remedy.text"),
            words("recourse", "外部救济途径（结论为不成立时附上）", "Outside recourse (added when not upheld)", rows=2, value="recourse"),
        ), wide=True, said=("text",),
    ),
    "implement": ActForm(
        Bi("执行完毕", "Carried out"), Bi("确认执行完毕", "Confirm"), Bi("已请客户确认", "The customer is asked to confirm"), "checklist",
        (words("text", "告诉客户的话（选填）", "Words for the customer (optional)", hint=Bi("留空则发送标准的确认请求。", "Empty: the standard's request is sent.")),), said=("text",),
    ),
    "confirm": ActForm(
        Bi("记录客户的确认", "Record the customer's answer"), Bi("记录", "Record"), Bi("已记录", "Recorded"), "user-check",
        (either("satisfied", "客户认可吗", "Is the customer content", "yes_no", parse="yesno"), words("comment", "客户怎么说", "In the customer's words", rows=2), _PROOF_LINE),
        hint=Bi("不认可的投诉回到核实。", "A “no” leads back to investigating."),
    ),
    "close": ActForm(
        Bi("结案", "Close"), Bi("结案", "Close"), Bi("已结案", "Closed"), "circle-check",
        (words("reason", "结案说明", "Reason", rows=2, hint=Bi("客户没有确认时必须写明理由。", "Needed when the customer has not confirmed.")),),
    ),
    "reopen": ActForm(
        Bi("重新打开", "Reopen"), Bi("重新打开", "Reopen"), Bi("已重新打开，时限重新计算", "Reopened with fresh clocks"), "refresh", (words("reason", "原因", "Reason", required=True, rows=2),),
    ),
    "withdraw": ActForm(
        Bi("记录客户撤回", "Record a withdrawal"), Bi("记录撤回", "Record"), Bi("已记录撤回", "Withdrawal recorded"), "arrow-left",
        (words("reason", "客户怎么说", "In the customer's words", rows=2), _PROOF_LINE), danger=True,
    ),
    "rate": ActForm(
        Bi("记录客户评价", "Record the customer's rating"), Bi("记录", "Record"), Bi("评价已记录", "Rating recorded"), "star",
        (either("score", "几分", "Score", "one_to_five"), words("comment", "客户怎么说", "In the customer's words", rows=2), _PROOF_LINE),
    ),
    "add": ActForm(
        Bi("客户补充", "The customer adds"), Bi("记下", "Record"), Bi("已记下客户的话", "Recorded"), "message",
        (words("text", "客户的原话", "The customer's own words", required=True, rows=5),), wide=True, files=True,
    ),
    "attach": ActForm(Bi("添加附件", "Add files"), Bi("存入本案", "Add"), Bi("附件已存入", "Files added"), "paperclip", files=True),
    "link": ActForm(
        Bi("关联投诉", "Link complaints"), Bi("关联", "Link"), Bi("已关联", "Linked"), "link",
        (line("to", "另一件的编号", "Number of the other one", required=True, maxlength=24), pick("kind", "关系", "Relation", "link_kinds", required=True, value="same_cause")),
    ),
    "unlink": ActForm(
        Bi("解除关联", "Take a link back"), Bi("解除", "Unlink"), Bi("已解除关联", "Unlinked"), "x",
        (line("to", "另一件的编号", "Number of the other one", required=True, maxlength=24), pick("kind", "关系", "Relation", "link_kinds", required=True)),
    ),
    "tick": ActForm(
        Bi("处理清单", "Checklist"), Bi("确定", "Confirm"), Bi("清单已更新", "Checklist updated"), "checklist",
        (pick("item", "检查项", "Item", "checklist", required=True), flag("done", "已完成", "Done")),
    ),
    "reveal": ActForm(
        Bi("查看完整联系方式", "See the full contact data"), Bi("查看", "Show"), Bi("", ""), "eye", (line("reason", "用途", "What for", maxlength=300),),
        hint=Bi("查看会记入操作日志。", "This is put on record."),
    ),
    "correct": CORRECT,
}  # fmt: skip

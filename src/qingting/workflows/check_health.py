"""Everything `qingting doctor` and the page of system checks look at. Each check answers for itself: one that breaks does not hide the others."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import DatabaseError, InterfaceError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from qingting.complaints.queries import index_state
from qingting.complaints.queries.workload import open_numbers_among
from qingting.customers.queries.catalogue import count_all
from qingting.handling.queries.uses import open_work_among
from qingting.infra.database.sequences import lagging_sequences
from qingting.infra.files import checking
from qingting.infra.jobs.watching import failed_jobs, job_states
from qingting.infra.ledger.reading import count_events
from qingting.infra.ledger.sampling import broken_among, newest_chains
from qingting.infra.ledger.verifying import Broken, broken_links
from qingting.infra.notify.reading import states
from qingting.kernel.bilingual import Bi
from qingting.kernel.errors import DomainError
from qingting.people.queries.roster import inactive_ids, state_counts
from qingting.policy.checking import check_examples
from qingting.policy.queries import current_standard

log = logging.getLogger("qingting.health")
CHAINS_ON_A_PAGE = 200
FILES_ON_A_PAGE = 300
OLDEST_DATABASE = 140000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `name` is stable and machine-readable; `title` and `detail` are for people."""

    name: str
    ok: bool
    detail: Bi
    title: Bi


Answer = tuple[bool, Bi]


def counts() -> dict[str, int]:
    """complaints, events, customers, products, orders, users, active_users."""
    people = state_counts()
    return {
        "complaints": index_state.complaint_count(), "events": count_events(), **count_all(), "users": people["active"] + people["inactive"], "active_users": people["active"],
    }  # fmt: skip


def check_health(now: datetime, *, full: bool = False) -> list[Finding]:
    """All findings in order. `full` walks every chain and reads every file; without it the newest ones stand for all, so that a page answers at once."""
    first = _asked("database", Bi("数据库", "Database"), _database)
    if not first.ok:
        return [first]
    return [first, *(_asked(name, title, check) for name, title, check in _checks(now, full))]


def _checks(now: datetime, full: bool) -> Iterator[tuple[str, Bi, Callable[[], Answer]]]:
    yield "migrations", Bi("数据库结构", "Database schema"), _migrations
    yield "standard", Bi("处理规范", "Handling standard"), _standard
    yield "calendars", Bi("工作日历", "Calendars"), lambda: _calendars(now)
    yield "ledger", Bi("事件账本", "Event ledger"), lambda: _ledger(full)
    yield "jobs", Bi("后台任务", "Background jobs"), lambda: _jobs(now)
    yield "outbox", Bi("消息发送", "Messages"), _outbox
    yield "owners", Bi("在办工作的归属", "Open work"), _owners
    yield "search", Bi("搜索索引", "Search index"), lambda: _search(full)
    yield "files", Bi("附件", "Attachments"), lambda: _files(full)
    yield "sequences", Bi("编号序列", "Sequences"), _sequences
    yield "counts", Bi("数据量", "Counts"), _counts


def _asked(name: str, title: Bi, check: Callable[[], Answer]) -> Finding:
    try:
        with transaction.atomic():
            ok, detail = check()
    except DomainError as error:
        ok, detail = False, Bi(error.message("zh"), error.message("en"))
    except (DatabaseError, InterfaceError, OSError) as error:
        log.exception("health check %s", name)
        first = (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
        ok, detail = False, Bi(f"检查没有完成：{first}", f"The check could not be made: {first}")
    return Finding(name, ok, detail, title)


def _database() -> Answer:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int, current_setting('server_version')")
        number, words = cursor.fetchone()
    if number < OLDEST_DATABASE:
        return False, Bi(f"PostgreSQL {words} 太旧，请升级到 14 或更新。", f"PostgreSQL {words} is too old; upgrade to 14 or newer.")
    return True, Bi(f"可以连接，PostgreSQL {words}", f"Reachable, PostgreSQL {words}")


def _migrations() -> Answer:
    executor = MigrationExecutor(connection)
    waiting = [
        f"{migration.app_label}.{migration.name}" for migration, _back in executor.migration_plan(executor.loader.graph.leaf_nodes())
    ]
    if waiting:
        some = ", ".join(waiting[:5])
        return False, Bi(
            f"有 {len(waiting)} 个结构变更未执行：{some}。请重启服务，它会自动执行。",
            f"{len(waiting)} changes are not applied: {some}. Restart the server; it applies them.",
        )
    return True, Bi("全部结构变更已执行", "All changes are applied")


def _standard() -> Answer:
    standard = current_standard()
    results = standard.remembered("examples", lambda: check_examples(standard))
    failed = [f"{result.rule} #{result.number}" for result in results if not result.passed]
    if failed:
        some = ", ".join(failed[:5])
        return False, Bi(
            f"{standard.version} 有 {len(failed)} 个示例不成立：{some}", f"{standard.version}: {len(failed)} examples do not hold: {some}"
        )
    return True, Bi(
        f"现行 {standard.version}，{len(results)} 个示例全部成立", f"{standard.version} is in force; all {len(results)} examples hold"
    )


def _calendars(now: datetime) -> Answer:
    standard = current_standard()
    this_year = now.astimezone(ZoneInfo(standard.organisation_zone)).year
    known = {year.year: year for year in standard.calendars}
    missing = [str(year) for year in (this_year, this_year + 1) if year not in known]
    if missing:
        years_zh, years_en = "、".join(missing), ", ".join(missing)
        return False, Bi(
            f"缺少 {years_zh} 年的日历，时限会按普通工作周计算。请补充 policies/calendars 并重新启用规范。",
            f"No calendar for {years_en}: deadlines follow the ordinary week. Add it under policies/calendars and activate the standard again.",
        )
    open_ones = ", ".join(str(year) for year in (this_year, this_year + 1) if known[year].to_verify)
    more = Bi(f"（{open_ones} 待官方公布后核实）", f" ({open_ones}: to be verified when published)") if open_ones else Bi("", "")
    return True, Bi(f"{this_year} 和 {this_year + 1} 年都有{more.zh}", f"{this_year} and {this_year + 1} are there{more.en}")


def _ledger(full: bool) -> Answer:
    if full:
        faults, looked = list(broken_links()), Bi("全部链条", "all chains")
    else:
        chains = newest_chains(CHAINS_ON_A_PAGE)
        faults, looked = broken_among(chains), Bi(f"最近变动的 {len(chains)} 条链", f"the {len(chains)} chains changed last")
    if faults:
        return False, Bi(f"账本被改动：{_broken(faults)}", f"The ledger was changed: {_broken(faults)}")
    return True, Bi(f"核验了{looked.zh}，没有断开", f"Verified {looked.en}; none is broken")


def _broken(faults: list[Broken]) -> str:
    return "; ".join(f"{fault.subject} #{fault.seq}: {fault.what}" for fault in faults[:5])


def _jobs(now: datetime) -> Answer:
    found = job_states(now)
    state = Bi(
        f"等待 {found.waiting}，进行 {found.doing}，失败 {found.failed}，停滞 {found.stalled}；在线的后台进程 {found.workers} 个",
        f"waiting {found.waiting}, at work {found.doing}, failed {found.failed}, stalled {found.stalled}; workers heard of: {found.workers}",
    )
    if found.failed or found.stalled:
        names = "; ".join(f"{task} #{number}" for number, task, _attempts in failed_jobs(5))
        return False, Bi(f"{state.zh} {names}".strip(), f"{state.en} {names}".strip())
    if found.overdue:
        return False, Bi(
            f"{state.zh}。有 {found.overdue} 个等了 5 分钟以上，请检查后台进程（qingting worker）。",
            f"{state.en}. {found.overdue} have waited for over 5 minutes; is a worker running?",
        )
    return True, state


def _outbox() -> Answer:
    found = states()
    failed, doubt = found.get("failed", 0), found.get("in_doubt", 0)
    state = Bi(
        f"排队 {found.get('queued', 0)}，失败 {failed}，存疑 {doubt}", f"queued {found.get('queued', 0)}, failed {failed}, in doubt {doubt}"
    )
    return not (failed or doubt), state


def _owners() -> Answer:
    """Somebody may have been given work in the very moment they were deactivated."""
    gone = inactive_ids()
    numbers, more = (open_numbers_among(gone), open_work_among(gone)) if gone else ([], 0)
    if numbers or more:
        some = ", ".join(numbers[:5])
        return False, Bi(
            f"已停用的人员名下还有投诉 {len(numbers)} 件、任务和承诺 {more} 项，请移交：{some}",
            f"Deactivated people still hold complaints: {len(numbers)}, tasks and promises: {more}. Hand them over: {some}",
        )
    return True, Bi("没有归属于停用人员的工作", "No open work belongs to a deactivated person")


def _search(full: bool) -> Answer:
    complaints, indexed = index_state.complaint_count(), index_state.index_count()
    missing = index_state.unindexed() if full or complaints != indexed else []
    if missing or complaints != indexed:
        some = ", ".join(missing)
        return False, Bi(
            f"投诉 {complaints} 件，索引 {indexed} 行。搜不到：{some}",
            f"complaints {complaints}, indexed {indexed}. Not found by search: {some}",
        )
    return True, Bi(f"{complaints} 件投诉都能搜到", f"All {complaints} complaints can be found")


def _files(full: bool) -> Answer:
    total = checking.stored_count()
    faults = list(checking.faulty_files(contents=True) if full else checking.faulty_files(newest=FILES_ON_A_PAGE))
    if faults:
        some = ", ".join(f"{identifier} ({what})" for identifier, what in faults[:5])
        return False, Bi(f"{len(faults)} 个附件不在磁盘上或不完整：{some}", f"{len(faults)} files are missing or damaged: {some}")
    looked = total if full else min(total, FILES_ON_A_PAGE)
    return True, Bi(f"共 {total} 个，检查了 {looked} 个，都完好", f"{total} in all, {looked} looked at, none damaged")


def _sequences() -> Answer:
    lagging = lagging_sequences() + (["complaint_no"] if index_state.lagging_numbers() else [])
    if lagging:
        some = ", ".join(lagging[:8])
        return False, Bi(f"编号序列落后于数据，新增会失败：{some}", f"Sequences lie behind their rows, inserting would fail: {some}")
    return True, Bi("都在数据之前", "All are ahead of their rows")


def _counts() -> Answer:
    found = counts()
    words = {
        "complaints": Bi("投诉", "complaints"), "events": Bi("事件", "events"), "customers": Bi("客户", "customers"), "products": Bi("产品", "products"), "orders": Bi("订单", "orders"),
        "users": Bi("人员", "users"), "active_users": Bi("在用人员", "active users"),
    }  # fmt: skip
    return True, Bi(
        "，".join(f"{words[key].zh} {n}" for key, n in found.items()), ", ".join(f"{words[key].en} {n}" for key, n in found.items())
    )

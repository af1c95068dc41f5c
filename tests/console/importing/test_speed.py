"""A long list is read at a useful speed and in bounded memory."""

import time
import tracemalloc

import pytest

from tests.console.importing.support import csv_bytes, opened

HEADER = (
    "投诉编号",
    "渠道",
    "受理时间",
    "客户姓名",
    "联系电话",
    "投诉内容",
    "诉求",
    "分类",
    "产品",
    "地区",
    "状态",
    "处理结果",
    "办结时间",
)
ROWS_A_SECOND = 20_000


def listing(count):
    words = "商品收到时包装破损，里面的杯子碎了两个，要求换货并道歉，联系客服三次都没有回复。"
    for number in range(count):
        at = f"2026-03-{number % 28 + 1:02d} 11:{number % 60:02d}:05"
        yield (
            f"X{number}",
            "热线",
            at,
            "冯女士",
            f"138{number:08d}",
            words,
            "换货;道歉",
            "质量问题",
            "BX-520",
            "华东",
            "已办结",
            "已补发并致歉",
            "2026-04-02 10:00",
        )


@pytest.mark.long
def test_twenty_thousand_rows_a_second(tmp_path):
    count = 100_000
    file = opened(tmp_path, content=csv_bytes(HEADER, *listing(count)))
    best = 0.0
    for _ in range(3):
        start = time.process_time()
        assert sum(row.record is not None for row in file.rows()) == count
        best = max(best, count / (time.process_time() - start))
    print(f"{best:,.0f} rows/s")
    assert best >= ROWS_A_SECOND


def test_memory_does_not_grow_with_numbered_rows(tmp_path):
    file = opened(tmp_path, content=csv_bytes(HEADER, *listing(20_000)))
    tracemalloc.start()
    try:
        assert sum(row.record is not None for row in file.rows()) == 20_000
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 1_500_000

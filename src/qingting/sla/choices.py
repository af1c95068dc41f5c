"""Why clocks may be paused, and how clocks are called. People see the names in their language."""

from __future__ import annotations

from qingting.kernel.bilingual import Bi

PAUSE_REASONS: dict[str, Bi] = {
    "waiting_customer": Bi("等待客户提供材料", "Waiting for the customer"),
    "waiting_third_party": Bi("等待第三方检测或鉴定", "Waiting for a third party's test"),
    "customer_request": Bi("客户要求暂缓", "The customer asked to wait"),
    "force_majeure": Bi("不可抗力", "Force majeure"),
}
LONGEST_PAUSE_DAYS = 30
EXTERNAL = "external"
"""Name of the clock that was imported with the complaint and not computed (a platform's or an authority's deadline)."""
EXTERNAL_TITLE = Bi("外部期限", "External deadline")
NOT_PAUSED = ("acknowledge", "first_reply", EXTERNAL)
"""A pause never excuses silence, and nobody here can stop somebody else's clock."""

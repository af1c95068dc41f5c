"""Where the generator meets the handling standard: scene and aspect to category, demand names, channel facts.

When the taxonomy changes, this is the one file to align; a test checks that every code used here exists there.
"""

from __future__ import annotations

from datetime import timedelta, timezone

CHINA = timezone(timedelta(hours=8))

SCENE_CODES = {
    "fault": "quality.defect",
    "flaw": "quality.appearance",
    "app": "quality.software",
    "fake": "quality.counterfeit",
    "locked_in": "safety.trapped",
    "smoke": "safety.fire_heat",
    "shock": "safety.electric_shock",
    "gas_silent": "safety.false_alarm",
    "pinch": "safety.sharp_pinch",
    "unwell": "safety.smell_fume",
    "slow_repair": "repair.slow",
    "again_broken": "repair.repeated",
    "no_parts": "repair.parts",
    "repair_fee": "repair.overcharge",
    "warranty": "repair.warranty",
    "late_install": "installation.late",
    "install_fee": "installation.fee",
    "bad_install": "installation.damage",
    "late_delivery": "logistics.delay",
    "lost": "logistics.lost",
    "damaged": "logistics.damaged",
    "fake_sign": "logistics.false_sign",
    "wrong_item": "logistics.wrong_item",
    "refuse_return": "returns.no_reason",
    "slow_refund": "returns.slow_refund",
    "freight": "returns.shipping_fee",
    "slow_swap": "returns.refused",
    "price_drop": "price_promotion.price_drop",
    "coupon": "price_promotion.coupon",
    "gift": "price_promotion.gift",
    "price_trick": "price_promotion.raised_first",
    "invoice": "invoice_payment.no_invoice",
    "double_pay": "invoice_payment.double_charge",
    "auto_renew": "invoice_payment.auto_renew",
    "rude": "service.rude",
    "no_answer": "service.no_response",
    "kick_ball": "service.buck_passing",
    "broken_word": "service.promise_broken",
    "robot": "service.robot",
    "ignorant": "service.unprofessional",
    "store_wait": "process.queue",
    "false_ad": "advertising.false_claim",
    "leak": "account_privacy.leak",
    "spam": "account_privacy.marketing_calls",
    "account": "account_privacy.login",
    "remote": "process.remote",
    "paperwork": "process.documents",
}

# What a complaint of a scene is about more closely, where that has a category of its own.
ASPECT_CODES = {
    ("fault", "network"): "quality.connectivity",
    ("fault", "pairing"): "quality.connectivity",
    ("fault", "battery"): "quality.battery",
    ("fault", "noise"): "quality.noise",
    ("fault", "base"): "quality.noise",
    ("fault", "footage"): "quality.software",
    ("fault", "alarm"): "safety.false_alarm",
    ("fault", "false_alarm"): "safety.false_alarm",
    ("fault", "silent"): "safety.false_alarm",
    ("fault", "push"): "safety.false_alarm",
    ("fault", "heat"): "safety.fire_heat",
    ("fault", "buzz"): "safety.fire_heat",
    ("fault", "loose"): "safety.fire_heat",
    ("fault", "taste"): "safety.smell_fume",
    ("fault", "smell"): "safety.smell_fume",
    ("fault", "rail"): "safety.sharp_pinch",
    ("fault", "points"): "installation.poor",
    ("fault", "plan"): "installation.poor",
    ("fault", "crews"): "installation.poor",
    ("flaw", "used"): "quality.counterfeit",
    ("flaw", "missing"): "logistics.wrong_item",
    ("flaw", "colour"): "quality.not_as_described",
    ("repair_fee", "falsefault"): "repair.false_fault",
    ("bad_install", "poor"): "installation.poor",
    ("bad_install", "wiring"): "installation.poor",
    ("late_delivery", "unshipped"): "logistics.not_shipped",
    ("fake_sign", "courier"): "logistics.courier",
    ("refuse_return", "inspection"): "returns.inspection",
    ("refuse_return", "deducted"): "returns.partial",
    ("slow_refund", "partial"): "returns.partial",
    ("price_trick", "bundle"): "advertising.misleading_sale",
    ("price_trick", "subsidy"): "price_promotion.coupon",
    ("price_trick", "tradein"): "price_promotion.activity_rule",
    ("double_pay", "cancelled"): "invoice_payment.pay_failed",
    ("store_wait", "machine"): "process.facility",
    ("false_ad", "live"): "advertising.livestream",
    ("false_ad", "sales"): "advertising.misleading_sale",
    ("false_ad", "cloud"): "advertising.hidden_terms",
    ("leak", "peep"): "account_privacy.device_privacy",
}

KIND_CODES = {"praise": "other.praise", "suggestion": "other.suggestion", "inquiry": "other.inquiry"}

# Categories the standard grades B by themselves; none of them may appear on a lesser complaint.
GRAVE_CODES = frozenset({"safety.fire_heat", "safety.electric_shock", "safety.trapped"})

GOVERNMENT = ("h12315", "h12345", "regulator", "association", "legal")

DEMAND_NAMES = {
    "refund": "退款", "return": "退货", "exchange": "换货", "replace": "换新", "repair": "维修", "resend": "补发", "reduce_fee": "退差价",
    "compensate": "赔偿", "apologise": "道歉", "explain": "解释说明", "expedite": "加急处理", "cancel_contract": "解除合同",
    "correct_information": "更正信息", "delete_personal_data": "删除个人信息", "discipline": "处理责任人", "promise_improvement": "改进流程",
    "stop_marketing": "停止营销", "restore_service": "恢复使用", "certify": "出具凭证", "public_reply": "公开回应", "other": "妥善解决",
}  # fmt: skip


def category_of(scene: str, aspect: str, kind: str = "complaint") -> str:
    """The level 2 category of what a complaint tells."""
    return KIND_CODES.get(kind) or ASPECT_CODES.get((scene, aspect)) or SCENE_CODES[scene]


def codes_used() -> frozenset[str]:
    """Every category the generator can write."""
    return frozenset(SCENE_CODES.values()) | frozenset(ASPECT_CODES.values()) | frozenset(KIND_CODES.values())

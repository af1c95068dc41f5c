"""Fictional customers. No phone can belong to anybody: the range 1690 is not handed out to the public."""

from __future__ import annotations

from random import Random

from qingting.console.demo.grammar import ladder, pick, pick_weighted
from qingting.console.demo.model import Customer
from qingting.console.demo.organisation import BRANCH_SHARES, BRANCHES
from qingting.console.demo.scenes import phrases

PHONE_PREFIX = "1690"
MAIL_HOST = "mail.example.com"
FOREIGN_SHARE = 0.08

_BRANCH_LADDER = ladder(BRANCH_SHARES)


def build_customers(count: int, rng: Random) -> list[Customer]:
    """`count` customers spread over the branches. Phones are distinct and scattered over the range."""
    names = phrases("names")
    surnames, male, female, foreign = names["surnames"], names["male"], names["female"], names["foreign"]
    stride = 6_700_417  # prime, so every step lands on another number of the seven-digit range
    offset = rng.randrange(10_000_000)
    customers = []
    for index in range(count):
        branch = pick_weighted(BRANCHES, _BRANCH_LADDER, rng)
        draw = rng.random()
        language = "en" if draw < FOREIGN_SHARE else "zh"
        if language == "en":
            name = pick(foreign, rng)
        elif draw < 0.16:
            name = pick(surnames, rng) + pick(("女士", "先生"), rng)
        else:
            name = pick(surnames, rng) + pick(female if draw < 0.58 else male, rng)
        phone = f"{PHONE_PREFIX}{(offset + index * stride) % 10_000_000:07d}"
        mail = f"user{100_000 + index * 7}@{MAIL_HOST}" if language == "en" or rng.random() < 0.22 else None
        customers.append(
            Customer(
                f"CU{100_000 + index}", f"HY{8_000_000 + index * 13}", name, phone, mail, branch.city, branch.region, branch.code, language
            )
        )
    return customers


def of_region(customers: list[Customer], region: str) -> list[int]:
    """Indexes of the customers of a region."""
    return [index for index, customer in enumerate(customers) if customer.region == region]

"""Orders: one behind every complaint, and many that never gave cause for one, so that rates per order can be computed."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from qingting.console.demo.catalogue import PRODUCT_BY_CODE, PRODUCTS, batch_sold_on
from qingting.console.demo.grammar import ladder, pick, pick_weighted
from qingting.console.demo.model import Batch, Customer, Order
from qingting.console.demo.organisation import BRANCHES
from qingting.console.demo.season import peak
from qingting.console.demo.truth import BATCH

_SHARE_LADDER = ladder(product.share for product in PRODUCTS)
_IN_FAMILY: dict[str, tuple[list[str], list[float]]] = {}
_SHOP_SCENES = frozenset({"remote", "store_wait"})
_PARCEL_SCENES = frozenset(
    {"late_delivery", "lost", "damaged", "fake_sign", "wrong_item", "freight", "refuse_return", "gift", "coupon", "price_trick"}
)

DAYS_OF_ORDERS = 360  # before the history begins


def product_for(families: tuple[str, ...], rng: Random) -> str:
    """A model of one of the families (a family may also be named by a model), or any model, by its share of sales."""
    if not families:
        return str(pick_weighted(PRODUCTS, _SHARE_LADDER, rng).code)
    key = " ".join(families)
    if key not in _IN_FAMILY:
        fitting = [product for product in PRODUCTS if product.family in families or product.code in families]
        _IN_FAMILY[key] = ([product.code for product in fitting], ladder(product.share for product in fitting))
    codes, rungs = _IN_FAMILY[key]
    return str(pick_weighted(codes, rungs, rng))


class OrderBook:
    """Writes orders with plausible batch, price and branch, and numbers them at the end."""

    def __init__(self, as_of: date, customers: list[Customer], batches: dict[str, tuple[Batch, ...]]) -> None:
        self.as_of = as_of
        self.customers = customers
        self.batches = batches
        self.bad_batch = BATCH.batch_no(as_of)
        self.orders: list[Order] = []

    def add(self, customer: int, product: str, day: date, rng: Random, *, scene: str = "", bad_batch: bool = False) -> Order:
        """One order. Locks of the bad batch are sold only where `bad_batch` says so."""
        home = self.customers[customer]
        branch = home.branch
        bought_at = "online" if rng.random() < 0.6 else "store"
        if scene in _SHOP_SCENES:
            bought_at = "store"
        elif scene in _PARCEL_SCENES:
            bought_at = "online"
        if scene == "remote":
            branch = pick([other for other in BRANCHES if other.city != home.city], rng).code
        number = self.bad_batch if bad_batch else batch_sold_on(self.batches[product], day, rng, self.bad_batch).batch_no
        price = PRODUCT_BY_CODE[product].price_fen
        if rng.random() < 0.45:
            price = price * pick((85, 88, 90, 92, 95), rng) // 10_000 * 100 - 100
        order = Order(customer, product, number, branch, price, day, bought_at)
        self.orders.append(order)
        return order

    def take_back(self, order: Order) -> None:
        """Forget the order written last."""
        if self.orders[-1] is not order:
            raise ValueError("only the last order can be taken back")
        self.orders.pop()

    def bad_batch_day(self, rng: Random) -> date:
        """A day on which the bad batch was on sale."""
        return self.as_of - timedelta(days=rng.randint(BATCH.sold_until_days_ago, BATCH.sold_from_days_ago))

    def fill(self, total: int, exposed: int, days: int, rng: Random) -> None:
        """Orders without a complaint up to a total over the last `days`, `exposed` of them locks of the bad batch."""
        count = len(self.customers)
        for _ in range(exposed):
            self.add(int(rng.random() * count), BATCH.product, self.bad_batch_day(rng), rng, bad_batch=True)
        days = [self.as_of - timedelta(days=offset) for offset in range(1, days)]
        rungs = ladder(peak(day) for day in days)
        for _ in range(max(total - len(self.orders), 0)):
            product = pick_weighted(PRODUCTS, _SHARE_LADDER, rng).code
            self.add(int(rng.random() * count), product, pick_weighted(days, rungs, rng), rng)

    def number(self) -> tuple[Order, ...]:
        """All orders by day, each with a distinct number that holds its day."""
        self.orders.sort(key=lambda order: order.ordered_on)
        for index, order in enumerate(self.orders):
            order.no = f"{order.ordered_on:%y%m%d}{(index * 70_001 + 13_577) % 10_000_000:07d}"
        return tuple(self.orders)

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "qingting.infra.ledger"
    label = "ledger"

from django.apps import AppConfig


class SlaConfig(AppConfig):
    name = "qingting.sla"
    label = "sla"

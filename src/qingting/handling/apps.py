from django.apps import AppConfig


class HandlingConfig(AppConfig):
    name = "qingting.handling"
    label = "handling"

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "qingting.infra.progress"
    label = "progress"

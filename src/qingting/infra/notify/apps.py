from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "qingting.infra.notify"
    label = "notify"

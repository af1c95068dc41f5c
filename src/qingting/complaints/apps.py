from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "qingting.complaints"
    label = "complaints"

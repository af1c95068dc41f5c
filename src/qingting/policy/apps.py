from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "qingting.policy"
    label = "policy"

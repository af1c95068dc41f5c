from django.apps import AppConfig


class RateLimitConfig(AppConfig):
    name = "qingting.infra.ratelimit"
    label = "ratelimit"

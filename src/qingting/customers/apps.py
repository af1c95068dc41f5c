from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "qingting.customers"
    label = "customers"

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "qingting.people"
    label = "people"

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "qingting.infra.files"
    label = "files"

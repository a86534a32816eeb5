from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "nghisu.web"
    label = "web"

from django.urls import path

from nghisu.web.views import home

app_name = "web"
urlpatterns = [path("", home.home, name="home")]

"""The addresses of what all pages share."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.i18n import set_language

from saufconduit.web.look import views

app_name = "look"
urlpatterns = [
    path("langue/", login_not_required(set_language), name="language"),
    path("fond/", views.theme, name="theme"),
    path("aide/", views.help_page, name="help"),
    path("accessibilite/", views.accessibility, name="accessibility"),
]
if settings.DEBUG:
    urlpatterns.append(path("galerie/", views.gallery, name="gallery"))

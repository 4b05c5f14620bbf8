"""The addresses of the register."""

from django.urls import path

from saufconduit.web.catalogue import check_views, views

app_name = "catalogue"
urlpatterns = [
    path("referentiel/", views.programmes, name="programmes"),
    path("referentiel/<slug:name>/", views.programme, name="programme"),
    path("lectures/", views.readings, name="readings"),
    path("verifier/", check_views.start, name="check"),
    path("verifier/questions/", check_views.begin, name="begin"),
    path("verifier/fichier/", check_views.drop, name="drop"),
    path("verifier/<str:case>/resultat/", check_views.result, name="result"),
    path("verifier/<str:case>/fiche-rcp.pdf", check_views.sheet, name="sheet"),
    path("verifier/<str:case>/<int:step>/", check_views.question, name="question"),
    path("verifier/<str:case>/<int:step>/apercu/", check_views.preview, name="preview"),
]

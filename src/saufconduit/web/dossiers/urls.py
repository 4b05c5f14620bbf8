"""The addresses of dossiers."""

from django.urls import path

from saufconduit.web.dossiers.views import (
    acting,
    documents,
    dossier,
    erasing,
    glass,
    home,
    listing,
    merging,
    opening,
    papers,
    pharmacy,
)

app_name = "dossiers"
urlpatterns = [
    path("", home.home, name="home"),
    path("dossiers/", listing.dossiers, name="list"),
    path("dossiers/chercher/", listing.search, name="search"),
    path("dossiers/ouvrir/", opening.open_without_programme, name="open"),
    path("dossiers/importer/", opening.import_atu, name="import"),
    path("dossiers/ouvrir/<str:case>/", opening.open_from_check, name="open-from-check"),
    path("dossiers/reprendre/", opening.take_over, name="take-over"),
    path("dossiers/lecture-exceptionnelle/", glass.glass, name="glass"),
    path("dossiers/<uuid:dossier>/", dossier.dossier, name="dossier"),
    path("dossiers/<uuid:dossier>/identite/", opening.identity, name="identity"),
    path("dossiers/<uuid:dossier>/message/", dossier.message, name="message"),
    path("dossiers/<uuid:dossier>/eligibilite/", opening.checks, name="checks"),
    path("dossiers/<uuid:dossier>/eligibilite/<str:case>/", opening.record_check, name="record-check"),
    path("dossiers/<uuid:dossier>/documents/", documents.attach, name="attach"),
    path("dossiers/<uuid:dossier>/documents/<slug:document>/", documents.download, name="document"),
    path("dossiers/<uuid:dossier>/papiers/<slug:paper>.pdf", papers.paper, name="paper"),
    path("dossiers/<uuid:dossier>/corriger/", acting.correct, name="correct"),
    path("dossiers/<uuid:dossier>/reunir/", merging.merge, name="merge"),
    path("dossiers/<uuid:dossier>/separer/", merging.split, name="split"),
    path("dossiers/<uuid:dossier>/<slug:act>/", acting.act, name="act"),
    path("dossiers/<uuid:dossier>/<slug:act>/brouillon/", acting.draft, name="draft"),
    path("effacements/", erasing.erasures, name="erasures"),
    path("effacements/<uuid:dossier>/", erasing.erase, name="erase"),
    path("pharmacie/", pharmacy.pharmacy, name="pharmacy"),
]

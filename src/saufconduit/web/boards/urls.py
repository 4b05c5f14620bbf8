"""The addresses of boards."""

from django.urls import path

from saufconduit.web.boards.views import acting, planning, reading

app_name = "boards"
urlpatterns = [
    path("rcp/", reading.sessions, name="sessions"),
    path("rcp/prevoir/", planning.plan, name="plan"),
    path("rcp/reglage/", planning.setting, name="setting"),
    path("rcp/<slug:name>/", reading.session, name="session"),
    path("rcp/<slug:name>/compte-rendu.pdf", reading.minutes, name="minutes"),
    path("rcp/<slug:name>/fiches.pdf", reading.sheets, name="sheets"),
    path("rcp/<slug:name>/presences/", acting.presence, name="presence"),
    path("rcp/<slug:name>/presidence/", acting.chair, name="chair"),
    path("rcp/<slug:name>/agenda/", acting.add, name="add"),
    path("rcp/<slug:name>/cloture/", acting.close, name="close"),
    path("rcp/<slug:name>/<uuid:dossier>/retrait/", acting.remove, name="remove"),
    path("rcp/<slug:name>/<uuid:dossier>/avis/", acting.opinion, name="opinion"),
    path("rcp/<slug:name>/<uuid:dossier>/ouverture/", acting.opening, name="opening"),
    path("rcp/<slug:name>/<uuid:dossier>/conclusion/", acting.conclusion, name="conclusion"),
    path("rcp/<slug:name>/<uuid:dossier>/extrait.pdf", reading.extract, name="extract"),
]

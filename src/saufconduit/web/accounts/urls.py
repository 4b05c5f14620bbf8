"""The addresses of accounts; those of allauth keep its names, only the ones that are needed are there."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import URLPattern, include, path

from saufconduit.web.accounts import administration, delegations, views

ours: list[URLPattern] = [
    path("", views.account, name="account"),
    path("lieu/", views.place, name="place"),
    path("rester/", views.stay, name="stay"),
    path("delegations/", delegations.delegations, name="delegations"),
    path("delegations/<int:number>/finir/", delegations.end_delegation, name="end-delegation"),
    path("personnes/", administration.people, name="people"),
    path("personnes/nouvelle/", administration.new_person, name="new-person"),
    path("personnes/connue/", administration.known_person, name="known-person"),
    path("personnes/roles/<int:number>/finir/", administration.end, name="end"),
    path("personnes/<slug:ref>/", administration.person, name="person"),
    path("personnes/<slug:ref>/mot-de-passe/", administration.new_password, name="new-password"),
    path("personnes/<slug:ref>/second-facteur/", administration.no_second_factor, name="no-second-factor"),
    path("personnes/<slug:ref>/acces/", administration.open_or_close, name="open-or-close"),
]

urlpatterns = [
    path("connexion/", account.login, name="account_login"),
    path("connexion/code/", second_factor.authenticate, name="mfa_authenticate"),
    path("connexion/ferme/", account.account_inactive, name="account_inactive"),
    path("deconnexion/", account.logout, name="account_logout"),
    path("compte/", include((ours, "accounts"))),
    path("compte/confirmer/", account.reauthenticate, name="account_reauthenticate"),
    path("compte/confirmer/code/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("compte/mot-de-passe/", account.password_change, name="account_change_password"),
    path("compte/second-facteur/", second_factor.index, name="mfa_index"),
    path("compte/second-facteur/ajouter/", totp.activate_totp, name="mfa_activate_totp"),
    path("compte/second-facteur/retirer/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("compte/codes-de-secours/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("compte/codes-de-secours/refaire/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("compte/codes-de-secours/fichier/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]

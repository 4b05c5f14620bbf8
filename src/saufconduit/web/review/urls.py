"""The addresses of reviews."""

from django.urls import path

from saufconduit.web.review import views

app_name = "review"
urlpatterns = [
    path("relecture/", views.reviews, name="reviews"),
    path("relecture/<uuid:name>/", views.review, name="review"),
    path("relecture/<uuid:name>/comparaison/", views.comparison, name="comparison"),
    path("relecture/<uuid:name>/retirer/", views.drop, name="drop"),
]

"""Documents under review: what was read in them, what a person ticked, who accepted."""

from django.db import models
from django.db.models import Q


class Review(models.Model):
    """One document that was uploaded; official documents name no patient, nothing here is about one."""

    id = models.CharField(max_length=36, primary_key=True)
    name = models.CharField(max_length=200)
    by = models.CharField(max_length=40)
    site = models.CharField(max_length=40, blank=True)  # of whoever sent it; nothing before reviews had one
    at = models.DateTimeField()
    sheet = models.TextField()  # JSON: the text, the rows, the proposal
    ticked = models.TextField(default="[]")  # JSON: the keys of the rows that were accepted one by one
    part = models.PositiveSmallIntegerField(default=0)
    programme = models.CharField(max_length=60, blank=True)
    accepted_by = models.CharField(max_length=40, blank=True)
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        """Who accepted goes with when."""

        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by="") | (~Q(accepted_at=None) & ~Q(accepted_by="")),
                name="review_accepted_by",
            )
        ]

"""The tables of the record; nothing here is ever changed, but the head of the chain."""

from django.db import models


class Event(models.Model):
    """One thing done in one dossier; triggers of the database refuse to change or delete it.

    Days are text, written one way only: what was signed is what is stored, byte for byte.
    """

    position = models.BigIntegerField(primary_key=True)  # in the whole journal, from 1, without a hole
    dossier = models.CharField(max_length=36)
    number = models.PositiveIntegerField()  # in the dossier, from 1, without a hole
    kind = models.CharField(max_length=60)
    at = models.CharField(max_length=32)
    actor = models.CharField(max_length=40)
    role = models.CharField(max_length=40)
    site = models.CharField(max_length=40)
    delegated_by = models.CharField(max_length=40, blank=True)
    session = models.CharField(max_length=16, blank=True)
    version = models.PositiveSmallIntegerField()
    clear = models.TextField()  # JSON: what is not personal
    body = models.BinaryField()  # JSON, encrypted with the key of the dossier: what is personal
    previous = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        """One event for a number of a dossier: of two writers, one loses."""

        constraints = [models.UniqueConstraint(fields=["dossier", "number"], name="event_number")]


class Head(models.Model):
    """The last position of the chain: one row, locked by whoever adds to it."""

    id = models.PositiveSmallIntegerField(primary_key=True)
    position = models.BigIntegerField()
    hash = models.BinaryField()
    seal = models.BinaryField()  # by a key that is not in the database

    class Meta:
        """One row."""

        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_head")]


class DossierKey(models.Model):
    """The key of a dossier, wrapped by a master key; deleting the row erases what is personal in the dossier."""

    dossier = models.CharField(max_length=36, primary_key=True)
    master = models.PositiveIntegerField()
    wrapped = models.BinaryField()


class LogEnd(models.Model):
    """Where a log ends, and where it starts once old lines were forgotten: one row a log, locked by who adds to it.

    Sealed by a key that is not in the database: a log cut short at either end no longer matches it.
    """

    name = models.CharField(max_length=20, primary_key=True)
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    hash = models.BinaryField()
    seal = models.BinaryField()


class Erasure(models.Model):
    """A dossier whose key was destroyed, on purpose; each row holds the hash of the one before."""

    dossier = models.CharField(max_length=36, primary_key=True)
    number = models.BigIntegerField(null=True)  # from 1, without a hole; null is of no erasure that this version wrote
    at = models.CharField(max_length=32)
    actor = models.CharField(max_length=40)
    role = models.CharField(max_length=40, null=True)
    site = models.CharField(max_length=40, null=True)
    reason = models.CharField(max_length=200)
    previous = models.BinaryField(null=True)
    hash = models.BinaryField(null=True)

    class Meta:
        """One row a number."""

        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=models.Q(number__isnull=False), name="erasure_number_once"
            )
        ]


class SecurityEntry(models.Model):
    """A line of the security log: internal identifiers only, sealed when it is written (P-50, P-51)."""

    number = models.BigIntegerField(null=True)  # from 1, without a hole; null before lines had one
    at = models.CharField(max_length=32)
    kind = models.CharField(max_length=40)
    account = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=40, blank=True)
    site = models.CharField(max_length=40, blank=True)
    record = models.CharField(max_length=1000, blank=True)
    session = models.CharField(max_length=16, blank=True)
    address = models.CharField(max_length=45, blank=True)
    seal = models.BinaryField()

    class Meta:
        """One line a number; what one account was refused is counted without reading the whole log."""

        indexes = [models.Index(fields=["kind", "account", "at"], name="security_kind_account")]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=models.Q(number__isnull=False), name="security_number_once"
            )
        ]


class RetentionRun(models.Model):
    """What a passage of retention would take away, or took away: counts by class of data, without identities (P-33)."""

    number = models.BigIntegerField(primary_key=True)  # from 1, without a hole
    at = models.CharField(max_length=32)
    carries_out = models.BigIntegerField(null=True)  # the number of the dry run that was read before; null is a dry run
    told = models.TextField()  # JSON
    seal = models.BinaryField()


class Outbox(models.Model):
    """What is to be handed over to the other zone; written with the events, delivered once."""

    id = models.UUIDField(primary_key=True)
    topic = models.CharField(max_length=40)
    content = models.TextField()
    written_at = models.CharField(max_length=32)
    delivered_at = models.CharField(max_length=32, blank=True)

    class Meta:
        """Those that wait are few among many."""

        indexes = [models.Index(fields=["written_at"], name="outbox_waiting", condition=models.Q(delivered_at=""))]


class Code(models.Model):
    """Which code stands for which dossier at which exploitant: never leaves the hospital zone (P-04, P-14)."""

    mac = models.BinaryField(primary_key=True)  # finds a code without keeping it readable
    sealed = models.BinaryField()  # the code and its dossier, encrypted with a key of their own
    place = models.BinaryField(unique=True)  # finds the code of a dossier for one access of one exploitant

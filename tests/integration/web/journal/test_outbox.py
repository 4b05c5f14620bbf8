"""What is handed over to the other zone."""

import pytest
from django.db import transaction

from saufconduit.web.journal.models import Outbox
from saufconduit.web.journal.outbox import deliver_all, put, waiting


def test_what_was_put_is_delivered_once_in_order(zones):
    taken = []
    first, second = put("record", {"n": 1}), put("record", {"n": 2})

    total = deliver_all(lambda *told: taken.append(told))
    again = deliver_all(lambda *told: taken.append(told))

    assert (total, again, waiting()) == (2, 0, 0)
    assert taken == [(first, "record", {"n": 1}), (second, "record", {"n": 2})]


def test_what_was_delivered_is_kept_no_longer(zones):
    put("record", {"n": 1})

    deliver_all(lambda *told: None)

    assert Outbox.objects.get().content == ""
    assert Outbox.objects.get().delivered_at != ""


def test_what_cannot_be_delivered_waits_with_all_that_follows(committed):
    put("record", {"n": 1})
    put("record", {"n": 2})

    def refuse(*told):
        raise ConnectionError

    with pytest.raises(ConnectionError):
        deliver_all(refuse)

    assert waiting() == 2


def test_what_was_put_in_a_transaction_that_failed_is_not_there(committed):
    with pytest.raises(ConnectionError), transaction.atomic():
        put("record", {"n": 1})
        raise ConnectionError

    assert waiting() == 0

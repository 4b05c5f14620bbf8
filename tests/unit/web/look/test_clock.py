"""The clock of the application."""

from datetime import date, datetime, timedelta

from saufconduit.web.look.clock import PARIS, now, today


def test_now_on_a_pinned_day_keeps_the_time_it_is(settings):
    settings.DAY = date(2026, 10, 12)

    shown, real = now(), datetime.now(PARIS)

    assert shown.date() == today() == date(2026, 10, 12)
    assert timedelta() <= real - datetime.combine(real.date(), shown.timetz()) < timedelta(seconds=5)


def test_now_without_a_pinned_day_is_now(settings):
    settings.DAY = None

    shown = now()

    assert timedelta() <= datetime.now(PARIS) - shown < timedelta(seconds=5)

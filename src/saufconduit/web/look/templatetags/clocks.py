"""Filters of the templates that draw clocks."""

from django import template

register = template.Library()


@register.filter
def px(number: float) -> str:
    """A length of a drawing, to a tenth."""
    return f"{number:.1f}".removesuffix(".0")


@register.filter
def plus(number: float, more: float) -> str:
    """A length moved by `more`."""
    return px(number + more)

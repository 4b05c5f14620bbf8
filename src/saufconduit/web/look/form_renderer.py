"""The inputs of forms, written here as Django's own templates write them: a form has many, a template is slow."""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

_FOLDER = "django/forms/widgets/"


class FormRenderer(DjangoTemplates):
    """Writes the inputs that forms have most; every other part is left to the templates."""

    def render(self, template_name: str, context: Any, request: Any = None) -> SafeString:
        """A part of a form."""
        write = _WRITERS.get(template_name)
        written = None if write is None else write(context["widget"])
        if written is not None:
            return written
        return mark_safe(super().render(template_name, context, request))


def _attributes(attrs: Mapping[str, Any]) -> str:
    """Those of a tag: one that is true has no value, one that is false is left out."""
    shown = ((name, value) for name, value in attrs.items() if value is not False)
    return "".join(
        f" {name}" if value is True else f' {name}="{conditional_escape(str(value))}"' for name, value in shown
    )


def _input(widget: Mapping[str, Any]) -> SafeString:
    value = "" if widget["value"] is None else format_html(' value="{}"', str(widget["value"]))
    attributes = _attributes(widget["attrs"])
    return mark_safe(f'<input type="{widget["type"]}" name="{conditional_escape(widget["name"])}"{value}{attributes}>')


def _textarea(widget: Mapping[str, Any]) -> SafeString:
    # A first line feed is not shown, and without one that of the text itself would not be.
    name, value = conditional_escape(widget["name"]), conditional_escape(widget["value"] or "")
    return mark_safe(f'<textarea name="{name}"{_attributes(widget["attrs"])}>\n{value}</textarea>')


def _select(widget: Mapping[str, Any]) -> SafeString | None:
    """A list; None for one with groups."""
    options = _options(widget)
    if options is None:
        return None
    written = "".join(
        f'<option value="{conditional_escape(str(option["value"]))}"{_attributes(option["attrs"])}>'
        f"{conditional_escape(option['label'])}</option>"
        for option in options
    )
    name = conditional_escape(widget["name"])
    return mark_safe(f'<select name="{name}"{_attributes(widget["attrs"])}>{written}</select>')


def _choices(widget: Mapping[str, Any]) -> SafeString | None:
    """Radio buttons or boxes, each in its label; None for those in groups."""
    options = _options(widget)
    if options is None:
        return None
    written = "".join(f"<div>{_choice(option)}</div>" for option in options)
    around = {name: widget["attrs"][name] for name in ("id", "class") if widget["attrs"].get(name)}
    return mark_safe(f"<div{_attributes(around)}>{written}</div>")


def _choice(option: Mapping[str, Any]) -> str:
    bound = option["attrs"].get("id")
    target = "" if not bound else f' for="{conditional_escape(bound)}"'
    return f"<label{target}>{_input(option)} {conditional_escape(option['label'])}</label>"


def _options(widget: Mapping[str, Any]) -> list[Mapping[str, Any]] | None:
    groups = widget["optgroups"]
    if any(name for name, _, _ in groups):
        return None
    return [option for _, options, _ in groups for option in options]


_WRITERS: Mapping[str, Callable[[Mapping[str, Any]], SafeString | None]] = {
    f"{_FOLDER}text.html": _input,
    f"{_FOLDER}hidden.html": _input,
    f"{_FOLDER}textarea.html": _textarea,
    f"{_FOLDER}select.html": _select,
    f"{_FOLDER}radio.html": _choices,
    f"{_FOLDER}checkbox_select.html": _choices,
}

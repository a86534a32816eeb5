"""Where the help of the page in use stands."""

from __future__ import annotations

from django import template
from django.urls import reverse

from nghisu.web.help import topic_of_route

register = template.Library()


@register.simple_tag(takes_context=True)
def help_url(context: template.Context) -> str:
    """`{% help_url as help %}`: the topic of the page in use; the index of the help where no topic names the page."""
    match = getattr(context.get("request"), "resolver_match", None)
    topic = topic_of_route(match.view_name) if match is not None else ""
    return reverse("web:help_topic", args=[topic]) if topic else reverse("web:help")

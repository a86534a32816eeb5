from uuid import uuid4

from django import template
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nghisu.foundation.access import may as may_do
from nghisu.foundation.actors import Actor

register = template.Library()


@register.simple_tag(takes_context=True)
def command_id(context: template.Context) -> SafeString:
    """The hidden identifier that makes a form's command idempotent; the one typed before is kept after an error.

    A part of a page that answers HTMX holds other forms too, and comes when the command has run: it gets new ones.
    """
    request: HttpRequest | None = context.get("request")
    kept = None
    if request is not None and request.headers.get("HX-Request") != "true":
        kept = request.POST.get("command_id")
    return format_html('<input type="hidden" name="command_id" value="{}">', kept or uuid4())


@register.filter
def may(actor: Actor, action: str) -> bool:
    """`{% if actor|may:"programme.edit" %}`: whether to offer an action at all."""
    return bool(may_do(actor, action))

from uuid import uuid4

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nghisu.foundation.access import may as may_do
from nghisu.foundation.actors import Actor

register = template.Library()


@register.simple_tag(takes_context=True)
def command_id(context: template.Context) -> SafeString:
    """The hidden identifier that makes a form's command idempotent; the one typed before is kept after an error."""
    request = context.get("request")
    kept = request.POST.get("command_id") if request is not None else None
    return format_html('<input type="hidden" name="command_id" value="{}">', kept or uuid4())


@register.filter
def may(actor: Actor, action: str) -> bool:
    """`{% if actor|may:"programme.edit" %}`: whether to offer an action at all."""
    return bool(may_do(actor, action))

"""What the notices do when something happens anywhere in the house."""

from nghisu.foundation.events import Event, hears
from nghisu.notices.commands.webhooks import tell_programs


@hears(Event)
def tell_other_programs(event: Event) -> None:
    tell_programs(event)

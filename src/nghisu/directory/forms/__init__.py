from nghisu.directory.forms.filters import (
    DayForm,
    FilterForm,
    OrganisationFilterForm,
    PersonFilterForm,
    PositionFilterForm,
    RoomFilterForm,
)
from nghisu.directory.forms.organisations import LastDayForm, LastDayOfOrganisationForm, OrganisationForm
from nghisu.directory.forms.people import AppointmentForm, DaysForm, EndForm, NewPersonForm, PersonForm
from nghisu.directory.forms.positions import PositionForm
from nghisu.directory.forms.rooms import RoomForm

__all__ = [
    "AppointmentForm",
    "DayForm",
    "DaysForm",
    "EndForm",
    "FilterForm",
    "LastDayForm",
    "LastDayOfOrganisationForm",
    "NewPersonForm",
    "OrganisationFilterForm",
    "OrganisationForm",
    "PersonFilterForm",
    "PersonForm",
    "PositionFilterForm",
    "PositionForm",
    "RoomFilterForm",
    "RoomForm",
]

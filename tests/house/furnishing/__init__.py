"""A committee with a little of everything: what a test puts into the addresses of the house.

An app that brings a new part of an address adds its sample to `addresses`; until then the tests of the house say so.
"""

from tests.house.furnishing.addresses import OF_A_COMMITTEE, OF_EVERYBODY, address
from tests.house.furnishing.furnished import Furnished, furnish
from tests.house.furnishing.people import sign_ins_of

__all__ = ["OF_A_COMMITTEE", "OF_EVERYBODY", "Furnished", "address", "furnish", "sign_ins_of"]

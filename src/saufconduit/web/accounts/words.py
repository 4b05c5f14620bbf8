"""Groups of roles."""

from saufconduit.casework.words import Role, Zone

CARE_ROLES = (Role.PRESCRIBER, Role.INTERN, Role.PHARMACIST, Role.BOARD_COORDINATOR, Role.BOARD_MEMBER)
# These work in the zone of their site, whichever it is, and see no patient in either; the auditor of a company reads
# its archive alone, with a written reason.
_OF_BOTH_ZONES = (Role.SITE_ADMINISTRATOR, Role.AUDITOR)


def roles_in(zone: Zone) -> list[Role]:
    """The roles that somebody may have at a site of that zone."""
    roles = [role for role in Role if role is not Role.SYSTEM]
    return [role for role in roles if role in _OF_BOTH_ZONES or role.zone is zone]

"""Who may enter, in which role, at which place: accounts, memberships, delegations, second factor."""

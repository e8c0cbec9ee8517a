"""What privacy itself, the kit, and the libraries below hold about a person, and what no room speaks of."""

from members.privacy.personal import cms, mails, own, rest, signing_in

__all__ = ["cms", "mails", "own", "rest", "signing_in"]

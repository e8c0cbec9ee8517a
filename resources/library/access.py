"""Who may do what in the library, and why not."""

from django.utils.translation import gettext_lazy as _

from members.accounts.queries import standing
from network.access.rules import no, rule, yes
from resources.library.models import Resource

SIGN_IN = _("Sign in first.")
NOT_YET = _("This is for members: your city has not said yes yet.")


def _member(member):
    if not member.is_authenticated:
        return no(SIGN_IN)
    return yes() if member.is_member else no(NOT_YET)


def owns(member, resource):
    """Whether a resource is `member`'s own, or belongs to a city that `member` coordinates now."""
    if resource.owner_id is not None and resource.owner_id == member.pk:
        return True
    return bool(resource.owner_city_id) and resource.owner_city_id in standing(member).coordinates


def _curates(member, resource):
    """Whether `member` looks after the network, or is coordinator now of one of the resource's cities."""
    if member.is_superuser or member.is_network_coordinator:
        return True
    coordinated = standing(member).coordinates
    return bool(coordinated) and any(city.pk in coordinated for city in resource.cities.all())


@rule("library.share", _("Share a resource"), needs_object=False)
def share(member):
    """Members share."""
    return _member(member)


@rule("library.edit", _("Describe a resource"))
def edit(member, resource):
    """Its owner; once it is published, those who look after its cities too."""
    standing = _member(member)
    if not standing:
        return standing
    if resource.state == Resource.State.WITHDRAWN:
        return no(_("It was withdrawn and can no longer be changed."))
    if owns(member, resource):
        return yes(_("You shared it."))
    if resource.state != Resource.State.DRAFT and _curates(member, resource):
        return yes(_("You look after the resources of its cities."))
    return no(_("Only who shared it and the coordinators of its cities may change it."))


@rule("library.publish", _("Publish a resource"))
def publish(member, resource):
    """Its owner publishes the draft; where a review is wanted, it waits for that first."""
    standing = _member(member)
    if not standing:
        return standing
    if resource.state != Resource.State.DRAFT:
        return no(_("It is no longer a draft."))
    return yes(_("You shared it.")) if owns(member, resource) else no(_("Only who shared it may publish it."))


@rule("library.discard", _("Change the files of a draft, or throw it away"))
def discard(member, resource):
    """Its owner, while nobody else has seen it."""
    if not member.is_authenticated:
        return no(SIGN_IN)
    if resource.state != Resource.State.DRAFT:
        return no(_("It is no longer a draft: withdraw it instead."))
    return yes() if owns(member, resource) else no(_("Only who shared it may throw the draft away."))


@rule("library.accept", _("Answer for what is under review"))
def accept(member, resource):
    """The coordinators of its cities and those of the network; not about what is their own."""
    standing = _member(member)
    if not standing:
        return standing
    if resource.state != Resource.State.REVIEW:
        return no(_("It does not wait for a review."))
    if owns(member, resource) or any(one.member_id == member.pk for one in resource.authorships.all()):
        return no(_("It is yours: somebody else answers."))
    if _curates(member, resource):
        return yes(_("You look after the resources of its cities."))
    return no(_("The coordinators of its cities answer."))


@rule("library.take_back", _("Take a submission back"))
def take_back(member, resource):
    """Its owner, while nobody has answered."""
    if not member.is_authenticated:
        return no(SIGN_IN)
    if resource.state != Resource.State.REVIEW:
        return no(_("It does not wait for a review."))
    return yes(_("You shared it.")) if owns(member, resource) else no(_("Only who shared it may take it back."))


@rule("library.new_version", _("Publish a new version"))
def new_version(member, resource):
    """Who may describe it, once it is published."""
    if resource.state != Resource.State.PUBLISHED:
        return no(_("It is not published.")) if member.is_authenticated else no(SIGN_IN)
    return edit(member, resource)


@rule("library.relate", _("Say how it is related to other works"))
def relate(member, resource):
    """Who may describe it."""
    return edit(member, resource)


@rule("library.translate", _("Translate title and summary"))
def translate(member, resource):
    """Members, of what they may read."""
    standing = _member(member)
    if not standing:
        return standing
    return yes() if resource.state == Resource.State.PUBLISHED else edit(member, resource)


@rule("library.hand_over", _("Give a resource into other hands"))
def hand_over(member, resource):
    """Its owner, and those who look after its cities."""
    standing = _member(member)
    if not standing:
        return standing
    if owns(member, resource):
        return yes(_("You shared it."))
    if resource.state != Resource.State.DRAFT and _curates(member, resource):
        return yes(_("You look after the resources of its cities."))
    return no(_("Only who shared it and the coordinators of its cities may."))


@rule("library.follow", _("Follow a resource"))
def follow(member, resource):
    """Members, of what is published."""
    standing = _member(member)
    if not standing:
        return standing
    return yes() if resource.state == Resource.State.PUBLISHED else no(_("It is not published."))


@rule("library.ask_access", _("Ask for something that is not open to you"))
def ask_access(member, resource):
    """Members ask for what its owner tells others of."""
    standing = _member(member)
    if not standing:
        return standing
    is_held_back = resource.files_for != "all" or (resource.is_told_of and resource.visibility == "city")
    if resource.state != Resource.State.PUBLISHED or not is_held_back:
        return no(_("There is nothing here to ask for."))
    return no(_("It is yours.")) if owns(member, resource) else yes()


@rule("library.answer_access", _("Answer who asks for a resource"))
def answer_access(member, resource):
    """Its owner, or who coordinates the city it belongs to."""
    standing = _member(member)
    if not standing:
        return standing
    if owns(member, resource):
        return yes(_("You shared it."))
    if resource.owner_id is None and _curates(member, resource):
        return yes(_("You look after the resources of its cities."))
    return no(_("Only who shared it may answer."))


@rule("library.edit_words", _("Edit topics and other words, and merge topics"), needs_object=False)
def edit_words(member):
    """Coordinators, of cities and of the network."""
    asked = _member(member)
    if not asked:
        return asked
    if member.is_superuser or member.is_network_coordinator or standing(member).is_coordinator:
        return yes(_("You are a coordinator."))
    return no(_("Coordinators look after the words by which things are found."))


@rule("library.withdraw", _("Withdraw a resource"))
def withdraw(member, resource):
    """Its owner, the coordinators of its cities, and those of the network."""
    if not member.is_authenticated:
        return no(SIGN_IN)
    if resource.state != Resource.State.PUBLISHED:
        return no(_("Only what is published can be withdrawn."))
    if owns(member, resource):
        return yes(_("You shared it."))
    if member.is_member and _curates(member, resource):
        return yes(_("You look after the resources of its cities."))
    return no(_("Only who shared it and the coordinators of its cities may withdraw it."))


@rule("library.mark_useful", _("Say that a resource is useful in your city"))
def mark_useful(member, resource):
    """Members with a home city, about the work of others."""
    standing = _member(member)
    if not standing:
        return standing
    if resource.state != Resource.State.PUBLISHED:
        return no(_("It is not published."))
    if member.home_city_id is None:
        return no(_("Choose your home city first."))
    if owns(member, resource) or any(one.member_id == member.pk for one in resource.authorships.all()):
        return no(_("It is yours: others say whether it is useful to them."))
    return yes()


@rule("library.follow_topic", _("Follow a topic"), needs_object=False)
def follow_topic(member):
    """Members follow topics; their digest brings what is new."""
    return _member(member)

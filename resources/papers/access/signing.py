"""Standing by a text: who declares, who asks the cities, who speaks for one, who signs."""

from django.utils.translation import gettext_lazy as _

from members.accounts.queries import standing as stands
from network.access.rules import may, no, rule, yes
from network.cities.models import Partnership
from resources.papers.access.papers import CLOSED
from resources.papers.access.people import part_of, standing, writes
from resources.papers.models import Author, Paper

ONLY_OWN = _("Everybody declares for themselves.")
FIRST_REVIEW = _("First comes the internal review.")
OVER = _("It is over.")
IS_PUBLISHED = _("It is published. A correction is a new version.")


@rule("papers.declare", _("Declare one's part, interests and funding"))
def declare(member, author):
    """The author themselves, until the paper is published."""
    basic = standing(member)
    if not basic:
        return basic
    if author.member_id != member.pk:
        return no(ONLY_OWN)
    if author.part != Author.Part.AUTHOR or author.state != Author.State.ACCEPTED:
        return no(_("This is for authors who said yes."))
    return no(IS_PUBLISHED) if author.paper.state in CLOSED else yes()


@rule("papers.see_declarations", _("Read what authors declared for a paper"))
def see_declarations(member, paper):
    """Its authors, and those who look after the network."""
    basic = standing(member)
    if not basic:
        return basic
    if writes(member, paper):
        return yes()
    if member.is_superuser or member.is_network_coordinator:
        return yes(_("You look after the network."))
    return no(_("Declarations are read by the authors; they are printed with the paper."))


@rule("papers.manage_interests", _("Decide what follows from declared interests"))
def manage_interests(member, declaration):
    """The lead, or a network coordinator; never about one's own."""
    basic = standing(member)
    if not basic:
        return basic
    author = declaration.author
    if author.member_id == member.pk:
        return no(_("Somebody else decides about your interests."))
    if part_of(member, author.paper) == "lead" or member.is_network_coordinator or member.is_superuser:
        return yes()
    return no(_("The lead author or a coordinator of the network decides this."))


@rule("papers.consult", _("Ask the cities about a paper"))
def consult(member, paper):
    """Its lead, from internal review on, one consultation at a time."""
    answer = may(member, "papers.lead", paper)
    if not answer:
        return answer
    if paper.state == Paper.State.DRAFTING:
        return no(FIRST_REVIEW)
    if paper.state in CLOSED:
        return no(IS_PUBLISHED)
    if paper.consultations.filter(closed_at=None).exists():
        return no(_("The cities are being asked already."))
    return yes()


@rule("papers.stop_consultation", _("Break a consultation off"))
def stop_consultation(member, consultation):
    """The paper's lead, while it runs."""
    answer = may(member, "papers.lead", consultation.paper)
    if not answer:
        return answer
    return no(OVER) if consultation.closed_at else yes()


@rule("papers.endorse", _("Answer for a city that is asked about a paper"))
def endorse(member, consultation):
    """The coordinators of a city that is asked, while its partnership is active."""
    basic = standing(member)
    if not basic:
        return basic
    if consultation.closed_at:
        return no(OVER)
    mine = list(stands(member).coordinates)
    asked = consultation.cities.filter(pk__in=mine, partnership__state=Partnership.State.ACTIVE)
    if mine and asked.exists():
        return yes(_("You speak for your city."))
    return no(_("The coordinators of the cities that are asked answer for them."))


@rule("papers.put_up", _("Put a text up for signing"))
def put_up(member, paper):
    """Its lead, from internal review on; what stands in the way is said by the page."""
    answer = may(member, "papers.lead", paper)
    if not answer:
        return answer
    if paper.state == Paper.State.DRAFTING:
        return no(FIRST_REVIEW)
    return no(IS_PUBLISHED) if paper.state in CLOSED else yes()


@rule("papers.sign", _("Sign a text"))
def sign(member, round):
    """Its authors, while the round is open."""
    basic = standing(member)
    if not basic:
        return basic
    is_author = Author.objects.filter(
        paper=round.paper_id, member=member, part=Author.Part.AUTHOR, state=Author.State.ACCEPTED
    ).exists()
    if not is_author:
        return no(_("The authors sign."))
    return no(OVER) if round.ended_at else yes()


@rule("papers.see_signatures", _("Read a text that is being signed, and who signed it"))
def see_signatures(member, paper):
    """Whoever takes part."""
    basic = standing(member)
    if not basic:
        return basic
    if part_of(member, paper) or member.is_superuser:
        return yes()
    return no(_("Only those who take part see this before it is published."))


@rule("papers.go_without", _("Go on without an author who did not answer"))
def go_without(member, round):
    """The paper's lead, once the day is over."""
    answer = may(member, "papers.lead", round.paper)
    if not answer:
        return answer
    if round.ended_at:
        return no(OVER)
    return yes() if round.is_over else no(_("Everybody has until the day that was agreed."))


@rule("papers.answer_departure", _("Say whether the others may go on without oneself"))
def answer_departure(member, departure):
    """The author concerned, until it is done."""
    basic = standing(member)
    if not basic:
        return basic
    if departure.author.member_id != member.pk:
        return no(_("Only the author concerned answers this."))
    return no(OVER) if departure.done_at else yes()

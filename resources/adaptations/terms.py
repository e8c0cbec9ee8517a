"""Words and limits of adaptation reports. Codes are kept for good; labels may be worded anew.

The lists follow FRAME, the framework for reporting adaptations and modifications (Stirman, Baumann, Miller 2019,
Implementation Science 14:58), in our own words; the grouped reasons are a working list.
"""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

CURATORS = "network"
"""Audience key of those who look after the whole network."""

ENOUGH = 3
"""As many reports are needed before the median of 'how it went' is shown: fewer would point at one of them."""

ASK_AFTER, ASK_UNTIL = timedelta(days=90), timedelta(days=400)
"""When a member is asked, on the own page, whether something that was taken was used."""

LINE_LIMIT, TEXT_LIMIT = 200, 4000

TOLD = (
    *("use", "city", "changed", "rating", "line", "language", "edition", "visibility"),
    *("place", "setting", "started_on", "ended_on", "populations", "reached", "steps"),
    *("modified", "context_changes", "content_changes", "levels", "stages", "planned", "deciders", "fidelity"),
    *("goals", "reasons", "why", "kept", "reach", "result", "recommend"),
)
"""The fields of a report that may be told and told anew."""

USES = {
    "as-is": _("Yes, as it is"),
    "changed": _("Yes, with changes"),
    "parts": _("Yes, parts of it"),
    "stopped": _("We began, and stopped"),
}
RATINGS = {
    5: _("5: very well"),
    4: _("4: well"),
    3: _("3: partly"),
    2: _("2: poorly"),
    1: _("1: not at all"),
}
RECOMMENDS = {
    "yes": _("Yes"),
    "changed": _("Yes, with our changes"),
    "not-yet": _("Not yet"),
    "no": _("No"),
}
VISIBILITIES = {
    "public": _("Everyone"),
    "members": _("Members of the network"),
    "city": _("Members of the city, and the authors of the original"),
}

STEPS = {
    "needs": _("We learned what the people and the place need"),
    "plan": _("We worked out what needs adapting"),
    "pretest": _("We tried it with a few people first"),
    "feedback": _("We changed it after what they said"),
    "evaluated": _("We put it to use and evaluated it"),
}
STEP_STATES = {"done": _("Done"), "partly": _("Partly"), "no": _("No")}

STAGES = {
    "planning": _("While we planned it"),
    "pretest": _("When we tried it"),
    "use": _("While it was in use"),
    "scale-up": _("When we spread it"),
    "routine": _("When it was routine"),
}
PLANNED = {
    "planned": _("Planned, before we began"),
    "reactive": _("In answer to something that came up"),
    "both": _("Both"),
}
DECIDERS = {
    "peers": _("Peer supporters"),
    "recipients": _("The people whom it is for"),
    "community": _("Community members or their organisations"),
    "team": _("The programme's team"),
    "coordinator": _("The coordinator or leader of the programme"),
    "clinicians": _("Clinicians"),
    "researchers": _("Researchers"),
    "authors": _("The authors of the original"),
    "managers": _("Managers or administrators"),
    "officials": _("City officials or politicians"),
    "funders": _("Funders"),
}
MODIFIED = {
    "content": _("Its content"),
    "context": _("The way, the place or the people of its use"),
    "training": _("How people are trained, or how it is evaluated"),
    "implementation": _("How it is introduced and spread"),
}
LEVELS = {
    "person": _("One person"),
    "group": _("A group"),
    "population": _("People with something in common"),
    "supporter": _("A peer supporter or professional"),
    "unit": _("A team, clinic or centre"),
    "organisation": _("An organisation"),
    "network": _("A city or network"),
}
CONTEXT_CHANGES = {
    "format": _("Format: how it is delivered"),
    "setting": _("Setting: where"),
    "personnel": _("Personnel: by whom"),
    "population": _("Population: for whom"),
}
CONTENT_CHANGES = {
    "tailor": _("Tailored: words, pictures, examples"),
    "add": _("Added something"),
    "remove": _("Took something out"),
    "shorten": _("Made it shorter"),
    "lengthen": _("Made it longer"),
    "substitute": _("Put one part in the place of another"),
    "reorder": _("Changed the order"),
    "spread": _("Spread it over more meetings"),
    "integrate": _("Joined it with another approach"),
    "repeat": _("Repeated parts"),
    "loosen": _("Made the structure looser"),
    "drift": _("Moved away from it, and came back or did not"),
}
FIDELITY = {
    "consistent": _("What makes it work was kept"),
    "inconsistent": _("Something that makes it work was changed or lost"),
    "unknown": _("We do not know"),
}
GOALS = {
    "reach": _("Reach more people"),
    "retention": _("Have people stay"),
    "feasibility": _("Make it easier to do"),
    "fit": _("Make it fit the people"),
    "outcomes": _("Have better results"),
    "cost": _("Lower the cost"),
    "satisfaction": _("Have people more content"),
    "equity": _("Be fairer to those who are left out"),
}
REASONS = {
    "sociopolitical": {
        "rules": _("Laws, rules or policies"),
        "funding": _("How money is given"),
        "norms": _("What is usual in society"),
        "climate": _("Politics, or what had happened before"),
    },
    "organisation": {
        "resources": _("Money, staff, rooms or equipment"),
        "time": _("Time, or other duties"),
        "services": _("How services are built"),
        "place": _("Where it is, how one gets there"),
        "mission": _("Its culture or mission"),
        "leadership": _("Leadership and support"),
    },
    "provider": {
        "training": _("What they had learned"),
        "languages": _("Their languages"),
        "preferences": _("What they prefer or judge right"),
        "culture": _("Their culture"),
        "load": _("How much they can carry"),
    },
    "recipient": {
        "languages": _("Their languages"),
        "literacy": _("Reading and schooling"),
        "culture": _("Their culture or faith"),
        "access": _("Money, transport, telephone, the web"),
        "health": _("Other illnesses, body, memory"),
        "age": _("Their age or stage of life"),
        "readiness": _("Whether they felt ready"),
        "crisis": _("A crisis, or urgent needs"),
    },
}
"""What led to the change, at four levels; a report keeps `level:reason`."""

REASON_LEVELS = {
    "sociopolitical": _("Reasons in society and politics"),
    "organisation": _("Reasons in the organisation or place"),
    "provider": _("Reasons with those who deliver it"),
    "recipient": _("Reasons with those whom it is for"),
}

MISSING = {
    "use": _("Say whether you used it."),
    "city": _("Say in which city."),
    "changed": _("Say in a few words what you changed."),
    "rating": _("Say how it went."),
    "line": _("Say in one line what others should know."),
}

CIRCLE = _("Your version is among those that the original was made from. A work cannot be its own ancestor.")
MANY_SOURCES = _("Your version comes from several originals, and its licence does not suit all of them.")
ASK_FIRST = _("The licence of the original lets nobody change it without asking. Ask the owner first.")


class NotReady(Exception):
    """A report that cannot be published yet; `missing` is {field: sentence}."""

    def __init__(self, missing):
        super().__init__(", ".join(missing))
        self.missing = missing


class NotAllowed(Exception):
    """A version that may not be joined to its original; `sentence` says why, for the person."""

    def __init__(self, sentence):
        super().__init__(str(sentence))
        self.sentence = sentence

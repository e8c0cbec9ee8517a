"""The words that the editor's script says, in the reader's language; places in them are written %(name)s."""

from django.utils.translation import gettext as _


def editor_words():
    """Return them by name, as the script asks for them."""
    return {**_standing(), **_writing(), **_asking(), **_talking()}


def counted():
    """Return [(code, words)] of what the place in a cited work can count: those of citing's LABELS."""
    return [
        ("page", _("Page")),
        ("chapter", _("Chapter")),
        ("section", _("Section")),
        ("paragraph", _("Paragraph")),
        ("figure", _("Figure")),
        ("table", _("Table")),
        ("volume", _("Volume")),
    ]


def _standing():
    return {
        "states": {
            "saved": _("Saved"),
            "saving": _("Saving …"),
            "late": _("Not saved yet"),
            "connecting": _("Connecting …"),
            "offline": _("Offline"),
            "kept": _("Offline, kept on this device"),
            "lost": _("Offline, and this browser keeps nothing: leave this page open"),
            "refused": _("Not connected"),
            "unsaved": _("Not saved, kept on this device"),
        },
        "refused": {
            "signed-out": _("You are signed out. Sign in again in another tab, then load this page anew. "
                            "What you wrote is kept on this device."),
            **dict.fromkeys(("no-right", "read-only"), _("You may no longer write here. What was saved is kept.")),
            "comment-only": _("You may comment here, and suggest changes. What you wrote last was not saved."),
            "not-found": _("This text is not open to you any more."),
            "frozen": _("The text is fixed for now: it is being signed. You may read it."),
            "schema": _("The portal has a newer editor. You may read; load the page anew to write."),
            "epoch": _("This text began anew. Load the page; what this device kept of the old one is offered there."),
            "too-large": _("This change is too large to be saved in one piece. Bring long texts in as a Word file."),
            "document-full": _("The text has reached the largest size. Divide it into two papers."),
            "rate": _("That was very much at once. It goes on in a minute; what you wrote is kept."),
            "too-many": _("This text is open in too many places. Close some of them."),
            **dict.fromkeys(("malformed", "incomplete", "foreign-writer"), _(
                "Something could not be saved. Load the page anew; what you wrote is kept on this device.")),
            "again": _("The server asks to try again. What you wrote is kept on this device."),
            "restart": _("The server starts anew. What you wrote is kept on this device."),
            "closed": _("The connection was ended. What you wrote is kept on this device. Load the page anew."),
            "other": _("Something was not taken. What you wrote is kept on this device."),
        },
        "reload": _("Load anew"),
        "close": _("Close"),
        "failed": _("The editor could not start. You can read the text here, comment by a form, or write in Word."),
        "noLine": _("There is no connection. Please try again when it is back."),
        "notNow": _("This did not work. Please try again."),
        "alone": _("You are alone here."),
        "here": _("Here now: %(names)s"),
        "jump": _("Go to where %(name)s is"),
    }  # fmt: skip


def _writing():
    return {
        "text": _("Text of “%(title)s”"),
        "oneWord": _("%(count)s word"),
        "manyWords": _("%(count)s words"),
        "untitled": _("Heading without words"),
        "figure": _("Figure %(number)s"),
        "table": _("Table %(number)s"),
        "note": _("Footnote %(number)s"),
        "lost": _("[what this pointed to is gone]"),
        "noWork": _("[no work chosen]"),
        "pictureRefused": _("Pictures are not pasted into the text. Save the picture and put it in by “Figure”, "
                            "with words for those who do not see it."),
        "tooLong": _("This is too long to be pasted at once. Bring it in as a Word file, or piece by piece."),
        "found": _("%(at)s of %(count)s"),
        "notFound": _("Not found"),
        "youSuggest": _("You suggest here: what you write waits until the authors accept it. Just begin to write."),
        "suggestHere": _("Just begin to write: it becomes a suggestion."),
        "nowSuggesting": _("You now write suggestions. The authors accept or refuse each of them."),
        "yourSuggestions": _("Your suggestions."),
        "suggestionsOf": _("Suggestions of %(name)s."),
        "changes": _("Changes: %(count)s"),
        "notYours": _("“%(title)s” is written by %(names)s. What you write here becomes a suggestion."),
        "writeAnyway": _("Write here all the same"),
        "typeAgain": _("Your suggestions are open. Please type that once more here."),
        "earlier": _("This device keeps text of an earlier state of this paper that was never sent."),
        "tooLate": _("The text was fixed before your last words were saved. They can become a suggestion."),
        "tooLateHere": _("This text can no longer be changed. Your last words came too late and are not in it; "
                         "they stay on this device until you throw them away."),
        "takeCopy": _("Take a copy"),
        "earlierSuggest": _("Make it a suggestion"),
        "earlierForget": _("Throw it away"),
    }  # fmt: skip


def _asking():
    return {
        "noAddress": _("This is no address of a page or a mail box."),
        "choosePicture": _("Choose a picture, or upload one and wait until it is ready."),
        "needAlt": _("Say in words what it shows, for those who do not see it."),
        "ofThisPaper": _("In this paper"),
        "chooseWork": _("Choose at least one work."),
        "dropWork": _("Take “%(title)s” out"),
        "fromLibrary": _("From the library: takes it into the list"),
        "doiAsked": _("The DOI is being asked for. Look at what was found, and take it into the list there."),
        "lookThere": _("Look at it in a new tab"),
        "byDoi": _("By its DOI: takes it into the list"),
    }


def _talking():
    return {
        "selectFirst": _("Choose the words first about which you want to say something."),
        "reply": _("Answer"),
        "send": _("Send"),
        "resolve": _("Close this talk"),
        "reopen": _("Open again"),
        "outcome": _("What came of it"),
        "why": _("Why"),
        "placeAgain": _("Place again"),
        "inText": _("Show in the text"),
        "wholeThread": _("More"),
        "closedBy": _("Closed by %(name)s: %(outcome)s."),
        "removedText": _("The words that this is about were removed."),
        "takenBack": _("This comment was taken back."),
        "edited": _("(changed)"),
    }

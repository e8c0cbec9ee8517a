"""What the demo world consists of: cities, people, resources with real files, and a timeline.

Pure data and makers of files; nothing here knows a model. `network.demo.world` loads it through the
actions that members use, so the demo is what the product itself would have made.

    cities()                  five partner cities and some in the other states of a partnership
    people()                  the cast and some more members, applicants among them
    resources()               sixty resources, written for this project, in four languages
    make_files(directory)     their files, made once and kept
    big_pdf(path)             a valid PDF of any size, for trying uploads
    timeline()                who did what, counted in days before today

Everything is made up for the demonstration except the plain facts about the cities, which name their source.
"""

from network.demo.content.activity import timeline
from network.demo.content.big import big_pdf
from network.demo.content.cities import cities
from network.demo.content.files import make_files
from network.demo.content.people import people
from network.demo.content.reading import resources

__all__ = ["big_pdf", "cities", "make_files", "people", "resources", "timeline"]

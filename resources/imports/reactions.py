"""What imports do for the library: a link that is a DOI is looked up when somebody shares it."""

from resources.imports import doi
from resources.library.lookups import looks_up

looks_up(doi.look_up)

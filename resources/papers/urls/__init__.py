"""Addresses of papers and of publications, topic by topic."""

from resources.papers.urls import papers, publishing, references, signing, talking, versions, word, writing

app_name = "papers"
urlpatterns = [
    *papers.urlpatterns,
    *writing.urlpatterns,
    *talking.urlpatterns,
    *versions.urlpatterns,
    *references.urlpatterns,
    *word.urlpatterns,
    *signing.urlpatterns,
    *publishing.urlpatterns,
]

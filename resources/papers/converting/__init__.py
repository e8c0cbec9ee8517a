"""From the text of a paper to what others read, and back: web pages, files of many formats, Word."""

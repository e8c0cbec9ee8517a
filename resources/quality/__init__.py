"""Quality: reviews before publishing, structured reviews by members, what is outdated and who takes over."""

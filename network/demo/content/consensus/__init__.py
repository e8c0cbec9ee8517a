"""Panels of the sample world: what they are asked, in four languages, and what people answer. All of it is made up."""

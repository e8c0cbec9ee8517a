"""Pictures of a paper as converters take them."""

import base64
from dataclasses import dataclass


@dataclass(frozen=True)
class Picture:
    """A picture: its bytes, what it shows in words, its size in points, and the address at which readers find it."""

    data: bytes
    content_type: str
    alt: str = ""
    width: int = 0
    height: int = 0
    address: str = ""

    @property
    def inside(self):
        """The picture as an address that holds it."""
        return f"data:{self.content_type};base64,{base64.b64encode(self.data).decode()}"

"""Addresses of the files hub: handing out, and taking in."""

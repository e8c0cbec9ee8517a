"""What this room does when something happens elsewhere, one module a topic: all of them are loaded."""

from importlib import import_module
from pkgutil import iter_modules

for found in sorted(iter_modules(__path__), key=lambda one: one.name):
    import_module(f"{__name__}.{found.name}")

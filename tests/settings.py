"""The portal's own settings in the surroundings of a test run: nothing to configure, nothing kept."""

import os
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "for tests alone")
os.environ.setdefault("DATA_DIR", str(Path(__file__).resolve().parent.parent / "var" / "tests"))
os.environ.setdefault("EMBEDDED_DURABLE", "0")
os.environ.setdefault("DB_POOL", "0")
os.environ.setdefault("JOBS_NUDGE", "0")
os.environ.setdefault("MAIL_URL", "mailbox:")
os.environ.setdefault("DEMO", "1")

from network.settings import *  # noqa: F403

# The tests of it turn it on; everybody else's curators walk in without one, as in the demo.
REQUIRE_SECOND_FACTOR = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True

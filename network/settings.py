"""Settings of the portal: one file, driven by the environment, safe when nothing is set.

README.md, 'How to run it for real', lists every variable.
"""

import zoneinfo
from pathlib import Path
from urllib.parse import unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

# Local times come from the pinned tzdata wheel alone: a system's older copy is an hour wrong for Vancouver since 2026.
zoneinfo.reset_tzpath(to=())

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")
_site = urlsplit(SITE_URL)
HTTPS = _site.scheme == "https"

SECRET_KEY = env.str("SECRET_KEY", default="development only, never in service" if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. Set it to a long random text (and keep it), or set DEBUG=1 to develop, "
        "or run 'manage.py demo', which makes one of its own."
    )
PANEL_SECRET = env.str("PANEL_SECRET", default=SECRET_KEY)
"""Joins panellists to their ratings (`resources/consensus/keys.py`): keep it while a panel runs."""
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[_site.hostname or "localhost", "localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# -- the house ---------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "meetings.introductions",
    "meetings.congresses",
    "meetings.minutes",
    "meetings.polls",
    "meetings.calendar",
    "resources.imports",
    "resources.adaptations",
    "resources.quality",
    "resources.collections",
    "resources.consensus",
    "resources.papers",
    "resources.library",
    "members.privacy",
    "members.directory",
    "members.accounts",
    "network.cities",
    "network.home",
    "network.desk",
    "network.digests",
    "network.interchange",
    "network.access",
    "network.activity",
    "network.catalogue",
    "network.files",
    "network.live",
    "network.kit",
    "wagtail_localize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
if DEMO:
    INSTALLED_APPS.insert(0, "network.demo")

MIDDLEWARE = [
    "network.kit.middleware.request_id",
    "network.kit.middleware.clean_bytes",
    "django.middleware.security.SecurityMiddleware",
    "network.kit.middleware.headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "network.kit.middleware.admin_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "network.kit.middleware.reader",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "members.accounts.middleware.second_factor",
    "members.accounts.middleware.fresh_proof",
    "network.cities.middleware.OwnTranslations",
    "members.privacy.middleware.leavers",
    "members.privacy.middleware.witnesses",
]

ROOT_URLCONF = "network.urls"
WSGI_APPLICATION = "network.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "network.kit.context.site",
            ],
        },
    },
]

# -- data --------------------------------------------------------------------------------------------------------
DATABASE_URL = env.str("DATABASE_URL", default="")
if not DATABASE_URL:
    from network.embedded import ensure_postgres

    DATABASE_URL = ensure_postgres(DATA_DIR)
REDIS_URL = env.str("REDIS_URL", default="")
if not REDIS_URL:
    from network.embedded import ensure_valkey

    REDIS_URL = ensure_valkey(DATA_DIR)

DATABASES = {"default": environ.Env.db_url_config(DATABASE_URL)}
DATABASES["default"] |= {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True}
DATABASES["default"].setdefault("OPTIONS", {})
# A folder of sockets stands in the place of the host, written as %2Fpath.
DATABASES["default"]["HOST"] = unquote(DATABASES["default"].get("HOST") or "")
if env.bool("DB_POOL", default=True):
    # With health checks, a restart of PostgreSQL under load costs waits, not errors.
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": env.int("DB_POOL_SIZE", 8), "timeout": 10}

CACHES = {
    # Rate limits and one-time codes live here: in the database, so that no outage of Valkey switches them off.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kit_cache",
        # Django forgets at random beyond 300: whoever fills the cache would reset everybody’s limits.
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    },
    # What may vanish at any time; answers like an empty cache while Valkey is away.
    "fragments": {
        "BACKEND": "network.kit.cache.ForgivingRedisCache",
        "LOCATION": REDIS_URL.replace("redis+socket://", "unix://"),
        "KEY_PREFIX": "f",
    },
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"

# -- jobs --------------------------------------------------------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://")
JOBS_NUDGE = env.bool("JOBS_NUDGE", default=True)
# Where the server of sockets answers, as the pages' own health address asks it; empty: nobody asks.
LIVE_URL = env.str("LIVE_URL", default="")

# -- files -------------------------------------------------------------------------------------------------------
FILES_ROOT = Path(env.str("FILES_ROOT", default=str(DATA_DIR / "files")))
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
SEARCH_ROOT = Path(env.str("SEARCH_ROOT", default=str(DATA_DIR / "search")))
CLAMD_URL = env.str("CLAMD_URL", default="")
# LibreOffice (soffice), to draw pages of Office files as they are; without it they are typeset from their text.
OFFICE_PROGRAM = env.str("OFFICE_PROGRAM", default="")
DOI_RESOLVER_URL = env.str("DOI_RESOLVER_URL", default="" if DEMO else "https://doi.org")
# Identifiers of publications: the prefix that an agency gave us, and which agency is told, where, as whom.
DOI_PREFIX = env.str("DOI_PREFIX", default="")
DOI_AGENCY = env.str("DOI_AGENCY", default="")
DOI_AGENCY_URL = env.str("DOI_AGENCY_URL", default="")
DOI_AGENCY_USER = env.str("DOI_AGENCY_USER", default="")
DOI_AGENCY_PASSWORD = env.str("DOI_AGENCY_PASSWORD", default="")
MAX_UPLOAD_BYTES = env.int("MAX_UPLOAD_MB", default=500) * 1024 * 1024
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "files": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(FILES_ROOT)}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(DATA_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = DEBUG
# A page without a style is better than no page.
WHITENOISE_MANIFEST_STRICT = False
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_TEMP_DIR = None

# -- languages and time ------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("da", "Dansk"), ("es", "Español"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "network" / "locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# -- people ------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Member"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "network.access.backend.TableBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/me/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "members.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]  # without the second the sign-in form asks for no password
ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD = "website"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 600
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
USERSESSIONS_TRACK_ACTIVITY = False
# Single sign-on by OpenID Connect: one server that members may sign in by. Who is let in is known here already: the
# server's word for an address opens the account of that address, and makes none.
OIDC_SERVER = env.str("OIDC_SERVER", default="")
OIDC_NAME = env.str("OIDC_NAME", default="") or (urlsplit(OIDC_SERVER).hostname if OIDC_SERVER else "")
if OIDC_SERVER:
    INSTALLED_APPS += ["allauth.socialaccount", "allauth.socialaccount.providers.openid_connect"]
    SOCIALACCOUNT_ADAPTER = "members.accounts.single_sign_on.SingleSignOnAdapter"
    SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
    SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
    SOCIALACCOUNT_STORE_TOKENS = False
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "sso",
                    "name": OIDC_NAME,
                    "client_id": env.str("OIDC_CLIENT_ID"),
                    "secret": env.str("OIDC_CLIENT_SECRET"),
                    "settings": {"server_url": OIDC_SERVER, "oauth_pkce_enabled": True},
                }
            ],
        }
    }
# Those who curate must hold a second factor; the demo lets its cast in without one.
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=not DEMO)

# -- mail --------------------------------------------------------------------------------------------------------
MAILERS = {"default": {"BACKEND": "network.kit.mail.OutboxBackend"}}
MAIL_URL = env.str("MAIL_URL", default="mailbox:" if DEMO or DEBUG else "smtp://localhost:25")
MAIL_FROM = env.str("MAIL_FROM", default=f"network@{_site.hostname}")
# Where calendars and people answer mails about meetings: meet+<token>@this domain.
REPLY_DOMAIN = env.str("REPLY_DOMAIN", default=_site.hostname or "localhost")
# The mail box that takes them in, asked every minute: imaps://user:password@host/INBOX; empty: nobody asks.
INBOUND_MAIL_URL = env.str("INBOUND_MAIL_URL", default="")
DEFAULT_FROM_EMAIL = MAIL_FROM
SERVER_EMAIL = MAIL_FROM
# Where weaknesses are reported and questions on privacy are answered: an address or a page.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default=f"mailto:{MAIL_FROM}")

# -- what a browser is told --------------------------------------------------------------------------------------
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "media-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "frame-src": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
}
if OIDC_SERVER:
    # The button of single sign-on is a form that is answered by a redirect there.
    _sign_on = urlsplit(OIDC_SERVER)
    SECURE_CSP["form-action"] = [CSP.SELF, f"{_sign_on.scheme}://{_sign_on.netloc}"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "network.kit.errors.csrf_failure"
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/"]
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"

# -- Wagtail -----------------------------------------------------------------------------------------------------
NETWORK_NAME = env.str("NETWORK_NAME", default="Peer Support Knowledge Network")
WAGTAIL_SITE_NAME = NETWORK_NAME
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_LOGIN_URL = "/manage/login/"
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
# A translation begins as a draft: no page shows another language's words under its own.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# Nothing is fetched from elsewhere: no film, no preview of a link.
WAGTAILEMBEDS_FINDERS = []
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "network.kit.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}

TAGGIT_CASE_INSENSITIVE = True
# The desk shows drafts in a frame of its own; the policy above lets no other site frame anything.
SILENCED_SYSTEM_CHECKS = ["security.W019"]

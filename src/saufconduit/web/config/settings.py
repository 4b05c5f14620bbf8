"""Every setting of the web application, in one file; each variable is named SAUFCONDUIT_…."""

import os
from importlib.util import find_spec
from pathlib import Path

from csp.constants import NONE, SELF

from saufconduit.vocabulary.text import Text
from saufconduit.web.config import environment as read
from saufconduit.web.config.environment import env

# --- what is run: a demonstration, or the real thing

DEMONSTRATION = env(
    "DEMO", read.yes_or_no, Text("yes pour la démonstration, no sinon", "yes for the demonstration, else no"), False
)
DEBUG = env("DEBUG", read.yes_or_no, Text("yes ou no", "yes or no"), False)
# The day that the clock shows, for a demonstration that says the same thing every day.
_day = env("DAY", read.day, Text("un jour AAAA-MM-JJ", "a day YYYY-MM-DD"), None)
DAY = _day if DEMONSTRATION else None
_second_factor = env(
    "SECOND_FACTOR",
    read.choice("required", "relaxed"),
    Text("required, ou relaxed pour une démonstration", "required, or relaxed for a demonstration"),
    "required",
)
SECOND_FACTOR = _second_factor if DEMONSTRATION else "required"

# --- where data and keys are: two folders, so that a copy of one says nothing without the other

_home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "saufconduit"
DATA = env(
    "DATA",
    read.folder,
    Text("le dossier des données", "the folder of the data"),
    _home / "demonstration/data" if DEMONSTRATION else _home / "data",
)
KEYS = env("KEYS", read.folder, Text("le dossier des clés", "the folder of the keys"), DATA.parent / "keys")
BACKUPS = env("BACKUPS", read.folder, Text("le dossier des sauvegardes", "the folder of the backups"), None)
DOCUMENTS = DATA / "documents"

_postgresql = Text("une adresse postgresql://…", "an address postgresql://…")
DATABASES = {
    # The hospital zone: accounts, journal, dossiers.
    "default": env("DATABASE_URL", read.postgresql, _postgresql, None) or read.sqlite(DATA / "hospital.sqlite3"),
    # The exploitant zone: codes only.
    "exploitant": env("EXPLOITANT_DATABASE_URL", read.postgresql, _postgresql, None)
    or read.sqlite(DATA / "exploitant.sqlite3"),
}
DATABASE_ROUTERS = ["saufconduit.web.config.zones.ZoneRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- the applications: what stands on the left may import what stands on its right


def _is_there(name: str) -> bool:
    """An application that is still to come is left out."""
    return find_spec(f"saufconduit.web.{name}") is not None and find_spec(f"saufconduit.web.{name}.apps") is not None


_OURS = ["demonstration", "boards", "dossiers", "exploitant", "review", "catalogue", "accounts", "journal", "look"]
OUR_APPS = [f"saufconduit.web.{name}" for name in _OURS if _is_there(name)]
INSTALLED_APPS = [
    *OUR_APPS,
    "django.contrib.auth",
    "django.contrib.contenttypes",  # asked for by django.contrib.auth
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",  # login, with a limit on attempts
    "allauth.mfa",  # second factor
    "csp",
    "django_htmx",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "saufconduit.web.accounts.middleware.LoginRequired",  # a page is closed unless its view says otherwise
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "saufconduit.web.accounts.middleware.idle_session",
    "saufconduit.web.accounts.middleware.place_at_work",
    "saufconduit.web.config.refusals.Refusals",
    "saufconduit.web.config.no_nul.without_nul",
]
ROOT_URLCONF = "saufconduit.web.config.urls"
FORM_RENDERER = "saufconduit.web.look.form_renderer.FormRenderer"
WSGI_APPLICATION = "saufconduit.web.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "saufconduit.web.accounts.context.place",
            ],
        },
    }
]

# --- who gets in

# Of the server, in the folder of keys; empty until `serve` has made it, and Django then refuses to sign anything.
SECRET_KEY = read.first_line([KEYS / "session.key"])
ALLOWED_HOSTS = env(
    "HOSTS",
    read.words,
    Text("les noms du serveur, séparés par des virgules", "the names of the server, with commas between"),
    ["127.0.0.1", "localhost"],
)
# Without TLS only the machine itself is served: see `saufconduit serve`.
TLS = env("TLS", read.yes_or_no, Text("yes ou no", "yes or no"), not DEMONSTRATION)
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["saufconduit.web.accounts.hashing.PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login", "name", "position")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "saufconduit.web.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None  # no mailbox is kept, and no message leaves the machine
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/300s/key"}
# How many of our own servers stand between the browser and us: each adds a name to X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = env("PROXIES", read.whole_number, Text("un nombre", "a number"), 0)
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "saufconduit.web.accounts.entrance_forms.LoginPage",
    "reauthenticate": "saufconduit.web.accounts.entrance_forms.PasswordAgainPage",
    "change_password": "saufconduit.web.accounts.entrance_forms.NewPasswordPage",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_ADAPTER = "saufconduit.web.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "saufconduit.web.accounts.entrance_forms.CodePage",
    "reauthenticate": "saufconduit.web.accounts.entrance_forms.CodeAgainPage",
    "activate_totp": "saufconduit.web.accounts.entrance_forms.NewSecondFactorPage",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Saufconduit"
MFA_TOTP_TOLERANCE = 1  # telephones are often some seconds off

# --- sessions: 15 minutes without a request (P-66), kept on the server

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = env(
    "IDLE_MINUTES", lambda written: 60 * read.whole_number(written), Text("un nombre", "a number"), 15 * 60
)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TLS
# The prefix makes browsers refuse a cookie that another host of the domain would set.
SESSION_COOKIE_NAME = "__Host-session" if TLS else "saufconduit-session"
CSRF_COOKIE_NAME = "__Host-csrf" if TLS else "saufconduit-csrf"
CSRF_COOKIE_AGE = None  # as long as the browser is open
CSRF_FAILURE_VIEW = "saufconduit.web.config.refusals.stale_form"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CACHES = {
    # Counts attempts to log in: shared by all the workers, so in the database. Nothing about patients.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "accounts_attempt"}
}

# --- what browsers may do

SECURE_SSL_REDIRECT = TLS
# Believed only where a server of ours stands in front, and writes it itself.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TLS and ALLAUTH_TRUSTED_PROXY_COUNT else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if TLS else 0
# The other names of the hospital are not ours to close, nor its entry in the lists of browsers.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DOCUMENT_MEGABYTES = env("DOCUMENT_MEGABYTES", read.whole_number, Text("un nombre", "a number"), 10)
# How long the dossier of another hospital can be read in an emergency: no text says it (P-41).
GLASS_MINUTES = env("GLASS_MINUTES", read.whole_number, Text("un nombre", "a number"), 60)
# Set by a version that had them: ignoring them would delete what a site meant to keep longer.
read.check_gone("RETENTION_YEARS", "RETENTION_AGE", "LOG_MONTHS")
# In memory, never in clear in a temporary folder.
FILE_UPLOAD_HANDLERS = ["saufconduit.web.dossiers.upload_handler.InMemory"]

# --- languages, days, files

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "saufconduit-language"
LANGUAGE_COOKIE_SAMESITE = "Strict"
USE_TZ = True
TIME_ZONE = "Europe/Paris"
STATIC_URL = "static/"
# Served from the package itself: there is no step that collects files, and nothing is fetched from elsewhere.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0 if DEBUG else 3600

# --- what is written down: never a value of a patient

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "saufconduit.web.config.discreet.DiscreetFormatter"}},
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["terminal"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "level": "WARNING", "propagate": True}},
}

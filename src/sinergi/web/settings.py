"""Settings of the workbench. What a server must be told comes from environment variables.

``DATABASE_URL`` (PostgreSQL; else SQLite in the store), ``SINERGI_HOME``, ``SINERGI_SECRET_KEY``
(else made and kept in the store), ``SINERGI_HOSTS`` (names the server answers to, by commas),
``SINERGI_HTTPS=1`` (behind a proxy that speaks TLS), ``SINERGI_SMTP`` (smtp://user:pass@host:port)
and ``SINERGI_MAIL_FROM``, ``SINERGI_IMAP`` (imaps://user:pass@host/folder: documents by mail).
"""

from __future__ import annotations

import os
from pathlib import Path

from sinergi import __version__
from sinergi.vocabulary import languages
from sinergi.web import environment, restoring

BASE = Path(__file__).parent
FOLDER = environment.folder()

SECRET_KEY = environment.secret_key(FOLDER)
DEBUG = False
HTTPS = os.environ.get("SINERGI_HTTPS") == "1"
ALLOWED_HOSTS = environment.hosts()
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []

APPS = (
    "core",
    "people",
    "pairs",
    "meetings",
    "followup",
    "agreements",
    "companies",
    "openings",
    "briefs",
    "datasets",
)
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "import_export",
    *(f"sinergi.web.{app}" for app in APPS),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "sinergi.web.core.middleware.CleanInputMiddleware",
    "sinergi.web.people.middleware.LanguageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sinergi.web.people.middleware.SignedInMiddleware",
    "sinergi.web.core.middleware.ErrorsMiddleware",
]
ROOT_URLCONF = "sinergi.web.urls"
WSGI_APPLICATION = "sinergi.web.wsgi.application"

_CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES = [
    {
        "NAME": "jinja2",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE / app / "templates" for app in APPS],
        "OPTIONS": {
            "environment": "sinergi.web.core.templating.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "sinergi.web.core.templating.context",
            ],
        },
    },
    {
        "NAME": "django",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _CONTEXT},
    },
]

DATABASES = {"default": environment.database(FOLDER)}
# A restore that was killed is ended before anything opens the database.
restoring.finish(FOLDER, DATABASES["default"])
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": FOLDER / "cache",
        "OPTIONS": {"MAX_ENTRIES": 5000},
        "TIMEOUT": 86400,
        # What another version computed has another shape.
        "KEY_PREFIX": __version__,
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "sinergi.web.people.adapter.ClosedAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = False
ACCOUNT_FORMS = {"change_password": "sinergi.web.people.forms.OwnPasswordForm"}
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "20/m/ip,5/300s/key"}
if HTTPS:
    # Behind the proxy the client's address is the one that it, and no one before it, has added.
    ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("SINERGI_PROXIES", "1"))
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Sinergi"

LANGUAGE_CODE = "en"
LANGUAGES = [(code, languages.language(code).name) for code in languages.LANGUAGES]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = HTTPS
LOCALE_PATHS = [BASE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("SINERGI_TIME_ZONE", "UTC")

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE / "static"]
STATIC_ROOT = FOLDER / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600
MEDIA_ROOT = FOLDER / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
UPLOAD_LIMIT = 20 * 1024 * 1024
"""Bytes of one uploaded document."""
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "sinergi.web.core.pages.csrf_failed"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    # What binds other hosts of the office, for a year, only the office can want.
    SECURE_HSTS_INCLUDE_SUBDOMAINS = os.environ.get("SINERGI_HSTS_SUBDOMAINS") == "1"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

EMAIL_CONFIG = environment.mail()
EMAIL_BACKEND = EMAIL_CONFIG.backend
EMAIL_HOST, EMAIL_PORT = EMAIL_CONFIG.host, EMAIL_CONFIG.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL_CONFIG.user, EMAIL_CONFIG.password
EMAIL_USE_TLS = EMAIL_CONFIG.tls
DEFAULT_FROM_EMAIL = EMAIL_CONFIG.sender
EMAIL_TIMEOUT = 20

MAILBOX = environment.mailbox()

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LINK_DAYS = 14
"""Days until a link for confirmation expires."""
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"err": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["err"], "level": "WARNING"},
}
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
"""HSTS for subdomains and preloading: the office decides (SINERGI_HSTS_SUBDOMAINS)."""

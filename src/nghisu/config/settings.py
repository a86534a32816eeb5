"""Django settings, from the environment of the installation."""

from __future__ import annotations

import sqlite3
import sys

import pysqlite3

from nghisu.config.environment import CHECKOUT, database_settings, read_environment, site_address

if pysqlite3.sqlite_version_info > sqlite3.sqlite_version_info:
    # Debian's SQLite is in the range of a fault that can lose committed rows in WAL mode (mended in 3.51.3).
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

environment = read_environment()

NGHISU_ENVIRONMENT = environment
NGHISU_DATA = environment.data
NGHISU_DEMO = environment.demo
NGHISU_PROXIES = environment.proxies
NGHISU_ADDRESS = environment.address or site_address(environment)
NGHISU_OIDC = environment.oidc
NGHISU_TOKEN = environment.token
NGHISU_WEBHOOKS_INSIDE = environment.webhooks_inside
NGHISU_OWN_FILES = environment.own_files
DEBUG = environment.debug
SECRET_KEY = environment.secret_key
SECRET_KEY_FALLBACKS = list(environment.secret_key_fallbacks)
ALLOWED_HOSTS = list(environment.hosts)
CSRF_TRUSTED_ORIGINS = list(environment.trusted_origins)

INSTALLED_APPS = [
    "nghisu.foundation",
    "nghisu.directory",
    "nghisu.accounts",
    "nghisu.rulebook",
    "nghisu.notices",
    "nghisu.approvals",
    "nghisu.documents",
    "nghisu.programme",
    "nghisu.conferences",
    "nghisu.invitations",
    "nghisu.web",
    "nghisu.config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "nghisu.foundation.middleware.Headers",
    "nghisu.foundation.api.middleware.SpeaksJson",
    "nghisu.foundation.middleware.PlainWords",
    "nghisu.foundation.middleware.BoundedBody",
    "django.middleware.gzip.GZipMiddleware",
    "nghisu.foundation.middleware.DemoClock",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "nghisu.accounts.middleware.ActingPerson",
    "nghisu.accounts.bearers.ActingToken",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "nghisu.foundation.middleware.ClosedByDefault",
]

ROOT_URLCONF = "nghisu.config.urls"
WSGI_APPLICATION = "nghisu.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "nghisu.web.context.shell",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

DATABASES = {"default": database_settings(environment)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "nghisu.accounts.passwords.OwnWordsNeeded"},
]
LOGIN_URL = "accounts:sign_in"

SESSION_ENGINE = "nghisu.accounts.adapters.session_store"
SESSION_COOKIE_NAME = "nghisu_session" if environment.demo or environment.debug else "__Host-nghisu"
SESSION_COOKIE_SECURE = not (environment.demo or environment.debug)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_NAME = "nghisu_csrf" if environment.demo or environment.debug else "__Host-nghisu-csrf"
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "nghisu.web.views.errors.forbidden_form"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SESSION_COOKIE_SECURE else None

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "nghisu_language"
LOCALE_PATHS = [CHECKOUT / "src" / "nghisu" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
FORMAT_MODULE_PATH = ["nghisu.config.formats"]

DOCUMENT_FONTS = CHECKOUT / "build" / "fonts"

STATIC_URL = "/static/"
STATIC_ROOT = CHECKOUT / "build" / "static"
STATICFILES_DIRS = [CHECKOUT / "frontend" / "dist"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = True

# A demonstration never sends mail: its letters lie in the folder mail/ beside the data.
EMAIL_BACKEND = (
    "nghisu.notices.adapters.letter_files.LetterFiles"
    if environment.demo
    else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_HOST = environment.mail.host
EMAIL_PORT = environment.mail.port
EMAIL_HOST_USER = environment.mail.user
EMAIL_HOST_PASSWORD = environment.mail.password
EMAIL_USE_TLS = environment.mail.tls == "starttls"
EMAIL_USE_SSL = environment.mail.tls == "tls"
EMAIL_TIMEOUT = 30
EMAIL_USE_LOCALTIME = True
DEFAULT_FROM_EMAIL = environment.mail.sender or "Nghị Sự <nghisu@localhost>"
NGHISU_SENDS_MAIL = environment.demo or bool(environment.mail.host)

DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"django.request": {"level": "ERROR"}, "django.security": {"level": "WARNING"}},
}

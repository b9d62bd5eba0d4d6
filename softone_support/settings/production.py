"""Settings for real use. Every value comes from the environment; `.env.example` lists them."""

from softone_support.settings import logs, secret
from softone_support.settings.base import *  # noqa: F403
from softone_support.settings.base import DATABASES, env

SECRET_KEY = secret.own(env.str("SECRET_KEY"))
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
# A host that begins with a dot stands for a domain and whatever lies under it.
CSRF_TRUSTED_ORIGINS = [
    f"https://{name}"
    for host in ALLOWED_HOSTS
    for name in ([host[1:], f"*{host}"] if host.startswith(".") else [host])
]

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
# The health checks of the machine itself come by plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
LANGUAGE_COOKIE_SECURE = True

# Limits of attempts count by the visitor's address, as the one proxy before us tells it.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1)

vars().update(env.email_url("EMAIL_URL"))

DATABASES["default"]["OPTIONS"]["pool"]["max_size"] = env.int("DATABASE_POOL_SIZE", default=8)

logs.configure(as_json=True, level=env.str("LOG_LEVEL", default="INFO"))

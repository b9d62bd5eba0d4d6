# One image for web, worker, beat and migrations. Build: docker compose build
# PIP_OPTIONS takes what your network needs, such as a mirror or a certificate.
FROM python:3.12-slim AS packages

ARG PIP_OPTIONS=""
RUN python -m venv /srv/venv
COPY requirements.lock /srv/
RUN /srv/venv/bin/pip install --no-cache-dir --require-hashes $PIP_OPTIONS -r /srv/requirements.lock


FROM python:3.12-slim

ENV PATH=/srv/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=softone_support.settings.production \
    STATIC_ROOT=/srv/static \
    MEDIA_ROOT=/srv/media \
    WORDS_DIR=/srv/words

RUN groupadd --system --gid 10001 portal \
    && useradd --system --uid 10001 --gid portal --no-create-home --home-dir /srv portal \
    && install -d -o portal -g portal -m 0700 /srv/media

COPY --from=packages /srv/venv /srv/venv
COPY . /srv/portal
WORKDIR /srv/portal

# The variables are only there so that the settings can be read: nothing is connected to. The
# modes: collected files are private to their owner, and so may be a checkout's. The lists of
# words take the better part of a gigabyte of memory while they are made, and little afterwards.
RUN DATABASE_URL=postgres://none@nowhere/none REDIS_URL=redis://nowhere \
    SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(60))')" ALLOWED_HOSTS=portal.example \
    SITE_URL=https://portal.example MAIL_FROM=none@portal.example EMAIL_URL=consolemail:// \
    sh -c "python manage.py collectstatic --no-input && python manage.py build_words" \
    && chmod -R a+rX /srv/portal /srv/static /srv/words

USER portal
EXPOSE 8000
STOPSIGNAL SIGTERM

# The portal answers to its own names only, so the question carries the first of them.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(u.Request('http://127.0.0.1:8000/healthz', headers={'Host': os.environ['ALLOWED_HOSTS'].split(',')[0]}), timeout=4)"]

CMD ["gunicorn", "softone_support.wsgi", "--bind", "0.0.0.0:8000", \
     "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--preload", \
     "--max-requests", "5000", "--max-requests-jitter", "500", \
     "--graceful-timeout", "20", "--worker-tmp-dir", "/dev/shm", "--log-level", "warning", \
     "--no-control-socket"]

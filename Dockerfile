# The bot in a container: no compiler, no root, one volume for the database. `make image-check` carries this file out.
FROM debian:bookworm-slim AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3-venv
COPY requirements.txt .
RUN python3 -m venv /opt/venv \
 && /opt/venv/bin/pip install --quiet --no-cache-dir --require-hashes -r requirements.txt

# Debian's own Python is the version that the tests run on, and gets Debian's security updates with each build.
FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates python3 \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/* \
 && useradd --create-home --uid 10001 jarchi \
 && install -d -o jarchi -m 700 /data
COPY --from=build /opt/venv /opt/venv
WORKDIR /app
COPY . .
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DATABASE_PATH=/data/jarchi.db CATALOGUE_DIR=/app/catalogue HTTP_HOST=0.0.0.0 HTTP_PORT=8081 \
    HEALTH_PORT=8082 LOG_FORMAT=json
USER jarchi
VOLUME /data
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"HEALTH_PORT\"]}/health', timeout=4)"]
STOPSIGNAL SIGTERM
CMD ["python", "bot.py", "run"]

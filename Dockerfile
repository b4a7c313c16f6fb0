# City page monitor in a container: small, nobody's root, pinned and hashed. docs/running.md says how to use it.
#
#   docker build -t city-page-monitor .
#   docker compose up

FROM python:3.13-slim AS build
RUN python -m venv --without-pip /app
COPY requirements.txt /src/
RUN pip --python /app/bin/python install --no-cache-dir --disable-pip-version-check --require-hashes --only-binary :all: -r /src/requirements.txt
COPY monitor /app/lib/python3.13/site-packages/monitor
RUN printf '#!/app/bin/python\nfrom monitor.__main__ import main\nmain()\n' > /app/bin/monitor \
    && chmod 755 /app/bin/monitor \
    && /app/bin/python -m compileall -q /app/lib/python3.13/site-packages/monitor

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin monitor \
    && install -d -o monitor -g monitor -m 0700 /data
COPY --from=build /app /app
ENV PATH=/app/bin:/usr/local/bin:/usr/bin:/bin \
    PYTHONUNBUFFERED=1 \
    LANG=C.UTF-8 \
    MONITOR_CONFIG=/config/config.toml
USER monitor
WORKDIR /data
VOLUME /data
HEALTHCHECK --interval=60s --timeout=10s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:9464/healthz', timeout=8)"]
ENTRYPOINT ["monitor"]
CMD ["run", "--listen", "127.0.0.1:9464"]

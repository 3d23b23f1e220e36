# One image, three commands: serve, worker, migrate. No compiler, no secret, no root.
FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/collegial
WORKDIR /src
COPY requirements.lock ./
RUN /opt/collegial/bin/pip install --quiet --require-hashes --only-binary :all: -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY governance governance
COPY web web
COPY migrations migrations
RUN /opt/collegial/bin/pip install --quiet --no-deps --no-build-isolation .

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin collegial
COPY --from=build /opt/collegial /opt/collegial
ENV PATH=/opt/collegial/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 COLLEGIAL_ENVIRONMENT=production
USER 10001
WORKDIR /tmp
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 \
  CMD ["python", "-c", "import socket; socket.create_connection(('127.0.0.1', 8000), 3).close()"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["collegial"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]

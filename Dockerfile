# An image that holds tieline, and git for --diff: docker build -t tieline . && docker run --rm -v "$PWD:/work" tieline
ARG DEBIAN=debian:12-slim

FROM ${DEBIAN} AS build
COPY . /source
RUN /source/scripts/package \
    && cmake --install /source/build/package --prefix /installed --strip

FROM ${DEBIAN}
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory '*'
COPY --from=build /installed /usr/local
WORKDIR /work
ENTRYPOINT ["tieline"]
CMD ["check"]

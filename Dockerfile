# The images of Swiftlet. Targets:
#   sandbox   what a stranger's code runs in: a Swift toolchain, and our agent as PID 1
#   server    the application (build it with `mvn package` first)
# The toolchain is that of the Debian suite, or of the official image, that BASE is: --build-arg BASE=swift:6.1
# Plain syntax on purpose: Debian's Docker 20.10 builds this too, without BuildKit.
ARG BASE=debian:trixie-slim

FROM debian:trixie-slim AS agent
RUN apt-get update -q \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends gcc libc6-dev make \
    && rm -rf /var/lib/apt/lists/*
COPY src/main/agent /agent
RUN make -C /agent OUT=/out
COPY src/main/sandbox/commands /sandbox/commands
COPY src/main/sandbox/results /sandbox/results
RUN make -C /sandbox/commands OUT=/commands

FROM ${BASE} AS sandbox
# From what changes least to what changes most: gigabytes of Swift are not fetched again for a line in the agent.
COPY src/main/sandbox/install-swift.sh /usr/lib/swiftlet/build/
RUN /usr/lib/swiftlet/build/install-swift.sh
COPY src/main/sandbox/lldb-python /usr/lib/swiftlet/lldb-python
COPY src/main/sandbox/link-toolchain.sh /usr/lib/swiftlet/build/
RUN /usr/lib/swiftlet/build/link-toolchain.sh
COPY src/main/sandbox/build-module-cache.sh /usr/lib/swiftlet/build/
RUN /usr/lib/swiftlet/build/build-module-cache.sh
COPY --from=agent /commands /usr/lib/swiftlet
COPY src/main/sandbox/commands/format /usr/lib/swiftlet/format
COPY src/main/sandbox/derive-recipes.sh src/main/sandbox/results/*.swift /usr/lib/swiftlet/build/
RUN /usr/lib/swiftlet/build/derive-recipes.sh
COPY src/main/sandbox/repl /usr/lib/swiftlet/repl
COPY src/main/sandbox/fit-repl.sh /usr/lib/swiftlet/build/
RUN /usr/lib/swiftlet/build/fit-repl.sh
COPY src/main/sandbox/harden.sh /usr/lib/swiftlet/build/
RUN /usr/lib/swiftlet/build/harden.sh && rm -rf /usr/lib/swiftlet/build /usr/lib/swiftlet/lldb-python
COPY --from=agent /out/agent /usr/lib/swiftlet/agent
ENV HOME=/tmp LANG=C.UTF-8 TERM=xterm-256color
WORKDIR /tmp
# Only a default: the server gives each sandbox a user of its own.
USER 20000:20000
ENTRYPOINT ["/usr/lib/swiftlet/agent"]

FROM debian:trixie-slim AS server
RUN apt-get update -q \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends openjdk-25-jre-headless \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /var/lib/swiftlet --shell /usr/sbin/nologin swiftlet \
    && install -d -o swiftlet -g swiftlet /var/lib/swiftlet /run/swiftlet
COPY target/quarkus-app /opt/swiftlet
# To run it: mount the engine's socket (and --group-add its group), and a host's directory at the same path as
# swiftlet.sandbox.runtime-dir, since the engine mounts the agents' sockets from the host.
ENV QUARKUS_HTTP_HOST=0.0.0.0
USER 10001:10001
WORKDIR /var/lib/swiftlet
EXPOSE 8080
ENTRYPOINT ["java", "-jar", "/opt/swiftlet/quarkus-run.jar"]

# The Docker engine: used as it is where one answers, else installed and started.
# shellcheck shell=bash

engine_needed=20.10

# The server's version, or nothing when no engine answers.
engine_version() { docker version --format '{{.Server.Version}}' 2>/dev/null || true; }
engine_answers() { have docker && [ -n "$(engine_version)" ]; }

use_engine() {
    engine_answers || start_engine
    local version
    version=$(engine_version)
    version_at_least "$engine_needed" "$version" || die "Docker engine $engine_needed or later is needed, here is $version: please update it."
    export_engine_address
}

# The server reads DOCKER_HOST, not the Docker CLI's contexts (which Docker Desktop and others use).
export_engine_address() {
    local host
    [ -z "${DOCKER_HOST:-}" ] || return 0
    host=$(docker context inspect --format '{{.Endpoints.docker.Host}}' 2>/dev/null || true)
    case $host in "" | unix:///var/run/docker.sock) ;; *) export DOCKER_HOST=$host ;; esac
}

start_engine() {
    [ -z "${DOCKER_HOST:-}" ] || die "no Docker engine answers at DOCKER_HOST=$DOCKER_HOST: please start it, or unset DOCKER_HOST."
    is_linux || die "no Docker engine answers: please install and start Docker Desktop (or another engine) and run this again."
    if ! have dockerd || ! have docker; then install_engine; fi
    is_root || die "the Docker engine is not running: please start it ('sudo systemctl start docker') and run this again."
    if [ -d /run/systemd/system ]; then
        step "Starting the Docker engine" engine-start systemctl start docker
    else
        step "Starting the Docker engine" engine-start start_dockerd
    fi
}

# The command is a part of Debian's docker.io up to bookworm, and a package of its own since.
install_engine() {
    apt_install "the Docker engine" docker.io iptables
    have docker || apt_install "the docker command" docker-cli
}

# A machine that was switched off leaves pid files behind; dockerd refuses to start when the number lives again.
remove_stale_pid() {
    local file=$1 program=$2 pid
    [ -f "$file" ] || return 0
    pid=$(cat "$file")
    if [ -n "$pid" ] && is_process "$pid" "$program"; then return 0; fi
    say "removing the stale $file"
    rm -f "$file"
}

# Without systemd: detached, with its log beside ours. It stays when we go: others may use it.
start_dockerd() {
    remove_stale_pid /var/run/docker.pid dockerd
    remove_stale_pid /run/docker/containerd/containerd.pid containerd
    run_dockerd && return 0
    # No bridge on this kernel, or no right to make one. We never need it: our containers have no network.
    say "once more, without a bridge"
    run_dockerd --bridge=none --iptables=false --ip6tables=false && return 0
    tail -n 20 "$logs/engine.log"
    return 1
}

run_dockerd() {
    local pid i
    setsid nohup dockerd "$@" >>"$logs/engine.log" 2>&1 </dev/null &
    pid=$!
    for ((i = 0; i < 120; i++)); do
        engine_answers && return 0
        kill -0 "$pid" 2>/dev/null || return 1
        sleep 0.5
    done
    kill "$pid" 2>/dev/null || true
    wait "$pid" || true
    return 1
}

# Containers of one instance of Swiftlet: two instances on one engine never touch each other's.
containers_of() { docker ps -aq --filter label=app=swiftlet --filter "label=instance=$1"; }

# Removes them and prints how many there were.
remove_containers_of() {
    local ids
    ids=$(containers_of "$1")
    if [ -z "$ids" ]; then
        echo 0
        return
    fi
    # shellcheck disable=SC2086  # one word each
    docker rm -f $ids >/dev/null 2>&1 || true
    printf '%s\n' "$ids" | wc -l | tr -d ' '
}

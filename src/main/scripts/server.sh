# Starts and stops the server in the background.
# shellcheck shell=bash

# pid, address and instance of the server that `up` started.
running=$state/running
start_timeout=90

# The id of the running server's process, or nothing; with a directory: only if it runs from there.
server_pid() {
    local pid
    [ -f "$running/pid" ] || return 0
    pid=$(cat "$running/pid")
    if [ -n "$pid" ] && is_process "$pid" "${1:-$app-}"; then printf '%s\n' "$pid"; fi
}

# Names our containers on an engine that others use too; kept, so that what an earlier run left is ours to remove.
instance_id() {
    make_state
    [ -s "$state/instance" ] || printf 'up%s\n' "$(random_id)" >"$state/instance"
    cat "$state/instance"
}

up() {
    parse_up_options "$@"
    local pid
    pid=$(server_pid)
    if [ -n "$pid" ]; then
        say "Swiftlet is already running at $(cat "$running/address") (process $pid; ./swiftlet down stops it)."
        return
    fi
    refuse_taken_port
    make_state
    use_jdk
    use_engine
    use_sandbox_image
    use_application
    use_quick_start "$app_built"
    step "Starting the server" start start_server
    say "Swiftlet is at $address"
}

parse_up_options() {
    port=8080 host=127.0.0.1 tls_cert='' tls_key=''
    while [ $# -gt 0 ]; do
        case $1 in
            --port | --host | --tls-cert | --tls-key) [ $# -ge 2 ] || usage_error "$1 needs a value." ;;
            *) usage_error "up does not know '$1'." ;;
        esac
        case $1 in
            --port) port=$2 ;;
            --host) host=$2 ;;
            --tls-cert) tls_cert=$2 ;;
            --tls-key) tls_key=$2 ;;
        esac
        shift 2
    done
    check_up_options
    address=$(origin "$(shown_host)")
}

check_up_options() {
    case $port in '' | *[!0-9]*) usage_error "--port must be a number, not '$port'." ;; esac
    if [ "${#port}" -gt 5 ] || [ "$port" -lt 1 ] || [ "$port" -gt 65535 ]; then usage_error "--port must be from 1 to 65535, not $port."; fi
    case $host in '' | *[!A-Za-z0-9.:_-]*) usage_error "--host must be a name or an address, not '$host'." ;; esac
    scheme=http
    if [ -n "$tls_cert$tls_key" ]; then
        [ -n "$tls_cert" ] || usage_error "--tls-key needs --tls-cert with it."
        [ -n "$tls_key" ] || usage_error "--tls-cert needs --tls-key with it."
        [ -r "$tls_cert" ] || usage_error "--tls-cert: cannot read '$tls_cert'."
        [ -r "$tls_key" ] || usage_error "--tls-key: cannot read '$tls_key'."
        scheme=https
        tls_cert=$(absolute "$tls_cert")
        tls_key=$(absolute "$tls_key")
    elif ! is_loopback && [ -z "${SWIFTLET_WEB_ORIGINS:-}" ]; then
        usage_error "--host $host is reached from other machines: that needs https, so --tls-cert and --tls-key too."
    fi
}

is_loopback() { case $host in localhost | 127.* | ::1) true ;; *) false ;; esac }

absolute() { printf '%s/%s\n' "$(cd "$(dirname "$1")" && pwd -P)" "$(basename "$1")"; }

# How a browser on this machine reaches the host that was asked for.
shown_host() {
    case $host in
        127.0.0.1 | 0.0.0.0 | :: | ::1) echo localhost ;;
        *) printf '%s\n' "$host" ;;
    esac
}

# As a browser writes it: lower case, and no port where it is the usual one.
origin() {
    local name=$1
    case $name in *:*) name="[$name]" ;; esac
    case $scheme:$port in http:80 | https:443) ;; *) name=$name:$port ;; esac
    printf '%s\n' "$scheme://$name" | tr '[:upper:]' '[:lower:]'
}

# The pages that may open a socket: this server's own, under each name it has on this machine.
origins() {
    local name names
    case $host in
        localhost | 127.0.0.1 | ::1) names="localhost 127.0.0.1 ::1" ;;
        0.0.0.0 | ::) names="localhost 127.0.0.1 ::1 $(hostname 2>/dev/null || true) $(hostname -I 2>/dev/null || true)" ;;
        *) names=$host ;;
    esac
    for name in $names; do origin "$name"; done | sort -u | paste -s -d , -
}

local_address() {
    case $host in 0.0.0.0) echo 127.0.0.1 ;; ::) echo ::1 ;; *) printf '%s\n' "$host" ;; esac
}

refuse_taken_port() {
    local owner='' i
    # A server that was just killed may hold it for another moment.
    for ((i = 0; i < 10; i++)); do
        port_taken "$(local_address)" "$port" || return 0
        sleep 0.3
    done
    if have ss; then owner=$(ss -Hltnp "sport = :$port" 2>/dev/null | sed -n 's/.*users:(("\([^"]*\)",pid=\([0-9]*\).*/ by \1 (process \2)/p' | head -n 1 || true); fi
    if [ -z "$owner" ] && have lsof; then owner=$(lsof -nP -iTCP:"$port" -sTCP:LISTEN -Fpc 2>/dev/null | tr '\n' ' ' | sed -n 's/^p\([0-9]*\) c\([^ ]*\).*/ by \2 (process \1)/p' || true); fi
    die "port $port is already used$owner: stop that, or choose another with --port."
}

# Where metrics are: nobody was promised a port, so the next free one does.
metrics_port() {
    local candidate
    candidate=$(free_port 9080)
    [ "$candidate" != "$port" ] || candidate=$(free_port $((port + 1)))
    printf '%s\n' "$candidate"
}

set_server_options() {
    server_options=(-Dquarkus.management.port="$(metrics_port)" -Dquarkus.http.host="$host" -Dswiftlet.server.instance="$(instance_id)" -Dswiftlet.server.data-dir="$state/data")
    if [ "$scheme" = https ]; then
        server_options+=(-Dquarkus.http.ssl-port="$port" -Dquarkus.http.insecure-requests=disabled
            -Dquarkus.http.ssl.certificate.files="$tls_cert" -Dquarkus.http.ssl.certificate.key-files="$tls_key")
    else
        server_options+=(-Dquarkus.http.port="$port")
    fi
    # Behind a proxy only its owner knows the address: the server reads that variable itself.
    [ -n "${SWIFTLET_WEB_ORIGINS:-}" ] || server_options+=(-Dswiftlet.web.origins="$(origins)")
    [ -z "${DOCKER_HOST:-}" ] || server_options+=(-Dswiftlet.sandbox.docker-host="$DOCKER_HOST")
    # The default is in /run, which is root's.
    is_root || server_options+=(-Dswiftlet.sandbox.runtime-dir="${XDG_RUNTIME_DIR:-$state}/swiftlet")
}

start_server() {
    local pid i
    make_state
    mkdir -p "$running"
    rm -f "$running"/*
    [ ! -f "$logs/server.log" ] || mv "$logs/server.log" "$logs/server.log.1"
    set_server_options
    # A session of its own: Ctrl-C in this terminal later on must not reach it.
    $(have setsid && echo setsid) nohup "$JAVA_HOME/bin/java" -XX:AOTCache="$(aot_cache "$app_built")" "${server_options[@]}" -jar "$app_built/quarkus-run.jar" >"$logs/server.log" 2>&1 </dev/null &
    pid=$!
    printf '%s\n' "$pid" >"$running/pid"
    printf '%s\n' "$address" >"$running/address"
    instance_id >"$running/instance"
    for ((i = 0; i < start_timeout * 2; i++)); do
        if ! kill -0 "$pid" 2>/dev/null; then
            end_of_server_log
            say "The server ended while starting; its log is $logs/server.log."
            rm -f "$running"/*
            return 1
        fi
        if server_is_ready; then return 0; fi
        sleep 0.5
    done
    end_of_server_log
    say "The server is not ready after $start_timeout s; its log is $logs/server.log. ./swiftlet down stops it."
    return 1
}

# The reasons, without the frames of stack traces.
end_of_server_log() { grep -v -E '^[[:space:]]+(at |\.\.\. [0-9]+ more)' "$logs/server.log" | tail -n 20 || true; }

# Not `curl`: a fresh machine need not have it, and Node is there. The certificate may be anyone's: this only asks ourselves.
server_is_ready() {
    port_taken "$(local_address)" "$port" || return 1
    NODE_NO_WARNINGS=1 NODE_TLS_REJECT_UNAUTHORIZED=0 node -e '
        fetch(process.argv[1], { headers: { accept: "application/json" }, signal: AbortSignal.timeout(5000) })
            .then((answer) => answer.json())
            .then((health) => process.exit(health.status === "UP" ? 0 : 1))
            .catch(() => process.exit(1));
    ' "$(origin "$(local_address)")/q/health/ready"
}

down() {
    [ $# = 0 ] || usage_error "down takes no option."
    local pid instance count
    pid=$(server_pid)
    instance=$(cat "$running/instance" 2>/dev/null || instance_id)
    if [ -n "$pid" ]; then
        step "Stopping the server" stop stop_process "$pid"
    else
        say "No server of ours is running."
    fi
    rm -rf "$running"
    if engine_answers; then
        count=$(remove_containers_of "$instance")
        if [ "$count" -gt 0 ]; then say "Containers removed: $count."; fi
        say "The Docker engine is left running: others may use it."
    fi
}

# A server that saves its sessions may need a while; then it has to go.
stop_process() {
    local i
    kill "$1" 2>/dev/null || return 0
    for ((i = 0; i < 60; i++)); do
        kill -0 "$1" 2>/dev/null || return 0
        sleep 0.5
    done
    kill -9 "$1" 2>/dev/null || true
}

# A server that starts in half the time: the JVM's cache of what it loads, links and compiles first (JEP 483, 514, 515), made by one run for practice.
# shellcheck shell=bash

# Where the cache of the application in that directory is. It is good for these very jars at this very path, and for the JDK that made it; any other JVM goes without.
aot_cache() { printf '%s/app.aot\n' "$1"; }

# Wants the engine and the image: what the practice run does is what a server does first.
use_quick_start() {
    [ -f "$(aot_cache "$1")" ] || refusable_step "Practising a quick start" quick-start practise "$1"
}

# A server of its own, beside whatever runs. Without the cache everything works as well, so a failure here is said and is none, but for a wrong setting: that one the server itself would refuse.
practise() {
    local cache place=$state/practice instance pid
    cache=$(aot_cache "$1")
    instance=practice$(random_id)
    rm -rf "$place" "$cache.new"
    host=127.0.0.1 scheme=http port=$(free_port 18080)
    set_server_options
    "$JAVA_HOME/bin/java" -XX:AOTCacheOutput="$cache.new" "${server_options[@]}" -Dswiftlet.server.instance="$instance" \
        -Dswiftlet.server.data-dir="$place" -Dswiftlet.session.on-shutdown=remove -jar "$1/quarkus-run.jar" &
    pid=$!
    node "$root/src/main/scripts/practice.mjs" "http://127.0.0.1:$port" "$pid" || echo "The practice run was not carried out whole."
    kill "$pid" 2>/dev/null || true
    wait "$pid" || true
    remove_containers_of "$instance" >/dev/null || true
    rm -rf "$place"
    if grep -q -i '^swiftlet: swiftlet' "$logs/quick-start.log"; then return "$refused"; fi
    mv "$cache.new" "$cache" || echo "No cache was made: the server starts without."
}

free_port() {
    local candidate=$1
    while port_taken 127.0.0.1 "$candidate"; do candidate=$((candidate + 1)); done
    printf '%s\n' "$candidate"
}

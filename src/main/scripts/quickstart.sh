# A server that starts in half the time: the JVM's cache of what it loads, links and compiles first (JEP 483, 514, 515), made by one run for practice.
# shellcheck shell=bash

# Where the cache of the application in that directory is. It is good for these very jars at this very path, and for the JDK that made it; any other JVM goes without.
aot_cache() { printf '%s/app.aot\n' "$1"; }

# Wants the engine and the image: what the practice run does is what a server does first.
use_quick_start() {
    [ -f "$(aot_cache "$1")" ] || step "Practising a quick start" quick-start practise "$1"
}

# A server of its own, beside whatever runs. Without the cache everything works as well, so a failure here is said and is none.
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
    exercise "http://127.0.0.1:$port" || echo "The practice run was not carried out whole."
    kill "$pid" 2>/dev/null || true
    wait "$pid" || true
    remove_containers_of "$instance" >/dev/null || true
    rm -rf "$place"
    mv "$cache.new" "$cache" || echo "No cache was made: the server starts without."
}

free_port() {
    local candidate=$1
    while port_taken 127.0.0.1 "$candidate"; do candidate=$((candidate + 1)); done
    printf '%s\n' "$candidate"
}

# What the first visitors ask for: the page, a run, a session.
exercise() {
    node -e '
        const server = process.argv[1], patience = Date.now() + 120_000;
        const ask = (path, options = {}) => fetch(server + path, { ...options, headers: { origin: server, ...options.headers }, signal: AbortSignal.timeout(60_000) });
        const json = (body) => ({ method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } });
        const awake = async () => {
            for (;;) {
                try { return await ask("/"); } catch (refused) { if (Date.now() > patience) throw refused; }
                await new Promise((then) => setTimeout(then, 50));
            }
        };
        (async () => {
            await awake();
            for (const path of ["/api/toolchains", "/q/health/ready"]) await ask(path);
            console.log(await (await ask("/api/runs", json({ source: "print(1 + 1)" }))).text());
            const session = await ask("/api/sessions", json({}));
            console.log(session.status);
        })().catch((failure) => { console.error(failure); process.exit(1); });
    ' "$1"
}

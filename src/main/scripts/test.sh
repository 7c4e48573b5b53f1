# Everything that must be green: `./swiftlet test`, which is also all that CI runs.
# shellcheck shell=bash

find_chromium() {
    local name
    for name in "${SWIFTLET_CHROMIUM:-}" chromium chromium-browser google-chrome; do
        if [ -n "$name" ] && have "$name"; then
            command -v "$name"
            return
        fi
    done
}

use_chromium() {
    [ -n "$(find_chromium)" ] || apt_install "Chromium" chromium fonts-liberation
    SWIFTLET_CHROMIUM=$(find_chromium)
    export SWIFTLET_CHROMIUM
}

asan_works() {
    local dir status=0
    have cc && have make || return 1
    dir=$(mktemp -d)
    echo 'int main(void) { return 0; }' | cc -fsanitize=address,undefined -x c -o "$dir/probe" - 2>/dev/null || status=1
    rm -rf "$dir"
    return $status
}

use_c_compiler() { asan_works || apt_install "a C compiler" gcc libc6-dev make; }

run_tests() {
    local started=$SECONDS wanted=
    while [ $# -gt 0 ]; do
        case $1 in
            agent | web | java) wanted="$wanted $1" ;;
            -*) break ;;
            *) usage_error "test does not know '$1': stages are agent, web and java, then options for Maven." ;;
        esac
        shift
    done
    wanted=${wanted:- agent web java}
    make_state
    table='' failed=0
    use_jdk
    use_node
    case $wanted in *agent*) use_c_compiler ;; esac
    case $wanted in *web*) install_web ;; esac
    case $wanted in *java*) prepare_java_tests ;; esac
    record "set-up" $((SECONDS - started)) ok
    case $wanted in *agent*) stage agent test_agent ;; esac
    case $wanted in *web*) stage web test_web ;; esac
    case $wanted in
        *java*)
            stage java test_java "$@"
            stage leaks test_leaks
            stage quiet test_quiet java
            ;;
    esac
    summary $((SECONDS - started))
    [ "$failed" = 0 ]
}

prepare_java_tests() {
    use_maven
    use_engine
    use_sandbox_image
    use_chromium
    # A name of our own on the engine, and any free port: a running `up` notices nothing.
    SWIFTLET_INSTANCE=test$(random_id)
    export SWIFTLET_INSTANCE SWIFTLET_SERVER_INSTANCE="$SWIFTLET_INSTANCE" SWIFTLET_SERVER_DATA_DIR="$root/target/test-data"
    export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 QUARKUS_HTTP_TEST_PORT=0 QUARKUS_HTTP_TEST_SSL_PORT=0
    remove_at_exit=$SWIFTLET_INSTANCE
}

# stage NAME COMMAND...   shows and logs what the command prints; a failure is remembered, and the next stage runs all the same.
stage() {
    local name=$1 start=$SECONDS status
    shift
    say ""
    say "== $name"
    set +e
    (
        set -e
        "$@"
    ) </dev/null 2>&1 | tee "$logs/test-$name.log"
    status=${PIPESTATUS[0]}
    set -e
    if [ "$status" -eq 0 ]; then
        record "$name" $((SECONDS - start)) ok
    else
        record "$name" $((SECONDS - start)) "FAILED  (log: $logs/test-$name.log)"
        failed=1
    fi
    return 0
}

record() { table="$table$(printf '  %-8s %5d s  %s' "$1" "$2" "$3")
"; }

summary() {
    say ""
    say "== summary"
    printf '%s' "$table"
    if [ "$failed" = 0 ]; then say "All green in $1 s."; else say "FAILED after $1 s: see the stages above."; fi
}

test_agent() {
    # The agent is Linux through and through.
    is_linux || { say "Skipped: the agent's tests run on Linux only."; return 0; }
    make -C "$root/src/main/agent" test
}

test_web() {
    cd "$root/web"
    npm run lint
    npm test
}

test_java() {
    cd "$root"
    "$maven" -B -ntp verify "$@"
}

# Whatever the tests started must be gone by itself.
test_leaks() {
    local left
    left=$(docker ps -a --filter label=app=swiftlet --filter "label=instance=$SWIFTLET_INSTANCE" --format '{{.Names}}  {{.Status}}')
    if [ -z "$left" ]; then
        say "No container was left behind."
        return 0
    fi
    say "Containers left behind by the tests:"
    say "$left"
    return 1
}

# An exception that nobody caught is a bug, also where no test saw its effect.
test_quiet() {
    local found
    found=$(grep -n 'Uncaught exception\|Unhandled exception' "$logs/test-$1.log" | cut -c 1-300 | head -n 5) || true
    [ -z "$found" ] || { say "Exceptions that nobody caught, the first of them:"; say "$found"; return 1; }
    say "No exception went uncaught."
}

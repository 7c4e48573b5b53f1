# The benchmark: `./swiftlet bench`. Its code is in src/test/java/dev/swiftlet/bench.
# shellcheck shell=bash

bench_state=$state/bench

run_bench() {
    local instance status=0
    make_state
    use_jdk
    use_bench_classes
    case " $* " in
        *" --list "*)
            run_bench_java "$@"
            return
            ;;
    esac
    # A name that it does not know is refused before anything is built.
    run_bench_java --list "$@" >/dev/null
    use_engine
    use_sandbox_image
    use_application
    use_quick_start "$app_built"
    use_bench_peer
    use_bench_chromium
    instance=bench$(random_id)
    # What the benchmark itself cannot remove, because it was killed: its servers' sandboxes, and its own containers.
    remove_at_exit="$instance ${instance}floor ${instance}peer"
    say "Measuring; Ctrl-C shows what there is until then. Nothing else should run on this machine meanwhile."
    run_bench_java -Dswiftlet.bench.application="$app_built" -Dswiftlet.bench.state="$bench_state" -Dswiftlet.bench.instance="$instance" \
        -Dswiftlet.bench.image="$SWIFTLET_SANDBOX_IMAGE" -Dswiftlet.bench.commit="$(bench_commit)" \
        -Dswiftlet.bench.engine="$(bench_engine)" -- "$@" || status=$?
    return $status
}

# Options for Java, --, options for the benchmark; without -- all are the benchmark's.
run_bench_java() {
    local java=()
    case " $* " in
        *" -- "*)
            while [ "$1" != -- ]; do
                java+=("$1")
                shift
            done
            shift
            ;;
    esac
    "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ${java[@]+"${java[@]}"} -cp "$bench_classes:$(cat "$bench_classes/classpath")" \
        dev.swiftlet.bench.Bench "$@"
}

# The hash of the last commit, with a + where something was changed since.
bench_commit() {
    git -C "$root" rev-parse --short HEAD 2>/dev/null | tr -d '\n' || printf unknown
    [ -z "$(git -C "$root" status --porcelain 2>/dev/null | head -n 1)" ] || printf +
}

# The raw attach needs the engine's own socket.
bench_engine() {
    case ${DOCKER_HOST:-unix:///var/run/docker.sock} in
        unix://*) printf '%s\n' "${DOCKER_HOST:-unix:///var/run/docker.sock}" | sed 's|^unix://||' ;;
        *) die "bench compares with the engine's own socket: DOCKER_HOST has to be unix://…, not $DOCKER_HOST." ;;
    esac
}

# Sets $bench_classes to the compiled benchmark; without the other tests it takes seconds.
use_bench_classes() {
    local sources=(src/test/java/dev/swiftlet/bench src/test/java/dev/swiftlet/web/MessageBench.java)
    # The scenario `inner` calls the server's own classes.
    bench_classes=$bench_state/classes-$(cd "$root" && hash_of pom.xml "${sources[@]}" src/main/java)
    [ ! -f "$bench_classes/classpath" ] || return 0
    use_maven
    step "Building the benchmark" bench-build build_bench "${sources[@]}"
}

build_bench() {
    local new=$bench_classes.new
    rm -rf "$bench_state"/classes-*
    mkdir -p "$new"
    cd "$root"
    "$maven" -B -ntp -q dependency:build-classpath -DincludeScope=test "-Dmdep.outputFile=$new/classpath"
    find "$@" -name '*.java' ! -name '*Test.java' ! -name '*IT.java' >"$new/sources"
    "$JAVA_HOME/bin/javac" -processor org.openjdk.jmh.generators.BenchmarkProcessor -implicit:class -Xlint:-options \
        --release "$java_needed" -d "$new" -cp "$(cat "$new/classpath")" -sourcepath src/main/java "@$new/sources"
    mv "$new" "$bench_classes"
}

# A peer to compare with, from npm. Where it cannot be had the benchmark does without, and says so.
use_bench_peer() {
    local peer=$bench_state/peer inputs
    inputs=$(hash_of "$root/src/test/bench-peer")
    [ "$(cat "$peer/inputs" 2>/dev/null)" != "$inputs" ] || return 0
    use_node
    rm -rf "$peer"
    mkdir -p "$peer"
    cp -R "$root/src/test/bench-peer/." "$peer"
    if (cd "$peer" && npm ci --no-audit --no-fund) >"$logs/bench-peer.log" 2>&1; then
        printf '%s\n' "$inputs" >"$peer/inputs"
    else
        rm -rf "$peer/node_modules"
        warn "  The peer could not be installed, and is left out: $logs/bench-peer.log"
    fi
}

use_bench_chromium() {
    SWIFTLET_CHROMIUM=$(find_chromium)
    export SWIFTLET_CHROMIUM PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
    [ -n "$SWIFTLET_CHROMIUM" ] || warn "  There is no Chromium here: the page is not measured."
}

# The faults in full length: `./swiftlet faults`. Their short form is a part of `./swiftlet test`.
# shellcheck shell=bash

run_faults() {
    local started=$SECONDS
    make_state
    table='' failed=0
    use_jdk
    use_node
    prepare_java_tests
    record "set-up" $((SECONDS - started)) ok
    stage faults test_faults "$@"
    stage leaks test_leaks
    stage quiet test_quiet faults
    summary $((SECONDS - started))
    say ""
    say "== measured"
    grep -h '^measured ' "$logs/test-faults.log" | sed 's/^measured /  /' || say "  nothing"
    [ "$failed" = 0 ]
}

test_faults() {
    cd "$root"
    "$maven" -B -ntp verify -Dswiftlet.faults=full "-Dit.test=**/faults/*IT,EngineAwayIT,OrphanSweeperIT" "$@"
}

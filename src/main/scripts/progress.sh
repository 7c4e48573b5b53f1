# Slow steps: what is being done, for how long, and what went wrong.
# shellcheck shell=bash

ticker=

# Holds nothing of ours open: it may outlive the ticker by its seconds.
pause() { sleep "$1" >/dev/null 2>&1 </dev/null; }

# Rewrites one line of the terminal every second: the step, its seconds, the last line of its log.
tick() {
    local text=$1 log=$2 start=$SECONDS width line
    while pause 1; do
        width=$(tput cols 2>/dev/null || echo 80)
        line="  $text ... $((SECONDS - start)) s  $(tail -n 1 "$log" 2>/dev/null | tr -cd '[:print:]')"
        printf '\r\033[K%s' "$(printf '%s' "$line" | cut -c "1-$((width - 1))")"
    done
}

# Without a terminal a line a minute is enough to see that it lives.
tick_plain() {
    local text=$1 start=$SECONDS
    while pause 60; do say "  $text ... $((SECONDS - start)) s"; done
}

start_ticker() {
    if [ -t 1 ]; then tick "$1" "$2" & else tick_plain "$1" & fi
    ticker=$!
}

stop_ticker() {
    [ -n "$ticker" ] || return 0
    kill "$ticker" 2>/dev/null || true
    wait "$ticker" 2>/dev/null || true
    ticker=
    if [ -t 1 ]; then printf '\r\033[K'; fi
}

# What a command of a refusable step ends with when the end of its log says what is to be mended, and no more is to be said.
refused=78

# A step that says nothing but that when it is refused.
refusable_step() {
    may_be_refused=1
    step "$@"
    may_be_refused=
}
may_be_refused=

# step TEXT LOGNAME COMMAND...   runs the command with its output in a log; on failure shows the end of it and stops.
# Not to be called in a condition: bash would then ignore errors inside the command.
step() {
    local text=$1 log=$logs/$2.log start=$SECONDS status
    shift 2
    make_state
    : >"$log"
    [ -t 1 ] || [ -n "$may_be_refused" ] || say "  $text ..."
    start_ticker "$text" "$log"
    set +e
    (
        set -e
        "$@"
    ) >"$log" 2>&1 </dev/null
    status=$?
    set -e
    stop_ticker
    if [ -n "$may_be_refused" ] && [ "$status" -eq "$refused" ]; then
        grep '^swiftlet: ' "$log" >&2
        exit 1
    fi
    if [ "$status" -ne 0 ]; then
        warn "  $text: FAILED after $((SECONDS - start)) s. The last lines of $log:"
        tail -n 25 "$log" | sed 's/^/    | /' >&2
        exit "$status"
    fi
    say "  $text: done in $((SECONDS - start)) s"
}

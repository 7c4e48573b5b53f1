# What every part needs: where things are, how to say things, and what to do on Linux and on a laptop alike.
# Written for bash 3.2 (macOS) and without GNU-only options.
# shellcheck shell=bash

: "${root:?set by the swiftlet script}"
state=$root/.swiftlet
logs=$state/logs

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }
die() { warn "swiftlet: $*"; exit 1; }
# A wrong option or argument: one sentence, and an exit code of its own.
usage_error() { warn "swiftlet: $* See ./swiftlet help."; exit 2; }

have() { command -v "$1" >/dev/null 2>&1; }
is_linux() { [ "$(uname -s)" = Linux ]; }
is_root() { [ "$(id -u)" = 0 ]; }

make_state() { mkdir -p "$logs"; }

sha256() { if have sha256sum; then sha256sum; else shasum -a 256; fi; }
sha256_each() { if have sha256sum; then xargs -0 sha256sum; else xargs -0 shasum -a 256; fi; }

# One hash for the content and names of all files under the given paths, build outputs left out.
hash_of() {
    local path
    for path in "$@"; do
        [ -e "$path" ] || continue
        find "$path" \( -name node_modules -o -name dist -o -name build -o -name coverage \) -type d -prune -o -type f -print
    done | LC_ALL=C sort | tr '\n' '\0' | sha256_each | sha256 | cut -c 1-12
}

random_id() { od -An -N4 -tx1 /dev/urandom | tr -d ' \n'; }

# version_at_least 3.9 3.8.7 -> false
version_at_least() {
    local need=$1 got=$2 i n g
    for i in 1 2 3; do
        n=$(printf '%s..' "$need" | cut -d . -f "$i" | tr -cd '0-9')
        g=$(printf '%s..' "$got" | cut -d . -f "$i" | sed 's/[^0-9].*//')
        [ "${g:-0}" -gt "${n:-0}" ] && return 0
        [ "${g:-0}" -lt "${n:-0}" ] && return 1
    done
    return 0
}

# Whether something accepts connections there.
port_taken() { (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null; }

# Whether the process with this id runs a command that contains this text: a pid file alone may name a stranger.
is_process() { process_command "$1" | grep -qF -- "$2"; }

# A minimal Debian has no `ps`, a Mac no /proc.
process_command() {
    if [ -d /proc/self ]; then tr '\0' ' ' <"/proc/$1/cmdline"; else ps -p "$1" -o args=; fi 2>/dev/null || true
}

# Installs Debian packages; says in one sentence what is missing where that is not possible.
apt_install() {
    local what=$1
    shift
    have apt-get || die "$what is needed: please install it and run this again."
    is_root || die "$what is needed: please run 'sudo apt-get install $*' and run this again."
    step "Installing $what" apt apt_get_install "$@"
    hash -r
}

apt_get_install() {
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q
    apt-get install -y -q --no-install-recommends "$@"
}

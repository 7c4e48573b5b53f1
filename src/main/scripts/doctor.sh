# Says what is missing and how to mend it. Changes nothing.
# shellcheck shell=bash

doctor() {
    [ $# = 0 ] || usage_error "doctor takes no option."
    missing=0
    check_engine
    check_cgroup
    check_disk
    check_memory
    check_jdk
    check_maven
    check_node
    check_images
    check_server
    check_test_tools
    say ""
    if [ "$missing" -gt 0 ]; then
        say "$missing missing. What ./swiftlet up can install or build itself says so."
        return 1
    fi
    say "Nothing needed is missing."
}

fine() { printf '  ok       %-14s %s\n' "$1" "$2"; }
note() { printf '  note     %-14s %s\n' "$1" "$2"; }
lacks() {
    printf '  MISSING  %-14s %s\n' "$1" "$2"
    missing=$((missing + 1))
}

check_engine() {
    local version
    if ! have docker; then
        lacks "engine" "no docker command; as root on Debian 'up' installs it, elsewhere install Docker"
    elif version=$(engine_version) && [ -z "$version" ]; then
        lacks "engine" "none answers${DOCKER_HOST:+ at $DOCKER_HOST}; as root on Linux 'up' starts it, elsewhere start Docker"
    elif ! version_at_least "$engine_needed" "$version"; then
        lacks "engine" "version $version, $engine_needed or later is needed: update Docker"
    else
        fine "engine" "Docker $version"
        check_runc
    fi
}

# runc < 1.2.8 and < 1.3.3 let a container write to the host's /proc (CVE-2025-31133 and others).
check_runc() {
    local version
    version=$(docker version --format '{{range .Server.Components}}{{if eq .Name "runc"}}{{.Version}}{{end}}{{end}}' 2>/dev/null || true)
    case $version in
        '') return 0 ;;
        *deb* | *ds* | *ubuntu*) fine "runc" "$version, a distribution's build with fixes of its own: keep it updated" ;;
        1.2.*) runc_floor 1.2.8 "$version" ;;
        *) runc_floor 1.3.3 "$version" ;;
    esac
}

runc_floor() {
    if version_at_least "$1" "$2"; then fine "runc" "$2"; else note "runc" "$2 has known ways out of a container: update to $1 or later"; fi
}

check_cgroup() {
    local version=
    if engine_answers; then version=$(docker info --format '{{.CgroupVersion}}' 2>/dev/null || true); fi
    if [ -z "$version" ] && [ -e /sys/fs/cgroup/cgroup.controllers ]; then version=2; fi
    if [ -z "$version" ] && [ -d /sys/fs/cgroup/memory ]; then version=1; fi
    case $version in
        1 | 2) fine "cgroup" "v$version" ;;
        *) if is_linux; then lacks "cgroup" "no control groups: limits on memory and processes cannot work"; fi ;;
    esac
}

# Gigabytes free where that path lies, or will lie.
free_gb() {
    local path=$1
    while [ ! -e "$path" ]; do path=$(dirname "$path"); done
    df -Pk "$path" | awk 'NR == 2 { printf "%d\n", $4 / 1048576 }'
}

check_disk() {
    local path free engine_root=/var/lib/docker
    if engine_answers; then engine_root=$(docker info --format '{{.DockerRootDir}}' 2>/dev/null || echo $engine_root); fi
    is_linux || engine_root=$root
    for path in "$engine_root" "$root"; do
        free=$(free_gb "$path")
        if [ "$free" -ge 15 ]; then fine "disk" "$free GB free at $path"; else lacks "disk" "$free GB free at $path, 15 GB are needed: make room ('docker system df' shows what images take)"; fi
        if [ "$engine_root" = "$root" ]; then break; fi
    done
}

check_memory() {
    local bytes=
    if engine_answers; then bytes=$(docker info --format '{{.MemTotal}}' 2>/dev/null || true); fi
    if [ -z "$bytes" ] && [ -r /proc/meminfo ]; then bytes=$(awk '/^MemTotal:/ { printf "%.0f\n", $2 * 1024 }' /proc/meminfo); fi
    bytes=${bytes:-$(sysctl -n hw.memsize 2>/dev/null || echo 0)}
    # A machine sold as 4 GB shows a little less.
    if [ "$((bytes / 1048576))" -ge 3700 ]; then fine "memory" "$((bytes / 1073741824)) GB"; else lacks "memory" "$((bytes / 1048576)) MB, 4 GB are needed (on a laptop: in Docker's settings)"; fi
}

check_jdk() {
    local home
    home=$(find_jdk)
    if [ -n "$home" ]; then fine "JDK" "$(jdk_version "$home") at $home"; else lacks "JDK" "install a JDK $java_needed under /usr/lib/jvm, or set JAVA_HOME"; fi
}

check_maven() {
    local found
    found=$(find_maven)
    if [ -n "$found" ]; then
        fine "Maven" "$found"
    elif have mvn || have apt-get; then
        note "Maven" "none of $maven_needed or later; 'up' fetches $maven_version"
    else
        lacks "Maven" "install Maven $maven_needed or later"
    fi
}

check_node() {
    if node_is_fine; then
        fine "Node" "$(node_version)"
    else
        lacks "Node" "install Node $node_needed or later with npm$(have node && echo " (here is $(node_version))"); where Debian's is new enough 'up' does"
    fi
}

check_images() {
    engine_answers || return 0
    if have_image "$base_image"; then fine "base image" "$base_image"; else note "base image" "none; 'up' pulls or makes it"; fi
    local image
    image=$(sandbox_image)
    if have_image "$image"; then
        fine "sandbox image" "$image"
    elif have_image "$sandbox_name"; then
        note "sandbox image" "older than its sources; 'up' builds it again"
    else
        note "sandbox image" "none; 'up' builds it"
    fi
}

check_server() {
    local pid
    pid=$(server_pid)
    if [ -n "$pid" ]; then fine "server" "running at $(cat "$running/address") (process $pid)"; else note "server" "not running"; fi
}

check_test_tools() {
    local chromium
    chromium=$(find_chromium)
    if [ -n "$chromium" ]; then fine "Chromium" "$chromium"; else note "Chromium" "none; only tests need it, and on Debian 'test' installs it"; fi
    if asan_works; then fine "C compiler" "cc with the address sanitizer"; else note "C compiler" "none with the address sanitizer; only tests need it, and on Debian 'test' installs it"; fi
}

# Finds a JDK and Maven; fetches Maven where there is none that is new enough.
# shellcheck shell=bash

java_needed=25
maven_needed=3.9
maven_version=3.9.16

# The major version of the JDK in that directory, or nothing.
jdk_version() {
    [ -x "$1/bin/javac" ] && [ -f "$1/release" ] || return 0
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Prints the home of a JDK of the version we need or, failing that, of a later one.
find_jdk() {
    local home version later=
    for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* \
        "$(jdk_of_path)"; do
        version=$(jdk_version "$home")
        [ -n "$version" ] || continue
        if [ "$version" -eq "$java_needed" ]; then
            printf '%s\n' "$home"
            return
        fi
        if [ "$version" -gt "$java_needed" ]; then later=$home; fi
    done
    [ -z "$later" ] || printf '%s\n' "$later"
}

jdk_of_path() {
    local java
    java=$(command -v javac) || return 0
    # Follows links without `readlink -f`, which older macOS lacks.
    while [ -L "$java" ]; do
        case $(readlink "$java") in
            /*) java=$(readlink "$java") ;;
            *) java=$(dirname "$java")/$(readlink "$java") ;;
        esac
    done
    (cd "$(dirname "$java")/.." && pwd -P)
}

use_jdk() {
    local home
    home=$(find_jdk)
    if [ -z "$home" ] && have apt-cache && is_root && apt-cache show "openjdk-$java_needed-jdk-headless" >/dev/null 2>&1; then
        apt_install "JDK $java_needed" "openjdk-$java_needed-jdk-headless"
        home=$(find_jdk)
    fi
    [ -n "$home" ] || die "a JDK $java_needed is needed: please install one (any vendor's, under /usr/lib/jvm or in JAVA_HOME) and run this again."
    export JAVA_HOME=$home
}

maven_on_path() {
    local version
    have mvn || return 0
    version=$(mvn -B -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p' | head -n 1)
    if version_at_least "$maven_needed" "${version:-0}"; then command -v mvn; fi
}

maven_of_ours() {
    local maven=$state/maven/apache-maven-$maven_version/bin/mvn
    if [ -x "$maven" ]; then printf '%s\n' "$maven"; fi
}

find_maven() {
    local maven
    maven=$(maven_of_ours)
    if [ -n "$maven" ]; then printf '%s\n' "$maven"; else maven_on_path; fi
}

# Sets $maven. An older Maven knows where Maven comes from, so it fetches the new one as it would any artifact.
use_maven() {
    maven=$(find_maven)
    [ -z "$maven" ] || return 0
    have mvn || apt_install "Maven" maven
    maven=$(find_maven)
    [ -z "$maven" ] || return 0
    step "Fetching Maven $maven_version" maven fetch_maven
    maven=$(maven_of_ours)
}

fetch_maven() {
    rm -rf "$state/maven"
    mkdir -p "$state/maven"
    cd "$state/maven"
    mvn -B -q dependency:copy "-Dartifact=org.apache.maven:apache-maven:$maven_version:zip:bin" "-DoutputDirectory=$state/maven"
    "$JAVA_HOME/bin/jar" xf "apache-maven-$maven_version-bin.zip"
    chmod +x "apache-maven-$maven_version/bin/mvn"
    rm "apache-maven-$maven_version-bin.zip"
}

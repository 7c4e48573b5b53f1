# Builds the application, and keeps a copy to run: a later build must not pull the jars from under a running server.
# shellcheck shell=bash

app=$state/app

app_inputs() {
    cd "$root"
    hash_of pom.xml .mvn src/main/java src/main/resources web
}

# Sets $app_built to where the application of the sources as they are now lies.
use_application() {
    local inputs
    inputs=$(app_inputs)
    app_built=$app-$inputs
    [ -f "$app_built/quarkus-run.jar" ] && return 0
    use_node
    use_maven
    step "Building the application" build build_application "$app_built"
    remove_old_applications "$app_built"
}

build_application() {
    cd "$root"
    # How the sources are formatted is a matter for `test`, not for whoever wants to see them run.
    "$maven" -B -ntp -DskipTests -Dspotless.check.skip=true package
    rm -rf "$1" "$1.new"
    cp -R target/quarkus-app "$1.new"
    mv "$1.new" "$1"
}

# Keeps the one in use, if any: its server may still load classes from it.
remove_old_applications() {
    local dir
    for dir in "$app"-*; do
        if [ "$dir" != "$1" ] && [ -z "$(server_pid "$dir")" ]; then rm -rf "$dir"; fi
    done
}

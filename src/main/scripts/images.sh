# The base image and the sandbox image, rebuilt when what goes into them has changed.
# shellcheck shell=bash

base_image=debian:trixie-slim
sandbox_name=swiftlet/sandbox:6.0

have_image() { docker image inspect "$1" >/dev/null 2>&1; }

sandbox_inputs() {
    cd "$root"
    hash_of Dockerfile .dockerignore src/main/agent src/main/sandbox
}

# The image for the sources as they are now: what the server is told to use.
sandbox_image() { printf '%s-%s\n' "$sandbox_name" "$(sandbox_inputs)"; }

use_sandbox_image() {
    local image
    image=$(sandbox_image)
    if ! have_image "$image"; then
        have_image "$base_image" || make_base_image
        step "Building the sandbox image (Swift: some minutes the first time)" image build_image sandbox "$image"
    fi
    docker tag "$image" "$sandbox_name"
    export SWIFTLET_SANDBOX_IMAGE=$image
}

build_image() {
    local target=$1 image=$2
    # Where the CLI has no BuildKit plugin, ask for the builder that the engine has in itself.
    docker buildx version >/dev/null 2>&1 || export DOCKER_BUILDKIT=0
    # The host's network: a bridge may not exist, and a build needs packages only.
    docker build --network host --target "$target" --label "dev.swiftlet.inputs=${image##*-}" -t "$image" "$root"
}

make_base_image() {
    step "Getting the base image ($base_image)" base get_base_image
}

get_base_image() {
    pull_base_image && return 0
    say "no registry answers: making the base image from Debian's packages"
    have debootstrap || apt_get_install debootstrap
    bootstrap_base_image
}

# A registry that answers says "Pulling from" within seconds; then the download may take as long as it takes.
pull_base_image() {
    local pull i
    : >"$logs/pull.log"
    docker pull "$base_image" >>"$logs/pull.log" 2>&1 &
    pull=$!
    for ((i = 0; i < 20; i++)); do
        if grep -q "Pulling from" "$logs/pull.log" || ! kill -0 "$pull" 2>/dev/null; then
            wait "$pull"
            return
        fi
        sleep 1
    done
    kill "$pull" 2>/dev/null || true
    return 1
}

bootstrap_base_image() {
    local tree=$state/base
    is_root || { say "only root can do that: please run as root, or where '$base_image' can be pulled"; return 1; }
    rm -rf "$tree"
    mkdir -p "$tree"
    debootstrap --variant=minbase trixie "$tree"
    rm -rf "$tree"/var/cache/apt/archives/*.deb "$tree"/var/lib/apt/lists/*
    tar -C "$tree" -c . | docker import --change 'CMD ["bash"]' - "$base_image"
    rm -rf "$tree"
}

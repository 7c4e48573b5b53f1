# Finds Node and npm, and installs what the browser code needs.
# shellcheck shell=bash

node_needed=20.19

node_version() { node --version 2>/dev/null | tr -d v; }
node_is_fine() { have node && have npm && version_at_least "$node_needed" "$(node_version)"; }

use_node() {
    node_is_fine && return 0
    if ! have node || ! have npm; then apt_install "Node and npm" nodejs npm; fi
    node_is_fine || die "Node $node_needed or later (with npm) is needed, here is $(node_version): please install it and run this again."
}

# Only when the lock file is another than the one installed.
install_web() {
    local inputs
    inputs=$(hash_of "$root/web/package.json" "$root/web/package-lock.json" "$root/web/.npmrc")
    if [ -d "$root/web/node_modules" ] && [ "$(cat "$state/web-inputs" 2>/dev/null)" = "$inputs" ]; then return 0; fi
    step "Installing the browser code's packages" npm npm_ci
    printf '%s\n' "$inputs" >"$state/web-inputs"
}

npm_ci() {
    cd "$root/web"
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund
}

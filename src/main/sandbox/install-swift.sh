#!/bin/sh
# Puts a Swift toolchain into the image, unless the base image is one (swift:X.Y).
set -eu

if command -v swiftc >/dev/null; then
    echo "Swift is in the base image: $(swiftc --version 2>&1 | head -n 1)"
    exit 0
fi

# libc6-dev and the C++ library of the distribution's gcc: without them neither `import Glibc` nor linking works.
apt-get update -q
gcc=$(apt-cache depends gcc | sed -n 's/^ *Depends: gcc-\([0-9][0-9]*\)$/\1/p')
DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends swiftlang libc6-dev "libstdc++-${gcc:?}-dev"
rm -rf /var/lib/apt/lists/* /var/cache/apt/archives/*.deb

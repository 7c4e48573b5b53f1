#!/bin/sh
# Gives the server the same two paths whatever the base image is:
#   /usr/lib/swiftlet/toolchain   has bin/swiftc, bin/sourcekit-lsp, lib/swift
#   /usr/lib/swiftlet/lldb        the LLDB of that toolchain
# and gives LLDB its Python package where the distribution left it out.
set -eu

here=/usr/lib/swiftlet
bin=$(dirname "$(readlink -f "$(command -v swiftc)")")
[ -x "$bin/lldb" ] || { echo "No lldb beside $bin/swiftc: use the full image of Swift, not the slim one." >&2; exit 1; }

ln -sfn "$(dirname "$bin")" $here/toolchain
ln -sfn "$bin/lldb" $here/lldb

$here/lldb --version >/dev/null 2>&1 || { echo "The lldb of this image does not start:" >&2; $here/lldb --version >&2; exit 1; }
# The last line: before it LLDB may print the very traceback that this is about.
python=$($here/lldb -P 2>/dev/null | tail -n 1)
case $python in /*) ;; *) echo "LLDB here has no Python: nothing to silence."; exit 0 ;; esac
if [ ! -e "$python/lldb" ]; then
    mkdir -p "$python"
    cp -R $here/lldb-python/lldb "$python/lldb"
fi

#!/bin/sh
# Builds the clang modules behind `import Foundation` once, in the image, so that no session has to.
#
# A .pcm records the path it was built at, so the cache is built where it is used, under $HOME/.cache/clang/ModuleCache
# with HOME=/tmp, and only then moved. At the start of each process the agent fills that directory with links to what
# lies in /usr/lib/swiftlet/module-cache. Each set of flags has a directory of its own (its name is a hash), so this
# runs every kind of compilation that the server starts.
set -eu

here=/usr/lib/swiftlet
bin=$here/toolchain/bin
export HOME=/tmp
built=$HOME/.cache/clang/ModuleCache
work=$(mktemp -d)
cd "$work"
unset XDG_CACHE_HOME

# Values of these types make LLDB load further modules (CoreFoundation).
printf '%s\n' 'import Foundation' 'Date()' 'URL(string: "http://localhost")' 'Data([1])' '["a": 1]' \
    | "$here/lldb" -O 'settings set target.disable-aslr false' --repl= >repl.log 2>&1
grep -q 'R0' repl.log || { echo "The REPL did not evaluate:" >&2; cat repl.log >&2; exit 1; }

echo 'import Foundation
print(Date())' > main.swift
for flags in "" "-O" "-swift-version 6" "-swift-version 6 -O"; do
    # shellcheck disable=SC2086  # several words on purpose
    "$bin/swiftc" $flags main.swift -o main
    ./main >/dev/null
done

# The language server asks for its modules with flags of its own, as soon as a file is open.
message() { printf 'Content-Length: %d\r\n\r\n%s' "${#1}" "$1"; }
uri="file://$work/main.swift"
# shellcheck disable=SC2094  # the answers are read while they are written: that is what is waited for
{
    message '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}}'
    message '{"jsonrpc":"2.0","method":"initialized","params":{}}'
    message '{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"'"$uri"'","languageId":"swift","version":1,"text":"import Foundation\nprint(Date())\n"}}}'
    message '{"jsonrpc":"2.0","id":2,"method":"textDocument/hover","params":{"textDocument":{"uri":"'"$uri"'"},"position":{"line":1,"character":8}}}'
    # The server drops what is unfinished when its input ends, so wait for the last module: at most a minute.
    i=0
    while [ $i -lt 60 ] && ! grep -q '"id":2' language.log 2>/dev/null; do sleep 1; i=$((i + 1)); done
    message '{"jsonrpc":"2.0","id":3,"method":"shutdown"}'
    message '{"jsonrpc":"2.0","method":"exit"}'
} | "$bin/sourcekit-lsp" >language.log 2>/dev/null || true

count=$(find "$built" -name '*.pcm' | wc -l)
[ "$count" -gt 0 ] || { echo "No module was built." >&2; exit 1; }
# Only modules: stamps and locks belong to the process that made them.
find "$built" -type f ! -name '*.pcm' -exec rm {} +
rm -rf $here/module-cache
mv "$built" $here/module-cache
chmod -R a+rX,go-w $here/module-cache
cd /
# All that was left there, hidden or not: a sandbox mounts its own /tmp over this one.
find /tmp -mindepth 1 -delete
echo "$count modules, $(du -sh $here/module-cache | cut -f 1), for $(find $here/module-cache -mindepth 1 -maxdepth 1 -type d | wc -l) sets of flags"

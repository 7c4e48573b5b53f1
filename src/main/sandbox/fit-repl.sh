#!/bin/sh
# Leaves out of the REPL's warming what the LLDB of this toolchain does not bear. That of 6.2 finds no Swift runtime when it
# evaluates so early, and then nothing of what is imported later.
set -eu

here=/usr/lib/swiftlet
export HOME=/tmp
mkdir -p /tmp/.cache/clang/ModuleCache
cp -rs $here/module-cache/. /tmp/.cache/clang/ModuleCache/
# There is no terminal here.
grep -v /dev/tty $here/repl/start.lldb > /tmp/start.lldb

evaluates() {
    printf '%s\n' 'import Foundation' 'Date().timeIntervalSince1970 > 0' \
        | $here/lldb --no-lldbinit -Q -O 'settings set target.disable-aslr false' -O 'command source -s true /tmp/start.lldb' --repl= -O "command source -s true $here/repl/warm.lldb" > /tmp/repl.log 2>&1
    grep -q 'R0: Bool = true' /tmp/repl.log
}

warmed=yes
if ! evaluates; then
    warmed=no
    : > $here/repl/warm.lldb
    evaluates || { echo "The REPL does not evaluate:" >&2; cat /tmp/repl.log >&2; exit 1; }
fi
find /tmp -mindepth 1 -delete
echo "REPL warmed: $warmed"

#!/bin/sh
# Writes down how this toolchain compiles and links (docs/run-recipe.md says what for), from what its driver says it would do: the driver, and
# the clang behind which it hides the linker, cost more time than the compilation of a small program. A recipe is a command line, one word a line.
#
# Two sets: recipe/plain calls the driver, which works with every toolchain; recipe has the quick ones. Where they do not build a program that runs,
# the plain ones take their place.
set -eu

here=/usr/lib/swiftlet
bin=$here/toolchain/bin
recipe=$here/recipe
# The modules are built already, and lie where a compiler finds them at HOME. What is under /tmp goes at the end.
export HOME=/tmp
mkdir -p /tmp/.cache/clang/ModuleCache
cp -rs $here/module-cache/. /tmp/.cache/clang/ModuleCache/
plain=$recipe/plain
work=$(mktemp -d)
cd "$work"
mkdir -p $plain
echo 'import Foundation
print(Date().timeIntervalSince1970 > 0, CommandLine.arguments.count)' > foundation.swift
echo 'print("empty")' > empty.swift
echo 'let answer = 6 * 7
print("told")' > told.swift

lines() { printf '%s\n' "$@"; }
# "clang" and "swiftc" say what they would run as words for a shell: some quoted, some not.
words() { eval "set -- $1"; lines "$@"; }

# Line tables give a crash its source lines, and cost nothing that can be measured. One module, one object.
flags="-whole-module-optimization -module-name main -gline-tables-only"

plain_recipes() {
    for level in -Onone -O -Osize -Ounchecked; do
        # shellcheck disable=SC2086
        lines "$bin/swiftc" $flags $level > "$plain/compile$level"
    done
    lines "$bin/swiftc" -module-name main @objects@ -o @output@ > $plain/link
}

compile_recipes() {
    for level in -Onone -O -Osize -Ounchecked; do
        # shellcheck disable=SC2086
        says=$("$bin/swiftc" -### $flags $level -c empty.swift -o said.o 2>/dev/null) || return 1
        [ "$(lines "$says" | wc -l)" -eq 1 ] || return 1
        # What compile adds itself: what to do, the source, the object.
        words "$says" | awk '
            $0 == "-c" || $0 == "empty.swift" { next }
            $0 == "-o" { getline; next }
            $0 == "-file-compilation-dir" { print; getline; print "@directory@"; next }
            { print }' > "$recipe/compile$level"
        grep -qx -e -frontend "$recipe/compile$level" || return 1
        ! grep -q -e empty.swift -e said.o -e "$work" "$recipe/compile$level" || return 1
    done
}

# The last line that the driver says is the link, by way of clang; the autolink file that it reads is empty for us.
link_recipe() {
    "$bin/swiftc" -c empty.swift -o empty.o
    says=$("$bin/swiftc" -### -use-ld=lld empty.o -o said 2>/dev/null | tail -n 1) || return 1
    : > none.autolink
    clang=$(words "$says" | sed 's#^@.*\.autolink$#@none.autolink#' | while IFS= read -r word; do printf "'%s' " "$word"; done)
    said=$(eval "$clang -###" 2>&1 | tail -n 1)
    words "$said" | awk '
        $0 == "empty.o" { print "@objects@"; print "@libraries@"; print "--no-as-needed"; next }
        $0 == "-o" { print; getline; print "@output@"; next }
        { print }
        # For so little, more threads cost more than they bring.
        END { print "--threads=1" }' > $recipe/link
    head -n 1 $recipe/link | grep -q lld || return 1
    [ "$(grep -c -x -e @objects@ -e @libraries@ -e @output@ $recipe/link)" -eq 3 ] || return 1
    "$bin/swift-autolink-extract" empty.o -o common.autolink
    tr ' ' '\n' < common.autolink | grep -e '^-l' > $recipe/common
}

results_recipes() {
    set -- -playground -import-module SwiftletResults -I $here/modules
    # Names of files in the calls; 6.0 has it.
    if echo 'let a = 1' | "$bin/swiftc" -typecheck -enable-experimental-feature PlaygroundExtendedCallbacks - 2>/dev/null; then
        named=PlaygroundExtendedCallbacks
    fi
    { lines "$@"; lines ${named:+-enable-experimental-feature $named}; } > $recipe/results
    { lines "$@" | sed -e '/^-playground$/i-Xfrontend' -e '/^-import-module$/i-Xfrontend' -e '/^SwiftletResults$/i-Xfrontend'
      lines ${named:+-enable-experimental-feature $named}; } > $plain/results
    lines $here/modules/SwiftletResults.o $here/lib/sink.o | tee $recipe/results-objects > $plain/results-objects
}

works() {
    for level in -Onone -O; do
        rm -f program program.o
        SWIFTLET_RECIPE=$1 $here/compile $level -o program.o -- foundation.swift > /dev/null || return 1
        SWIFTLET_RECIPE=$1 $here/link -o program program.o || return 1
        [ "$($here/run ./program one)" = "true 2" ] || return 1
    done
}

build_results() {
    mkdir -p $here/modules
    "$bin/swiftc" -O -wmo -parse-as-library -module-name SwiftletResults -emit-module -emit-module-path $here/modules/SwiftletResults.swiftmodule \
        -c "$here"/build/*.swift -o $here/modules/SwiftletResults.o || return 1
    rm -f $here/modules/*.swiftdoc $here/modules/*.swiftsourceinfo
}

tells_results() {
    rm -f told told.last
    SWIFTLET_RECIPE=$1 $here/compile -results -o program.o -- told.swift > /dev/null || return 1
    SWIFTLET_RECIPE=$1 $here/link -results -o program program.o || return 1
    [ "$($here/run -results told ./program)" = told ] || return 1
    grep -q '"name":"answer","type":"Int","value":"42"' told
}

# What swift-format calls its input: nothing at first, "-" since it warns of that.
format_recipe() {
    formatted=$(echo 'let a=1' | "$bin/swift-format" format - 2>/dev/null) || true
    if [ "$formatted" = 'let a = 1' ]; then echo -; else echo; fi > $recipe/format
}

format_recipe
plain_recipes
works $plain || { echo "swiftc does not build a program that runs." >&2; exit 1; }
kind=plain
if [ "${1:-}" != plain ] && compile_recipes && link_recipe && works $recipe; then kind=quick; fi
if build_results && results_recipes && tells_results $plain; then results=yes; else results=no; fi
if [ $kind = quick ] && [ $results = yes ]; then tells_results $recipe || kind=plain; fi

if [ $results = no ]; then rm -rf $here/modules $recipe/results* $plain/results*; fi
if [ $kind = plain ]; then
    rm -f $recipe/common
    cp $plain/* $recipe/
fi
chmod -R a+rX,go-w $recipe
cd /
find /tmp -mindepth 1 -delete
echo "recipes: $kind, results: $results"

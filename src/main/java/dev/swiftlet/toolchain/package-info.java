/// Which versions of Swift there are, and what it takes to run each: its image, its commands. Knows no container and no
/// engine.
@NullMarked
package dev.swiftlet.toolchain;

import org.jspecify.annotations.NullMarked;

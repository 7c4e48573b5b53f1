/// Compiling and running Swift programs: what is asked for, what happens, and the verdict. Knows sandboxes and their
/// processes; knows no session, no HTTP and no engine.
@NullMarked
package dev.swiftlet.run;

import org.jspecify.annotations.NullMarked;

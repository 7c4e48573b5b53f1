/// Editor intelligence: one sourcekit-lsp for a session, as a process of its own sandbox, and
/// what stands between it and an editor. Both are strangers: the browser may send only what is on
/// a list, about files of one directory, and what the process prints is bounded and read as data.
/// Knows no sockets and no sessions.
@NullMarked
package dev.swiftlet.language;

import org.jspecify.annotations.NullMarked;

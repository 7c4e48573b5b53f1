/// What travels between server and browser, as sealed records: the only definition.
/// `web/src/protocol/messages.gen.ts` is generated from them. Knows only value types of
/// `terminal`.
@NullMarked
package dev.swiftlet.protocol;

import org.jspecify.annotations.NullMarked;

package dev.swiftlet.session;

import dev.swiftlet.sandbox.Companion;
import dev.swiftlet.sandbox.Sandbox;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What lives in a session's sandbox beside its REPL, one of each kind. Confined to the session's loop.
public final class Companions {
    private final Map<Class<?>, Companion> all = new LinkedHashMap<>();
    private @Nullable Sandbox sandbox;
    private boolean over;

    Companions() {}

    /// The one of this kind, made if it is not there yet. After the session's end it is told so at once.
    ///
    /// @param maker called if there is none
    public <T extends Companion> T get(Class<T> kind, Supplier<T> maker) {
        return kind.cast(all.computeIfAbsent(kind, _ -> {
            T made = maker.get();
            if (over) {
                made.over();
            } else if (sandbox != null) {
                made.sandboxReady(sandbox);
            }
            return made;
        }));
    }

    void sandboxReady(Sandbox ready) {
        if (sandbox == null && !over) {
            sandbox = ready;
            all.values().forEach(each -> each.sandboxReady(ready));
        }
    }

    void over() {
        if (!over) {
            over = true;
            all.values().forEach(Companion::over);
        }
    }
}

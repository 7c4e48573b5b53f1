package dev.swiftlet.web;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The server's beginning and end. Whoever starts it wrongly finds why in the last line of what it says.
@QuarkusMain
public class Swiftlet {
    private Swiftlet() {}

    public static void main(String... arguments) {
        // Else what has a malformed address gets an answer without a word; Perimeter gives it one.
        System.setProperty("vertx.disableURIValidation", "true");
        Quarkus.run(null, Swiftlet::exit, arguments);
    }

    private static void exit(int code, @Nullable Throwable failure) {
        if (failure != null) {
            List<String> refusals = StartRefusal.of(failure);
            if (refusals.isEmpty()) {
                Logger.getLogger(Swiftlet.class).error("the server could not start", failure);
            }
            refusals.forEach(each -> System.err.println("swiftlet: " + each));
        }
        ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(code, failure);
    }
}

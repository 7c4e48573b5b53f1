package dev.swiftlet.toolchain;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.List;
import java.util.Map;

/// `swiftlet.toolchains.*`: which versions of Swift this server offers.
@ConfigMapping(prefix = "swiftlet.toolchains")
public interface ToolchainConfig {
    /// The id of the one that a session gets when nobody chose.
    @WithName("default")
    @WithDefault("swift-6.0")
    String defaultId();

    /// All of them, by id, in the order of their ids.
    Map<String, Entry> entries();

    /// One version of Swift.
    interface Entry {
        /// What people read.
        String label();

        /// The sandbox image.
        String image();

        /// The REPL's command line, the program first. The image links its LLDB to this path. LLDB would
        /// turn address randomisation off, which takes a privilege that a sandbox does not have. What is
        /// sourced is the image's too, and warms the REPL before its banner.
        @WithDefault("/usr/lib/swiftlet/lldb,--no-lldbinit,-Q,-O,settings set target.disable-aslr false,"
                + "-O,command source -s true /usr/lib/swiftlet/repl/start.lldb,--repl=")
        List<String> repl();

        /// More for the environment of its processes.
        Map<String, String> environment();
    }
}

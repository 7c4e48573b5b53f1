package dev.swiftlet.toolchain;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        /// sourced is the image's too.
        @WithDefault("/usr/lib/swiftlet/lldb,--no-lldbinit,-Q,-O,settings set target.disable-aslr false,"
                + "-O,command source -s true /usr/lib/swiftlet/repl/start.lldb,--repl=")
        List<String> repl();

        /// More for the command line of a REPL that starts before anybody waits for it: loads what its first
        /// entry needs. Set it to nothing to do without.
        @WithDefault("-O,command source -s true /usr/lib/swiftlet/repl/warm.lldb")
        Optional<List<String>> warming();

        /// More for the environment of its processes.
        Map<String, String> environment();

        /// More for each compilation, as the image's `compile` takes it, e.g. `-D,CLASSROOM`.
        Optional<List<String>> compiler();

        /// The language versions it has: what a request's `languageVersion` may be. One before 6.0 has only 5.
        @WithDefault("5,6")
        List<String> languageVersions();

        /// The upcoming features it knows: what a request's `upcomingFeatures` may be. Set it to nothing to offer none.
        @WithDefault("BareSlashRegexLiterals,ConciseMagicFile,DeprecateApplicationMain,DisableOutwardActorInference,"
                + "DynamicActorIsolation,ExistentialAny,ForwardTrailingClosures,GlobalActorIsolatedTypesUsability,"
                + "GlobalConcurrency,ImplicitOpenExistentials,InferSendableFromCaptures,InternalImportsByDefault,"
                + "IsolatedDefaultValues,RegionBasedIsolation,StrictConcurrency")
        Optional<List<String>> upcomingFeatures();
    }
}

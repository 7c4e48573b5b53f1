package dev.swiftlet.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// One sandbox's directory on this machine: it holds the socket that its agent connects to, and
/// nothing else. The sandbox sees it read-only; only this server writes here.
record SocketDirectory(Path runtimeDir, Path path) {
    /// Others may pass through to a name they know, and not list.
    private static final String PERMISSIONS = "rwx--x--x";

    private static final String SOCKET_PERMISSIONS = "rw-rw-rw-";
    private static final String SOCKET = "agent.sock";

    static SocketDirectory of(Path runtimeDir, SandboxName name) {
        return new SocketDirectory(runtimeDir, runtimeDir.resolve(name.value()));
    }

    Path socket() {
        return path.resolve(SOCKET);
    }

    /// Makes it, empty, and the directory above it where that is not there.
    void create() throws IOException {
        makeDirectory(runtimeDir);
        delete();
        makeDirectory(path);
    }

    /// Lets the sandbox's user connect to the socket that is now there.
    void openSocket() throws IOException {
        Files.setPosixFilePermissions(socket(), PosixFilePermissions.fromString(SOCKET_PERMISSIONS));
    }

    void deleteSocket() throws IOException {
        Files.deleteIfExists(socket());
    }

    /// No error when it is not there.
    void delete() throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            deleteSocket();
        }
        Files.deleteIfExists(path);
    }

    /// The directories of an instance's sandboxes.
    static List<SandboxName> list(Path runtimeDir, String instance) {
        if (!Files.isDirectory(runtimeDir)) {
            return List.of();
        }
        var prefix = SandboxName.prefix(instance);
        try (var entries = Files.list(runtimeDir)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.startsWith(prefix))
                    .map(SandboxName::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void makeDirectory(Path directory) throws IOException {
        var permissions = PosixFilePermissions.fromString(PERMISSIONS);
        try {
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(permissions));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
        }
        // The process's umask may have taken the x.
        Files.setPosixFilePermissions(directory, permissions);
    }
}

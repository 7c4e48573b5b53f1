package dev.swiftlet.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/// This server, as its containers and its cookies know it. Kept in the data directory, so that a restarted server is
/// the same.
///
/// @param id marks its containers: 1 to 24 lower-case letters and digits; two servers on one engine have different ones
/// @param key 32 random bytes, from which everything that must not be guessed is derived
@SuppressWarnings("ArrayRecordComponent") // a secret: never compared, never printed
public record Instance(String id, byte[] key) {
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 4;

    public Instance {
        if (!id.matches("[a-z0-9]{1,24}")) {
            throw new IllegalArgumentException(
                    "swiftlet.server.instance is '%s', but must be 1 to 24 lower-case letters and digits"
                            .formatted(id));
        }
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("the server's key has " + KEY_BYTES + " bytes");
        }
    }

    /// Reads what the data directory has, and makes what it lacks.
    ///
    /// @param id overrides the kept one
    /// @throws IOException if the directory cannot be read or written
    public static Instance load(Path dataDirectory, Optional<String> id) throws IOException {
        Files.createDirectories(
                dataDirectory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        byte[] key = HexFormat.of().parseHex(keep(dataDirectory.resolve("key"), KEY_BYTES));
        String kept = keep(dataDirectory.resolve("instance"), ID_BYTES);
        return new Instance(id.orElse(kept), key);
    }

    /// The file's content; where there is none, random bytes in hex are written first, for the owner's eyes only.
    private static String keep(Path file, int bytes) throws IOException {
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            byte[] random = new byte[bytes];
            new SecureRandom().nextBytes(random);
            String text = HexFormat.of().formatHex(random);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text + "\n", StandardOpenOption.WRITE);
            return text;
        }
    }

    @Override
    public byte[] key() {
        return key.clone();
    }

    @Override
    public String toString() {
        return "Instance[" + id + "]";
    }
}

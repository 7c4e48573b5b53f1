package dev.swiftlet.run;

/// Names of files without the folders that they are in, in a sandbox or on the machine that Swift was built on.
final class PlainNames {
    private static final int MOST_CHARACTERS = 255;

    private PlainNames() {}

    /// What is after the last slash, cut where no file's name would be that long.
    static String of(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.length() > MOST_CHARACTERS ? name.substring(0, MOST_CHARACTERS) : name;
    }
}

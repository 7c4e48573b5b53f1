package dev.swiftlet.language;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which files the editor has open, what is in them, and what of it is to be on the sandbox's disk. sourcekit-lsp takes
/// the file that it is asked about from the messages, but two things it reads there: which files are one program, and,
/// to complete a name, all files of it but the one that is asked about. Confined to the loop.
final class OpenFiles {
    /// What the texts of all may cost; see [FileText#cost()]. The page keeps 256 KiB.
    static final long MOST_COST = 1 << 20;

    private static final byte[] NOTHING = {};

    private final CompilationDatabase database;
    private final Map<String, FileText> open = new LinkedHashMap<>();
    /// Open files whose text has changed since it was written.
    private final Set<String> changed = new LinkedHashSet<>();
    /// Those that have a text on the disk.
    private final Set<String> written = new LinkedHashSet<>();
    private Set<String> together = Set.of();

    /// @param flags the compiler's, for every file
    OpenFiles(List<String> flags) {
        this.database = new CompilationDatabase(flags);
    }

    /// @return false if it cannot be opened: it is already, or there are as many as there may be
    boolean open(String name, String text) {
        if (open.size() >= LanguageLimits.FILES || open.containsKey(name)) {
            return false;
        }
        FileText opened = new FileText(text);
        open.put(name, opened);
        noteChange(name, opened);
        return true;
    }

    /// Takes over what an editor did to a file.
    ///
    /// @param contentChanges as `textDocument/didChange` has them
    void change(String name, JsonNode contentChanges) {
        FileText text = open.get(name);
        if (text != null && !contentChanges.isEmpty()) {
            text.change(contentChanges);
            noteChange(name, text);
        }
    }

    boolean close(String name) {
        changed.remove(name);
        return open.remove(name) != null;
    }

    Set<String> names() {
        return Set.copyOf(open.keySet());
    }

    /// The language server starts with an empty directory.
    void forget() {
        open.clear();
        changed.clear();
        written.clear();
        together = Set.of();
    }

    /// What is to be written when files were opened or closed, by path, in order. Empty if nothing is. Counts as
    /// written.
    ///
    /// @param soon files that will be opened next
    Map<String, byte[]> dueForProgram(Set<String> soon) {
        Map<String, byte[]> due = closed();
        if (!together.equals(open.keySet())) {
            addDatabase(due, soon);
        }
        return due;
    }

    /// What is to be written before a question that reads the other files. With it comes a new database: sourcekit-lsp
    /// looks at a file on the disk once for each command line.
    ///
    /// @param asked the file that the question is about
    Map<String, byte[]> dueForQuestion(String asked, Set<String> soon) {
        Map<String, byte[]> due = new LinkedHashMap<>();
        for (String name : List.copyOf(changed)) {
            FileText text = open.get(name);
            if (text != null && !name.equals(asked)) {
                changed.remove(name);
                written.add(name);
                due.put(FileUri.path(name), text.bytes());
            }
        }
        if (!due.isEmpty()) {
            database.renew();
            addDatabase(due, soon);
        }
        return due;
    }

    /// What is left on the disk of files that are open no more, as nothing.
    Map<String, byte[]> closed() {
        Map<String, byte[]> due = new LinkedHashMap<>();
        written.stream().filter(name -> !open.containsKey(name)).forEach(name -> due.put(FileUri.path(name), NOTHING));
        written.retainAll(open.keySet());
        return due;
    }

    private void addDatabase(Map<String, byte[]> due, Set<String> soon) {
        Set<String> names = new TreeSet<>(open.keySet());
        names.addAll(soon);
        together = names;
        due.put(CompilationDatabase.PATH, database.of(names));
    }

    private void noteChange(String name, FileText text) {
        changed.add(name);
        if (open.values().stream().mapToLong(FileText::cost).sum() > MOST_COST) {
            text.forget();
        }
    }
}

// What the program left in its slots (last.h), as records: the last values, and how many there were.
#include "results-end.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../results/last.h"

static bool open_slots(int *file, const char *path) {
    char name[PATH_MAX];
    struct stat status;
    int length = snprintf(name, sizeof name, "%s" LAST_SUFFIX, path);
    if (length < 0 || (size_t)length >= sizeof name) return false;
    *file = open(name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (*file < 0) return false;
    if (fstat(*file, &status) == 0 && S_ISREG(status.st_mode)) return true;
    close(*file);
    return false;
}

static size_t bounded(uint64_t length, size_t most) { return length < most ? (size_t)length : most; }

static void begin(struct record *record, const char *kind, size_t length, const struct last_slot *slot) {
    record_text(record, "kind", kind, length);
    record_text(record, "file", slot->file, bounded((uint64_t)slot->where.file_length, sizeof slot->file));
    record_position(record, "from", slot->where.line, slot->where.column);
    record_position(record, "to", slot->where.end_line, slot->where.end_column);
}

static bool end(struct record *record, int64_t pass, bool (*print)(const char *, size_t)) {
    record_number(record, "pass", pass);
    record_raw(record, record->is_cut ? ",\"cut\":true}\n" : "}\n");
    return print(record->bytes, record->length);
}

static bool tell_value(const struct last_slot *slot, const struct last_value *value, bool (*print)(const char *, size_t)) {
    struct record record = {.is_cut = value->is_cut != 0};
    begin(&record, "last", 4, slot);
    record_text(&record, "name", slot->name, bounded(slot->name_length, sizeof slot->name));
    record_text(&record, "type", value->type, bounded(value->type_length, sizeof value->type));
    record_text(&record, "value", value->text, bounded(value->text_length, sizeof value->text));
    return end(&record, value->pass, print);
}

static bool tell(const struct last_slot *slot, bool (*print)(const char *, size_t)) {
    const struct last_value *value = &slot->values[slot->current & 1];
    int64_t known = value->pass > slot->told ? value->pass : slot->told;
    if (slot->where.line <= 0) return true;
    if (value->pass > slot->told && value->pass >= slot->passes && !tell_value(slot, value, print)) return false;
    struct record record = {0};
    if (slot->passes <= known) return true;
    begin(&record, "passes", 6, slot);
    return end(&record, slot->passes, print);
}

bool results_end(const char *path, bool (*print)(const char *, size_t)) {
    struct last_slot slot;
    int file;
    bool goes_on = true;
    if (!open_slots(&file, path)) return true;
    for (int i = 0; goes_on && i < LAST_SLOTS && read(file, &slot, sizeof slot) == sizeof slot; i++) goes_on = tell(&slot, print);
    close(file);
    return goes_on;
}

#include "sink.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "places.h"
#include "record.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int file = -1; // -1: nobody wants results, or no more of them
static unsigned long records_left, bytes_left;
static __thread bool is_telling;

static void append(const struct record *record) {
    for (size_t done = 0; done < record->length;) {
        ssize_t put = write(file, record->bytes + done, record->length - done);
        if (put < 0 && errno != EINTR) return;
        if (put > 0) done += (size_t)put;
    }
}

static void end(const char *limit) {
    struct record record = {0};
    record_text(&record, "kind", "limit", 5);
    record_text(&record, "limit", limit, strlen(limit));
    record_raw(&record, "}\n");
    append(&record);
    close(file);
    file = -1;
}

static void put(const struct record *record) {
    if (records_left == 0 || record->length > bytes_left) {
        end(records_left == 0 ? "records" : "bytes");
        return;
    }
    records_left--;
    bytes_left -= record->length;
    append(record);
}

static void add_place(struct record *record, const struct place *place, const char *name, size_t length) {
    record_text(record, "file", name, length);
    record_position(record, "from", place->line, place->column);
    record_position(record, "to", place->end_line, place->end_column);
}

int64_t swiftlet_results_begin(const struct place *place, const char *name) {
    int64_t pass = 0;
    if (is_telling || place->file_length < 0) return 0;
    pthread_mutex_lock(&lock);
    struct counted *counted = file < 0 ? NULL : places_find(place, name);
    if (counted != NULL && places_is_worth_telling(++counted->passes)) pass = counted->told = counted->passes;
    pthread_mutex_unlock(&lock);
    is_telling = pass > 0;
    return pass;
}

void swiftlet_results_tell(const struct value *value, const char *bytes) {
    struct record record = {.is_cut = value->is_cut != 0};
    record_text(&record, "kind", "value", 5);
    add_place(&record, &value->place, bytes, (size_t)value->place.file_length);
    bytes += value->place.file_length;
    record_text(&record, "name", bytes, (size_t)value->name_length);
    bytes += value->name_length;
    record_text(&record, "type", bytes, (size_t)value->type_length);
    bytes += value->type_length;
    record_text(&record, "value", bytes, (size_t)value->text_length);
    record_number(&record, "pass", value->pass);
    record_raw(&record, record.is_cut ? ",\"cut\":true}\n" : "}\n");
    pthread_mutex_lock(&lock);
    if (file >= 0) put(&record);
    pthread_mutex_unlock(&lock);
}

void swiftlet_results_told(void) { is_telling = false; }

static void tell_passes(void) {
    pthread_mutex_lock(&lock);
    const struct counted *counted;
    for (int index = 0; file >= 0 && (counted = places_next(&index)) != NULL;) {
        if (counted->told == counted->passes) continue;
        struct record record = {0};
        record_text(&record, "kind", "passes", 6);
        add_place(&record, &counted->where, counted->file, strlen(counted->file));
        record_number(&record, "pass", counted->passes);
        record_raw(&record, "}\n");
        put(&record);
    }
    pthread_mutex_unlock(&lock);
}

// Before the program's first line, so that it neither sees these variables nor passes them on.
__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("SWIFTLET_RESULTS"), *limits = getenv("SWIFTLET_RESULTS_LIMITS");
    if (path == NULL || limits == NULL || sscanf(limits, "%lu:%lu", &records_left, &bytes_left) != 2) return;
    file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0600);
    unsetenv("SWIFTLET_RESULTS");
    unsetenv("SWIFTLET_RESULTS_LIMITS");
    if (file >= 0) atexit(tell_passes);
}

#include "sink.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "last.h"
#include "places.h"
#include "record.h"

// What the values that are only kept may cost altogether, and those of one place; and the places that are told of at the end.
enum { AFFORDABLE_NS = 50000000, PLACE_AFFORDABLE_NS = 10000000, ENDS_MAX = 1000 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int file = -1; // -1: nobody wants results
static unsigned long records_left, bytes_left;
static bool is_full;
static int64_t spent;
static __thread bool is_telling, is_paying;
static __thread int64_t began;
static __thread struct counted *current;

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
    is_full = true;
}

static bool put(const struct record *record) {
    if (is_full) return false;
    if (records_left == 0 || record->length > bytes_left) {
        end(records_left == 0 ? "records" : "bytes");
        return false;
    }
    records_left--;
    bytes_left -= record->length;
    append(record);
    return true;
}

static void add_place(struct record *record, const struct place *place, const char *name, size_t length) {
    record_text(record, "file", name, length);
    record_position(record, "from", place->line, place->column);
    record_position(record, "to", place->end_line, place->end_column);
}

static bool has_slot(const struct place *place, const char *name, const char *variable, size_t variable_length) {
    if (current->slot == NULL) current->slot = last_claim(place, name, variable, variable_length);
    return current->slot != NULL;
}

int64_t swiftlet_results_begin(const struct place *place, const char *name, const char *variable, int64_t variable_length) {
    int64_t pass = 0;
    if (is_telling || place->file_length < 0) return 0;
    pthread_mutex_lock(&lock);
    current = file < 0 ? NULL : places_find(place, name);
    if (current != NULL) {
        pass = ++current->passes;
        is_telling = !is_full && places_is_worth_telling(pass);
        if (!is_telling) pass = has_slot(place, name, variable, (size_t)variable_length) ? -pass : 0;
    }
    pthread_mutex_unlock(&lock);
    return pass;
}

void swiftlet_results_tell(const struct value *value, const char *bytes) {
    struct record record = {.is_cut = value->is_cut != 0};
    const char *name = bytes + value->place.file_length, *type = name + value->name_length, *text = type + value->type_length;
    size_t name_length = (size_t)value->name_length, type_length = (size_t)value->type_length, text_length = (size_t)value->text_length;
    record_text(&record, "kind", "value", 5);
    add_place(&record, &value->place, bytes, (size_t)value->place.file_length);
    record_text(&record, "name", name, name_length);
    record_text(&record, "type", type, type_length);
    record_text(&record, "value", text, text_length);
    record_number(&record, "pass", value->pass);
    record_raw(&record, record.is_cut ? ",\"cut\":true}\n" : "}\n");
    pthread_mutex_lock(&lock);
    if (put(&record)) {
        if (current->told < value->pass) current->told = value->pass;
        if (current->slot != NULL) current->slot->told = current->told;
    } else if (has_slot(&value->place, bytes, name, name_length)) {
        last_keep(current->slot, value->pass, (struct last_text){type, type_length}, (struct last_text){text, text_length}, value->is_cut != 0);
    }
    pthread_mutex_unlock(&lock);
}

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

void swiftlet_results_told(void) {
    is_telling = false;
    if (!is_paying) return;
    is_paying = false;
    pthread_mutex_lock(&lock);
    int64_t cost = now() - began;
    spent += cost;
    current->spent += cost;
    pthread_mutex_unlock(&lock);
}

int64_t swiftlet_results_can_afford(void) {
    pthread_mutex_lock(&lock);
    is_telling = is_paying = spent < AFFORDABLE_NS && current->spent < PLACE_AFFORDABLE_NS;
    pthread_mutex_unlock(&lock);
    if (is_paying) began = now();
    return is_paying;
}

void swiftlet_results_keep(int64_t pass, const char *type, int64_t type_length, const char *text, int64_t text_length, int64_t is_cut) {
    pthread_mutex_lock(&lock);
    last_keep(current->slot, pass, (struct last_text){type, (size_t)type_length}, (struct last_text){text, (size_t)text_length}, is_cut != 0);
    pthread_mutex_unlock(&lock);
}

void swiftlet_results_skip(int64_t pass) {
    pthread_mutex_lock(&lock);
    if (current->slot->passes < pass) current->slot->passes = pass;
    pthread_mutex_unlock(&lock);
}

// Of the places that have a slot, `results` tells.
static void tell_passes(void) {
    pthread_mutex_lock(&lock);
    const struct counted *counted;
    for (int index = 0, ends = 0; ends < ENDS_MAX && (counted = places_next(&index)) != NULL;) {
        if (counted->slot != NULL || counted->told == counted->passes) continue;
        struct record record = {0};
        record_text(&record, "kind", "passes", 6);
        add_place(&record, &counted->where, counted->file, strlen(counted->file));
        record_number(&record, "pass", counted->passes);
        record_raw(&record, "}\n");
        append(&record);
        ends++;
    }
    pthread_mutex_unlock(&lock);
}

// Before the program's first line, so that it neither sees these variables nor passes them on.
__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("SWIFTLET_RESULTS"), *limits = getenv("SWIFTLET_RESULTS_LIMITS");
    if (path == NULL || limits == NULL || sscanf(limits, "%lu:%lu", &records_left, &bytes_left) != 2) return;
    file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file >= 0) last_open(path);
    unsetenv("SWIFTLET_RESULTS");
    unsetenv("SWIFTLET_RESULTS_LIMITS");
    if (file >= 0) atexit(tell_passes);
}

#include "places.h"

#include <stdlib.h>
#include <string.h>

static struct counted table[PLACES_MAX];
static const char *files[FILES_MAX];
static int used;

// The few names are kept, so that two places are of one file exactly when the pointers are the same.
static const char *keep(const char *file, size_t length) {
    for (int i = 0; i < FILES_MAX; i++) {
        if (files[i] == NULL) return files[i] = strndup(file, length);
        if (strlen(files[i]) == length && memcmp(files[i], file, length) == 0) return files[i];
    }
    return NULL;
}

static uint64_t hash(const struct place *place, const char *file) {
    const uint64_t parts[] = {(uint64_t)(uintptr_t)file, (uint64_t)place->line, (uint64_t)place->column, (uint64_t)place->end_line, (uint64_t)place->end_column};
    uint64_t sum = 14695981039346656037u;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) sum = (sum ^ parts[i]) * 1099511628211u;
    return sum ^ sum >> 32;
}

static bool is_same(const struct place *one, const struct place *other) {
    return one->line == other->line && one->column == other->column && one->end_line == other->end_line && one->end_column == other->end_column;
}

struct counted *places_find(const struct place *place, const char *file) {
    const char *kept = keep(file, (size_t)place->file_length);
    if (kept == NULL) return NULL;
    for (uint64_t at = hash(place, kept);; at++) {
        struct counted *entry = &table[at % PLACES_MAX];
        if (entry->file == kept && is_same(&entry->where, place)) return entry;
        if (entry->file != NULL) continue;
        // Half empty, or finding gets slow.
        if (used == PLACES_MAX / 2) return NULL;
        used++;
        *entry = (struct counted){.where = *place, .file = kept};
        return entry;
    }
}

const struct counted *places_next(int *index) {
    while (*index < PLACES_MAX) {
        const struct counted *entry = &table[(*index)++];
        if (entry->file != NULL) return entry;
    }
    return NULL;
}

bool places_is_worth_telling(int64_t pass) { return pass <= TOLD_FIRST || (pass & (pass - 1)) == 0; }

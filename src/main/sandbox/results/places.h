// How many values each place in the sources has had. Not for several threads at once: the sink holds its lock.
#ifndef SWIFTLET_PLACES_H
#define SWIFTLET_PLACES_H

#include <stdbool.h>

#include "last.h"
#include "sink.h"

enum { PLACES_MAX = 8192, FILES_MAX = 200, TOLD_FIRST = 100 };

struct counted {
    struct place where;
    const char *file; // ours, for good; NULL where the entry is free
    int64_t passes;
    int64_t told; // the last pass that was told
    int64_t spent; // in nanoseconds, on values that were only kept
    struct last_slot *slot; // NULL: none needed yet, or none left
};

// NULL where there are too many places.
struct counted *places_find(const struct place *place, const char *file);

// The next one at or after the index, or NULL; the index moves behind it.
const struct counted *places_next(int *index);

// The first ones, then ever fewer: a long loop is neither slow nor takes the room of what comes after it.
bool places_is_worth_telling(int64_t pass);

#endif

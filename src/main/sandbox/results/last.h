// The last value of each place that has more of them than are told, in a file that both sides see: it outlives the program, however that ends.
// The program writes it (sink.c), `results` reads it when the program has ended. What stands in it is the program's: believe nothing.
#ifndef SWIFTLET_LAST_H
#define SWIFTLET_LAST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record.h"
#include "sink.h"

#define LAST_SUFFIX ".last"

// A text is kept a little longer than it will be told, so that it can be seen to be cut.
enum { LAST_SLOTS = 256, LAST_TEXT = TEXT_MAX + 4, LAST_NAME = 124 };

struct last_value {
    int64_t pass; // 0: none yet
    uint32_t is_cut, type_length, text_length, unused;
    char type[LAST_TEXT], text[LAST_TEXT];
};

struct last_slot {
    struct place where;
    int64_t passes; // that had a value which was not kept
    int64_t told;   // the last pass that was told
    uint32_t name_length, current; // which of the values is whole: a program that is killed while it writes the other leaves this one
    char file[LAST_TEXT], name[LAST_NAME];
    struct last_value values[2];
};

// Not for several threads at once: the sink holds its lock. Without room for the file there are no slots.
void last_open(const char *path);

// NULL where there are no more.
struct last_slot *last_claim(const struct place *place, const char *file, const char *name, size_t name_length);

struct last_text {
    const char *bytes;
    size_t length;
};

// An older pass than the one that is there is left out: threads overtake each other.
void last_keep(struct last_slot *slot, int64_t pass, struct last_text type, struct last_text text, bool is_cut);

#endif

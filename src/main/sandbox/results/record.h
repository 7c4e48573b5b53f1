// One line of JSON, built without allocating.
#ifndef SWIFTLET_RECORD_H
#define SWIFTLET_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Four texts of 256 bytes, each byte at most six in JSON, and the rest: a longer text is cut sooner.
enum { RECORD_SIZE = 2048, TEXT_MAX = 256 };

struct record {
    char bytes[RECORD_SIZE];
    size_t length;
    bool is_cut;
};

void record_text(struct record *record, const char *key, const char *text, size_t length);
void record_number(struct record *record, const char *key, int64_t number);
void record_position(struct record *record, const char *key, int64_t line, int64_t column);
void record_raw(struct record *record, const char *raw);

#endif

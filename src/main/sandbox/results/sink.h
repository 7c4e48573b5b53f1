// Where the results of a program's expressions go: a file, one JSON object a line. docs/run-recipe.md says what stands in it.
#ifndef SWIFTLET_SINK_H
#define SWIFTLET_SINK_H

#include <stdint.h>

// What Swift hands over. The layout is that of 11 `Int`: SwiftletResults.swift writes it as an array.
struct place {
    int64_t line, column, end_line, end_column, file_length;
};

struct value {
    struct place place;
    int64_t pass, is_cut, name_length, type_length, text_length;
};

// Notes one more value at this place. Returns its number when it is to be told (swiftlet_results_tell, then swiftlet_results_told). Returns the
// number below zero when it is only to be kept until the next one comes: swiftlet_results_keep where that is cheap, else, where
// swiftlet_results_can_afford, the same and then swiftlet_results_told, else swiftlet_results_skip. Returns 0 when nobody wants it: there are too
// many places, or this thread is telling a value already (what a `description` does is nobody's result).
int64_t swiftlet_results_begin(const struct place *place, const char *file, const char *name, int64_t name_length);

// Writes a record. The bytes are the file, the name, the type and the text, one after the other.
void swiftlet_results_tell(const struct value *value, const char *bytes);

void swiftlet_results_told(void);

void swiftlet_results_keep(int64_t pass, const char *type, int64_t type_length, const char *text, int64_t text_length, int64_t is_cut);

// Whether there is time left to describe values that are only kept. It runs from here to swiftlet_results_told.
int64_t swiftlet_results_can_afford(void);

void swiftlet_results_skip(int64_t pass);

#endif

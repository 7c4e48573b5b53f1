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

// Notes one more value at this place. Returns its number when it is to be told (swiftlet_results_tell, then swiftlet_results_told), else 0: too
// many of this place or altogether, nobody wants results, or this thread is telling a value already (what a `description` does is nobody's result).
int64_t swiftlet_results_begin(const struct place *place, const char *file);

// Writes a record. The bytes are the file, the name, the type and the text, one after the other.
void swiftlet_results_tell(const struct value *value, const char *bytes);

void swiftlet_results_told(void);

#endif

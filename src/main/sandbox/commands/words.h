// A command line under construction, and the recipes that the image's build wrote down: one word a line.
#ifndef SWIFTLET_WORDS_H
#define SWIFTLET_WORDS_H

#include <stdbool.h>
#include <stddef.h>

enum { WORDS_MAX = 1024, EXIT_USAGE = 64, EXIT_MISSING = 127 };

struct words {
    char *at[WORDS_MAX + 1];
    size_t count;
};

// Ends the process with EXIT_USAGE when there are too many. The text is not copied.
void words_add(struct words *words, const char *text);

// Reads the recipe of that name. Ends the process with EXIT_MISSING when there is none, or none that makes sense.
void recipe_read(struct words *words, const char *name);

// Whether the recipe of that name exists.
bool recipe_exists(const char *name);

// Says why on stderr, and ends the process with EXIT_USAGE.
_Noreturn void usage(const char *format, ...) __attribute__((format(printf, 1, 2)));

// Becomes the first word, or ends the process with EXIT_MISSING.
_Noreturn void words_become(struct words *words);

// Runs the first word with its stdout on our stderr. Returns its exit code, or 128 and the signal's number.
int words_run(struct words *words);

#endif

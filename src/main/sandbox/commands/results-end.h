#ifndef SWIFTLET_RESULTS_END_H
#define SWIFTLET_RESULTS_END_H

#include <stdbool.h>
#include <stddef.h>

// Prints what a program that has ended left beside the file of that path. Returns whether all could be printed.
bool results_end(const char *path, bool (*print)(const char *bytes, size_t count));

#endif

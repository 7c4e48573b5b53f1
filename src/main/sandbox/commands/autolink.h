// The libraries that a Swift object says it needs.
#ifndef SWIFTLET_AUTOLINK_H
#define SWIFTLET_AUTOLINK_H

#include "words.h"

// Adds the `-lNAME` entries of that ELF object (64 bit, this machine's byte order) that are not in the list yet. Whatever else stands
// there is left out: a stranger's code can put anything into that section. An object that cannot be read adds nothing: the linker says it.
void autolink_add(struct words *libraries, const char *object);

#endif

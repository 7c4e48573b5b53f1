// Reads a directory without allocating.
#ifndef SWIFTLET_LISTING_H
#define SWIFTLET_LISTING_H

#include <stdalign.h>
#include <stddef.h>

struct listing {
    int fd;
    size_t have, at;
    alignas(8) char bytes[8192];
};

// 0 if it cannot be opened. `directory` may be AT_FDCWD; links are not followed.
int listing_open(struct listing *listing, int directory, const char *path);
const char *listing_next(struct listing *listing); // NULL at the end; never "." nor ".."
void listing_close(struct listing *listing);

#endif

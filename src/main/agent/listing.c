#include "listing.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

int listing_open(struct listing *listing, int directory, const char *path) {
    listing->have = listing->at = 0;
    listing->fd = openat(directory, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    return listing->fd >= 0;
}

const char *listing_next(struct listing *listing) {
    for (;;) {
        if (listing->at == listing->have) {
            long read = syscall(SYS_getdents64, listing->fd, listing->bytes, sizeof listing->bytes);
            if (read <= 0) return NULL;
            listing->have = (size_t)read;
            listing->at = 0;
        }
        const struct dirent64 *entry = (const struct dirent64 *)(const void *)(listing->bytes + listing->at);
        listing->at += entry->d_reclen;
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) return entry->d_name;
    }
}

void listing_close(struct listing *listing) { close(listing->fd); }

#include "cache.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "listing.h"

#define CACHE "/usr/lib/swiftlet/module-cache"

enum { DEPTH_MAX = 4, LINKS_MAX = 2048, PATH_SIZE = 1024 };

// The compiler rewrites these, so a link to a read-only file would be in its way.
static bool is_link_worthy(const char *name) {
    size_t length = strlen(name);
    return strcmp(name, "modules.timestamp") != 0 && (length < 5 || strcmp(name + length - 5, ".lock") != 0);
}

static void mirror(int from, const char *source, int to, int depth, int *left) {
    struct listing listing;
    if (depth > DEPTH_MAX || !listing_open(&listing, from, source)) return;
    for (const char *name; *left > 0 && (name = listing_next(&listing)) != NULL;) {
        struct stat status;
        char path[PATH_SIZE];
        int length = snprintf(path, sizeof path, "%s/%s", source, name);
        if (length < 0 || length >= PATH_SIZE || fstatat(listing.fd, name, &status, AT_SYMLINK_NOFOLLOW) != 0) continue;
        --*left;
        if (S_ISREG(status.st_mode) && is_link_worthy(name)) {
            int ignored = symlinkat(path, to, name); // one that is there already stays
            (void)ignored;
        } else if (S_ISDIR(status.st_mode)) {
            mkdirat(to, name, 0755);
            int below = openat(to, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
            if (below < 0) continue;
            mirror(from, path, below, depth + 1, left);
            close(below);
        }
    }
    listing_close(&listing);
}

void cache_link(void) {
    const char *home = getenv("HOME");
    char path[PATH_SIZE];
    if (home == NULL || home[0] != '/' || access(CACHE, R_OK | X_OK) != 0) return;
    const char *const parts[] = {"/.cache", "/.cache/clang", "/.cache/clang/ModuleCache"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        int length = snprintf(path, sizeof path, "%s%s", home, parts[i]);
        if (length < 0 || length >= PATH_SIZE) return;
        mkdir(path, 0755);
    }
    int to = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (to < 0) return;
    int left = LINKS_MAX;
    mirror(AT_FDCWD, CACHE, to, 0, &left);
    close(to);
}

// Prints a file that another process writes, as it grows, until its own stdin ends, and then what the program left beside it: what docs/run-recipe.md says.
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "results-end.h"
#include "words.h"

// A tmpfs tells nobody of its writes more cheaply than a look.
enum { LOOK_MS = 20 };

static bool open_it(int *file, const char *path) {
    struct stat status;
    if (*file >= 0) return true;
    // Not waiting for the other end, should a stranger have put a pipe there.
    *file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (*file < 0) return false;
    if (fstat(*file, &status) == 0 && S_ISREG(status.st_mode)) return true;
    fprintf(stderr, "results: not a file: %s\n", path);
    _exit(1);
}

static bool print(const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t put = write(STDOUT_FILENO, bytes, count);
        if (put < 0 && errno != EINTR) return false;
        if (put < 0) continue;
        bytes += put;
        count -= (size_t)put;
    }
    return true;
}

static bool print_new(int *file, const char *path) {
    static char bytes[65536];
    if (!open_it(file, path)) return true;
    for (ssize_t got; (got = read(*file, bytes, sizeof bytes)) > 0;) {
        if (!print(bytes, (size_t)got)) return false;
    }
    return true;
}

// Waits a moment; whether stdin has ended.
static bool has_ended(void) {
    char ignored[512];
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    if (poll(&input, 1, LOOK_MS) <= 0) return false;
    return read(STDIN_FILENO, ignored, sizeof ignored) <= 0;
}

int main(int argc, char **argv) {
    if (argc != 2 || argv[1][0] == '\0') usage("results FILE");
    int file = -1;
    for (bool ended = false;;) {
        if (!print_new(&file, argv[1])) return 1;
        if (ended) return results_end(argv[1], print) ? 0 : 1;
        ended = has_ended();
    }
}

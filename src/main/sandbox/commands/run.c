// Becomes a program, with an environment in which it tells what it can: what docs/run-recipe.md says.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "words.h"

enum { EXIT_CANNOT = 126 };

// Names and lines of the thread that crashed, on stderr, and nothing that asks or paints. It keeps quiet about images and registers:
// they are most of the text, and addresses of this run only.
#define BACKTRACE \
    "enable=yes,color=no,interactive=no,sanitize=no,threads=crashed,images=none,registers=none,limit=16,top=4,cache=no,symbolicate=full,output-to=stderr,timeout=5s"

struct results {
    const char *file;
    unsigned long records;
    unsigned long bytes;
};

static unsigned long number(const char *text) {
    char *end;
    errno = 0;
    unsigned long value = text != NULL && *text >= '0' && *text <= '9' ? strtoul(text, &end, 10) : 0;
    if (value == 0 || errno != 0 || *end != '\0') usage("not a number above 0: %s", text != NULL ? text : "");
    return value;
}

static int take_options(struct results *results, char **argv) {
    int at = 1;
    for (; argv[at] != NULL && argv[at][0] == '-'; at += 2) {
        if (argv[at + 1] == NULL) usage("%s needs a value", argv[at]);
        if (strcmp(argv[at], "-results") == 0) results->file = argv[at + 1];
        else if (strcmp(argv[at], "-records") == 0) results->records = number(argv[at + 1]);
        else if (strcmp(argv[at], "-bytes") == 0) results->bytes = number(argv[at + 1]);
        else usage("no such option: %s", argv[at]);
    }
    return at;
}

int main(int argc, char **argv) {
    (void)argc;
    struct results results = {.records = 10000, .bytes = 1024 * 1024};
    int at = take_options(&results, argv);
    if (argv[at] == NULL || strchr(argv[at], '/') == NULL) usage("no program, or not a path");
    setenv("SWIFT_BACKTRACE", BACKTRACE, 0);
    if (results.file != NULL) {
        char limits[64];
        snprintf(limits, sizeof limits, "%lu:%lu", results.records, results.bytes);
        setenv("SWIFTLET_RESULTS_LIMITS", limits, 1);
        setenv("SWIFTLET_RESULTS", results.file, 1);
    }
    execv(argv[at], argv + at);
    fprintf(stderr, "%s: %s: %s\n", program_invocation_short_name, argv[at], strerror(errno));
    return EXIT_CANNOT;
}

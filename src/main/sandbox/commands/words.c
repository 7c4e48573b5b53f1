#include "words.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { RECIPE_SIZE = 65536 };

void usage(const char *format, ...) {
    char why[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(why, sizeof why, format, arguments);
    va_end(arguments);
    dprintf(STDERR_FILENO, "%s: %s\n", program_invocation_short_name, why);
    exit(EXIT_USAGE);
}

static _Noreturn void missing(const char *what) {
    fprintf(stderr, "%s: this image lacks %s: %s\n", program_invocation_short_name, what, strerror(errno));
    exit(EXIT_MISSING);
}

void words_add(struct words *words, const char *text) {
    if (words->count == WORDS_MAX) usage("too many arguments");
    words->at[words->count++] = (char *)text;
    words->at[words->count] = NULL;
}

static void recipe_path(char *path, size_t size, const char *name) {
    const char *directory = getenv("SWIFTLET_RECIPE");
    int length = snprintf(path, size, "%s/%s", directory != NULL ? directory : "/usr/lib/swiftlet/recipe", name);
    if (length < 0 || (size_t)length >= size) usage("the path of the recipe is too long");
}

bool recipe_exists(const char *name) {
    char path[4096];
    recipe_path(path, sizeof path, name);
    return access(path, R_OK) == 0;
}

void recipe_read(struct words *words, const char *name) {
    char path[4096];
    recipe_path(path, sizeof path, name);
    FILE *file = fopen(path, "re");
    char *text = malloc(RECIPE_SIZE + 1);
    if (file == NULL || text == NULL) missing(path);
    size_t length = fread(text, 1, RECIPE_SIZE, file);
    fclose(file);
    text[length] = '\0';
    for (char *rest = text, *word; (word = strsep(&rest, "\n")) != NULL;) {
        if (*word != '\0') words_add(words, word);
    }
}

void words_become(struct words *words) {
    execv(words->at[0], words->at);
    missing(words->at[0]);
}

int words_run(struct words *words) {
    pid_t child = fork();
    if (child < 0) missing("processes");
    if (child == 0) {
        dup2(STDERR_FILENO, STDOUT_FILENO);
        words_become(words);
    }
    int status;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) missing("the process it started");
    }
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

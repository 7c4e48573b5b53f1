// Swift sources to one object, or only checked: what docs/run-recipe.md says.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "words.h"

enum { SOURCES_MAX = 200 };

#define DIAGNOSTICS ".diagnostics.dia"

// What the caller may pass on, and whether a name follows. Whatever is not here is refused: no linker or frontend flag of a stranger's.
static const struct {
    const char *name;
    bool named;
} PASSED[] = {
    {"-parse-as-library", false},
    {"-warnings-as-errors", false},
    {"-suppress-warnings", false},
    {"-warn-concurrency", false},
    {"-strict-concurrency=minimal", false},
    {"-strict-concurrency=targeted", false},
    {"-strict-concurrency=complete", false},
    {"-enable-bare-slash-regex", false},
    {"-enable-upcoming-feature", true},
    {"-D", true},
};

static const char *const LEVELS[] = {"-Onone", "-O", "-Osize", "-Ounchecked"};

struct request {
    const char *level;
    const char *object;
    bool check;
    bool results;
    struct words options;
    struct words sources;
};

static bool is_name(const char *text) {
    return *text != '\0' && *text != '-'
        && strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_") == strlen(text);
}

static const char *value_of(char **argv, int *at) {
    const char *value = argv[*at + 1];
    if (value == NULL || *value == '\0') usage("%s needs a value", argv[*at]);
    ++*at;
    return value;
}

static bool take_level(struct request *request, const char *option) {
    for (size_t i = 0; i < sizeof LEVELS / sizeof *LEVELS; i++) {
        if (strcmp(option, LEVELS[i]) != 0) continue;
        request->level = LEVELS[i];
        return true;
    }
    return false;
}

static bool take_passed(struct request *request, char **argv, int *at) {
    for (size_t i = 0; i < sizeof PASSED / sizeof *PASSED; i++) {
        if (strcmp(argv[*at], PASSED[i].name) != 0) continue;
        words_add(&request->options, PASSED[i].name);
        if (!PASSED[i].named) return true;
        const char *name = value_of(argv, at);
        if (!is_name(name)) usage("not a name: %s", name);
        words_add(&request->options, name);
        return true;
    }
    return false;
}

static void take_version(struct request *request, const char *version) {
    // The others have no prebuilt modules, and were for moving sources of 2017.
    if (strcmp(version, "5") != 0 && strcmp(version, "6") != 0) usage("-swift-version is 5 or 6, not %s", version);
    words_add(&request->options, "-swift-version");
    words_add(&request->options, version);
}

static void take_option(struct request *request, char **argv, int *at) {
    const char *option = argv[*at];
    if (strcmp(option, "-o") == 0) request->object = value_of(argv, at);
    else if (strcmp(option, "-check") == 0) request->check = true;
    else if (strcmp(option, "-results") == 0) request->results = true;
    else if (strcmp(option, "-swift-version") == 0) take_version(request, value_of(argv, at));
    else if (!take_level(request, option) && !take_passed(request, argv, at)) usage("no such option: %s", option);
}

static void take_source(struct request *request, const char *name) {
    size_t length = strlen(name);
    // '@' would make the compiler read arguments from that file.
    if (length < 7 || strcmp(name + length - 6, ".swift") != 0 || name[0] == '-' || name[0] == '@') usage("not a source: %s", name);
    if (request->sources.count == SOURCES_MAX) usage("more than %d sources", SOURCES_MAX);
    words_add(&request->sources, name);
}

static void read_request(struct request *request, char **argv) {
    int at = 1;
    for (; argv[at] != NULL && strcmp(argv[at], "--") != 0; at++) take_option(request, argv, &at);
    if (argv[at] != NULL) at++;
    for (; argv[at] != NULL; at++) take_source(request, argv[at]);
    if (request->sources.count == 0) usage("no sources (they come after --)");
    if (request->check && (request->results || request->object != NULL)) usage("-check makes nothing: no -o, no -results");
    if (!request->check && (request->object == NULL || request->object[0] == '-')) usage("-o OBJECT is missing");
}

// The recipe has a word for where we are: line tables name files from there.
static void read_compile_recipe(struct words *command, const char *level) {
    static char directory[4096];
    char name[32];
    snprintf(name, sizeof name, "compile%s", level);
    recipe_read(command, name);
    for (size_t i = 0; i < command->count; i++) {
        if (strcmp(command->at[i], "@directory@") != 0) continue;
        if (getcwd(directory, sizeof directory) == NULL) usage("the current directory has no path");
        command->at[i] = directory;
    }
}

static void add_all(struct words *to, const struct words *from) {
    for (size_t i = 0; i < from->count; i++) words_add(to, from->at[i]);
}

static void add_results(struct words *command, bool results) {
    if (!results) return;
    if (!recipe_exists("results")) usage("this toolchain cannot tell results");
    recipe_read(command, "results");
}

static bool is_frontend(const struct words *command) { return command->count > 1 && strcmp(command->at[1], "-frontend") == 0; }

// The driver takes it only through to the frontend.
static void add_diagnostics(struct words *command) {
    static const char *const option[] = {"-serialize-diagnostics-path", DIAGNOSTICS};
    for (size_t i = 0; i < 2; i++) {
        if (!is_frontend(command)) words_add(command, "-Xfrontend");
        words_add(command, option[i]);
    }
}

// The server reads what a process prints, not files.
static void print_diagnostics(void) {
    char bytes[65536];
    int file = open(DIAGNOSTICS, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0) return;
    for (ssize_t got; (got = read(file, bytes, sizeof bytes)) > 0;) {
        for (ssize_t put, done = 0; done < got; done += put) {
            put = write(STDOUT_FILENO, bytes + done, (size_t)(got - done));
            if (put < 0) return;
        }
    }
    close(file);
    unlink(DIAGNOSTICS);
}

int main(int argc, char **argv) {
    (void)argc;
    static struct request request = {.level = "-Onone"};
    static struct words command;
    read_request(&request, argv);
    read_compile_recipe(&command, request.level);
    add_results(&command, request.results);
    words_add(&command, request.check ? "-typecheck" : "-c");
    add_all(&command, &request.options);
    add_diagnostics(&command);
    add_all(&command, &request.sources);
    if (request.object != NULL) {
        words_add(&command, "-o");
        words_add(&command, request.object);
    }
    unlink(DIAGNOSTICS);
    int code = words_run(&command);
    print_diagnostics();
    return code;
}

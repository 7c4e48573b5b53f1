// Objects of compile to a program: what docs/run-recipe.md says.
//
// The recipe holds the linker's whole command line, with three words to be replaced: @objects@, @libraries@ (left out where the tool finds them by
// itself) and @output@. The recipe `common` lists the libraries that even an empty program asks for: those are linked only where something is used.
#include <string.h>

#include "autolink.h"
#include "words.h"

#define STREAMING "/usr/lib/swiftlet/lib/streaming.o"

struct request {
    const char *program;
    bool results;
    struct words objects;
};

static void read_request(struct request *request, char **argv) {
    for (int at = 1; argv[at] != NULL; at++) {
        if (strcmp(argv[at], "-results") == 0) request->results = true;
        else if (strcmp(argv[at], "-o") == 0 && argv[at + 1] != NULL) request->program = argv[++at];
        else if (argv[at][0] == '-' || argv[at][0] == '@' || argv[at][0] == '\0') usage("no such option: %s", argv[at]);
        else words_add(&request->objects, argv[at]);
    }
    if (request->program == NULL || request->program[0] == '-' || request->program[0] == '\0') usage("-o PROGRAM is missing");
    if (request->objects.count == 0) usage("no objects");
}

static bool contains(const struct words *words, const char *text) {
    for (size_t i = 0; i < words->count; i++) {
        if (strcmp(words->at[i], text) == 0) return true;
    }
    return false;
}

// What the sources asked for is linked, used or not, as the compiler's driver does: conformances are found only in what is loaded.
static void add_libraries(struct words *command, const struct words *libraries, const struct words *common) {
    words_add(command, "--as-needed");
    for (size_t i = 0; i < libraries->count; i++) {
        bool asked = !contains(common, libraries->at[i]);
        if (asked) words_add(command, "--no-as-needed");
        words_add(command, libraries->at[i]);
        if (asked) words_add(command, "--as-needed");
    }
}

static void add_objects(struct words *command, const struct request *request) {
    for (size_t i = 0; i < request->objects.count; i++) words_add(command, request->objects.at[i]);
    words_add(command, STREAMING);
    if (request->results) recipe_read(command, "results-objects");
}

int main(int argc, char **argv) {
    (void)argc;
    static struct request request;
    static struct words recipe, common, libraries, command;
    read_request(&request, argv);
    recipe_read(&recipe, "link");
    if (contains(&recipe, "@libraries@")) recipe_read(&common, "common");
    for (size_t i = 0; i < request.objects.count; i++) autolink_add(&libraries, request.objects.at[i]);
    for (size_t i = 0; i < recipe.count; i++) {
        if (strcmp(recipe.at[i], "@objects@") == 0) add_objects(&command, &request);
        else if (strcmp(recipe.at[i], "@libraries@") == 0) add_libraries(&command, &libraries, &common);
        else words_add(&command, strcmp(recipe.at[i], "@output@") == 0 ? request.program : recipe.at[i]);
    }
    words_become(&command);
}

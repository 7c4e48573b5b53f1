#include <string.h>

#include "child.h"

// Every string gives up its two bytes of length for one of NUL, so what came in one payload fits.
static char *keep(struct plan *plan, struct text text) {
    char *string = plan->strings + plan->used;
    memcpy(string, text.bytes, text.length);
    string[text.length] = 0;
    plan->used += text.length + 1u;
    return string;
}

void plan_fill(struct plan *plan, const struct start *start) {
    plan->tty = start->mode == MODE_TTY;
    plan->repl = start->kind == KIND_REPL;
    plan->yields = start->kind == KIND_RUN;
    plan->oom_score = start->oom_score;
    plan->limit_count = start->limit_count;
    memcpy(plan->limits, start->limits, sizeof plan->limits);
    plan->used = 0;
    plan->directory = keep(plan, start->directory);
    const uint8_t *at = start->arguments;
    for (unsigned i = 0; i < start->argument_count; i++) plan->arguments[i] = keep(plan, text_next(&at));
    plan->arguments[start->argument_count] = NULL;
    at = start->environment;
    for (unsigned i = 0; i < start->environment_count; i++) plan->environment[i] = keep(plan, text_next(&at));
    plan->environment[start->environment_count] = NULL;
}

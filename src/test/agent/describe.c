// Frames as lines of text: what the golden files' first lines say, and what a log of a test shows.
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "peer.h"

struct line {
    char *text;
    size_t size, length;
};

static void add(struct line *line, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void add(struct line *line, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(line->text + line->length, line->size - line->length, format, arguments);
    va_end(arguments);
    if (length > 0 && (size_t)length < line->size - line->length) line->length += (size_t)length;
}

static void add_hex(struct line *line, const char *name, const uint8_t *bytes, size_t length) {
    add(line, " %s=", name);
    for (size_t i = 0; i < length; i++) add(line, "%02x", bytes[i]);
}

// \n, \t, \r, \e, \" and \\; other controls as \xHH; UTF-8 stays.
static void add_text(struct line *line, const char *name, const uint8_t *bytes, size_t length) {
    static const char plain[] = "\n\t\r\033\"\\", escaped[] = "ntre\"\\";
    add(line, " %s=\"", name);
    for (size_t i = 0; i < length; i++) {
        const char *found = bytes[i] == 0 ? NULL : strchr(plain, bytes[i]);
        if (found != NULL) add(line, "\\%c", escaped[found - plain]);
        else if (bytes[i] < 0x20 || bytes[i] == 0x7f) add(line, "\\x%02x", bytes[i]);
        else add(line, "%c", bytes[i]);
    }
    add(line, "\"");
}

static const char *const kinds[] = {"", "repl", "run", "language"}, *const modes[] = {"", "tty", "pipes"};

static void add_start(struct line *line, const struct start *start) {
    add(line, " kind=%s mode=%s columns=%u rows=%u ring=%u offset=%llu oom=%u", kinds[start->kind], modes[start->mode], start->columns, start->rows,
        start->ring_size, (unsigned long long)start->offset, start->oom_score);
    for (unsigned i = 0; i < start->limit_count; i++)
        add(line, " limit=%u:%llu", start->limits[i].resource, (unsigned long long)start->limits[i].value);
    add_text(line, "directory", start->directory.bytes, start->directory.length);
    const uint8_t *at = start->arguments;
    for (unsigned i = 0; i < start->argument_count; i++) {
        struct text text = text_next(&at);
        add_text(line, "argument", text.bytes, text.length);
    }
    at = start->environment;
    for (unsigned i = 0; i < start->environment_count; i++) {
        struct text text = text_next(&at);
        add_text(line, "environment", text.bytes, text.length);
    }
}

static void add_command(struct line *line, const struct command *command) {
    static const char *const names[] = {
        "", "START", "INPUT", "END_OF_INPUT", "RESIZE", "SIGNAL", "INTERRUPT", "PUT_FILE", "ACKNOWLEDGE", "RESUME", "RELEASE", "USAGE", "END"};
    const struct put_file *file = &command->put_file;
    add(line, "%s channel=%u", names[command->type], command->channel);
    switch (command->type) {
    case FRAME_START: add_start(line, &command->start); break;
    case FRAME_INPUT: add_hex(line, "bytes", command->input.bytes, command->input.length); break;
    case FRAME_RESIZE: add(line, " columns=%u rows=%u", command->resize.columns, command->resize.rows); break;
    case FRAME_SIGNAL: add(line, " signal=%u", command->signal); break;
    case FRAME_PUT_FILE:
        add(line, " request=%u offset=%llu", file->request, (unsigned long long)file->offset);
        add_text(line, "path", file->path.bytes, file->path.length);
        add_hex(line, "bytes", file->bytes, file->length);
        break;
    case FRAME_ACKNOWLEDGE:
    case FRAME_RESUME: add(line, " stream=%u offset=%llu", command->position.stream, (unsigned long long)command->position.offset); break;
    default: break;
    }
}

// A cursor for what the agent sends; short payloads turn `good` off.
struct input_cursor {
    const uint8_t *at;
    size_t left;
    bool good;
};

static uint64_t take(struct input_cursor *in, size_t size) {
    if (size > in->left) {
        in->good = false;
        return 0;
    }
    uint64_t value = number_at(in->at, size);
    in->at += size;
    in->left -= size;
    return value;
}

static void add_number(struct line *line, struct input_cursor *in, const char *name, size_t size) {
    add(line, " %s=%llu", name, (unsigned long long)take(in, size));
}

static void add_rest(struct line *line, struct input_cursor *in, const char *name, bool text) {
    if (text) add_text(line, name, in->at, in->left);
    else add_hex(line, name, in->at, in->left);
    in->left = 0;
}

static void add_hello(struct line *line, struct input_cursor *in) {
    add_number(line, in, "version", 2);
    add_number(line, in, "epoch", 8);
    if (in->left < PROOF_SIZE) {
        in->good = false;
        return;
    }
    add_hex(line, "proof", in->at, PROOF_SIZE);
    in->at += PROOF_SIZE;
    in->left -= PROOF_SIZE;
    add_number(line, in, "boot", 8);
    for (uint64_t channels = take(in, 2); in->good && channels > 0; channels--) {
        add_number(line, in, "entry", 2);
        add(line, " kind=%s", kinds[take(in, 1) & 3]);
        add(line, " mode=%s", modes[take(in, 1) % 3]);
        add_number(line, in, "exited", 1);
        add_number(line, in, "received", 8);
        add_number(line, in, "written", 8);
        for (uint64_t streams = take(in, 1); in->good && streams > 0; streams--) {
            add_number(line, in, "stream", 1);
            add_number(line, in, "oldest", 8);
            add_number(line, in, "acknowledged", 8);
            add_number(line, in, "end", 8);
        }
    }
}

static bool add_message(struct line *line, const struct header *header, const uint8_t *payload) {
    static const char *const names[] = {
        "HELLO", "OUTPUT", "INPUT_ACCEPTED", "EXIT", "OUT_OF_MEMORY", "FILE", "USAGE_REPORT", "ERROR", "STARTED", "INPUT_WRITTEN"};
    struct input_cursor in = {payload, header->length, true};
    if (header->type < FRAME_HELLO || header->type > FRAME_INPUT_WRITTEN) return false;
    add(line, "%s channel=%u", names[header->type - FRAME_HELLO], header->channel);
    switch (header->type) {
    case FRAME_HELLO: add_hello(line, &in); break;
    case FRAME_OUTPUT:
        add_number(line, &in, "stream", 1);
        add_number(line, &in, "offset", 8);
        in.good = in.good && in.left >= 1 && in.left <= FRAME_DATA_MAX;
        add_rest(line, &in, "bytes", false);
        break;
    case FRAME_INPUT_ACCEPTED:
        add_number(line, &in, "line", 4);
        add_number(line, &in, "cut", 1);
        add_rest(line, &in, "text", true);
        break;
    case FRAME_EXIT:
        add(line, " how=%s", take(&in, 1) == 0 ? "code" : "signal");
        add_number(line, &in, "code", 1);
        add_number(line, &in, "wall", 8);
        add_number(line, &in, "user", 8);
        add_number(line, &in, "system", 8);
        add_number(line, &in, "peak", 8);
        add_number(line, &in, "kills", 4);
        break;
    case FRAME_OUT_OF_MEMORY: add_number(line, &in, "kills", 4); break;
    case FRAME_FILE:
        add_number(line, &in, "request", 4);
        add_number(line, &in, "errno", 4);
        add_number(line, &in, "size", 8);
        break;
    case FRAME_USAGE_REPORT:
        add_number(line, &in, "memory", 8);
        add_number(line, &in, "peak", 8);
        add_number(line, &in, "cpu", 8);
        add_number(line, &in, "processes", 4);
        add_number(line, &in, "kills", 4);
        break;
    case FRAME_ERROR:
        add_number(line, &in, "code", 2);
        in.good = in.good && take(&in, 2) == in.left;
        add_rest(line, &in, "message", true);
        break;
    case FRAME_STARTED: add_number(line, &in, "pid", 4); break;
    default: add_number(line, &in, "bytes", 8); break;
    }
    return in.good && in.left == 0;
}

bool describe(const uint8_t *frame, size_t length, char *text, size_t size) {
    struct line line = {text, size, 0};
    struct header header;
    struct command command;
    text[0] = 0;
    if (length < FRAME_HEADER || !header_decode(frame, &header) || length - FRAME_HEADER != header.length) return false;
    if (header.type >= FRAME_HELLO) return add_message(&line, &header, frame + FRAME_HEADER);
    if (command_decode(&header, frame + FRAME_HEADER, &command) != VERDICT_GOOD) return false;
    add_command(&line, &command);
    return true;
}

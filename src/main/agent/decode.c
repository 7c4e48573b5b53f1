// Decodes what the server sends. Every byte is checked here, so that nothing behind this file meets a value out of its range.
#include "frame.h"

// A cursor that remembers running short instead of failing at each step: reads past the end give 0.
struct reader {
    const uint8_t *at;
    size_t left;
    bool good;
};

static const uint8_t *take(struct reader *reader, size_t length) {
    if (length > reader->left) {
        reader->good = false;
        reader->left = 0;
        return NULL;
    }
    const uint8_t *bytes = reader->at;
    reader->at += length;
    reader->left -= length;
    return bytes;
}

static uint64_t take_number(struct reader *reader, size_t size) {
    const uint8_t *bytes = take(reader, size);
    uint64_t value = 0;
    for (size_t i = 0; bytes != NULL && i < size; i++) value = value << 8 | bytes[i];
    return value;
}

static void require(struct reader *reader, bool condition) {
    if (!condition) reader->good = false;
}

static uint64_t take_ranged(struct reader *reader, size_t size, uint64_t low, uint64_t high) {
    uint64_t value = take_number(reader, size);
    require(reader, value >= low && value <= high);
    return value;
}

static bool continues(const uint8_t *bytes, size_t length, size_t at, size_t count) {
    if (length - at <= count) return false;
    for (size_t i = 1; i <= count; i++)
        if ((bytes[at + i] & 0xc0) != 0x80) return false;
    return true;
}

bool utf8_valid(const uint8_t *bytes, size_t length) {
    for (size_t at = 0; at < length;) {
        uint8_t lead = bytes[at];
        size_t more = lead < 0x80 ? 0 : lead >= 0xc2 && lead < 0xe0 ? 1 : (lead & 0xf0) == 0xe0 ? 2 : lead >= 0xf0 && lead < 0xf5 ? 3 : 4;
        if (more == 4 || !continues(bytes, length, at, more)) return false;
        uint8_t next = more > 0 ? bytes[at + 1] : 0;
        // Overlong forms, surrogates and what lies beyond U+10FFFF.
        if ((lead == 0xe0 && next < 0xa0) || (lead == 0xed && next > 0x9f) || (lead == 0xf0 && next < 0x90) || (lead == 0xf4 && next > 0x8f))
            return false;
        at += more + 1;
    }
    return true;
}

static struct text take_text(struct reader *reader) {
    uint16_t length = (uint16_t)take_number(reader, 2);
    struct text text = {take(reader, length), length};
    if (text.bytes == NULL) return (struct text){(const uint8_t *)"", 0};
    for (size_t i = 0; i < length; i++) require(reader, text.bytes[i] != 0);
    require(reader, utf8_valid(text.bytes, length));
    return text;
}

struct text text_next(const uint8_t **at) {
    uint16_t length = (uint16_t)((*at)[0] << 8 | (*at)[1]);
    struct text text = {*at + 2, length};
    *at += 2 + length;
    return text;
}

static bool is_assignment(struct text text) {
    for (size_t i = 1; i < text.length; i++)
        if (text.bytes[i] == '=') return text.bytes[0] != '=';
    return false;
}

static void take_start(struct reader *reader, struct start *start) {
    start->kind = (uint8_t)take_ranged(reader, 1, KIND_REPL, KIND_LANGUAGE);
    start->mode = (uint8_t)take_ranged(reader, 1, MODE_TTY, MODE_PIPES);
    start->columns = (uint16_t)take_number(reader, 2);
    start->rows = (uint16_t)take_number(reader, 2);
    start->ring_size = (uint32_t)take_ranged(reader, 4, RING_MIN, RING_MAX);
    require(reader, (start->ring_size & (start->ring_size - 1)) == 0);
    start->offset = take_ranged(reader, 8, 0, INT64_MAX);
    start->oom_score = (uint16_t)take_ranged(reader, 2, 0, 1000);
    start->limit_count = (uint8_t)take_ranged(reader, 1, 0, LIMITS_MAX);
    for (unsigned i = 0; reader->good && i < start->limit_count; i++) {
        start->limits[i].resource = (uint8_t)take_ranged(reader, 1, 0, LIMITS_MAX - 1);
        start->limits[i].value = take_number(reader, 8);
    }
    start->directory = take_text(reader);
    require(reader, start->directory.length > 0 && start->directory.bytes[0] == '/');
    start->argument_count = (uint16_t)take_ranged(reader, 2, 1, STRINGS_MAX);
    start->arguments = reader->at;
    for (unsigned i = 0; reader->good && i < start->argument_count; i++) {
        struct text argument = take_text(reader);
        require(reader, i > 0 || argument.length > 0);
    }
    start->environment_count = (uint16_t)take_ranged(reader, 2, 0, STRINGS_MAX);
    start->environment = reader->at;
    for (unsigned i = 0; reader->good && i < start->environment_count; i++) require(reader, is_assignment(take_text(reader)));
}

static void take_put_file(struct reader *reader, struct put_file *file) {
    file->request = (uint32_t)take_number(reader, 4);
    file->offset = take_ranged(reader, 8, 0, INT64_MAX - FRAME_PAYLOAD_MAX);
    file->path = take_text(reader);
    require(reader, file->path.length > 0 && file->path.bytes[0] == '/');
    file->length = (uint32_t)reader->left;
    file->bytes = take(reader, reader->left);
}

bool header_decode(const uint8_t bytes[FRAME_HEADER], struct header *header) {
    struct reader reader = {bytes, FRAME_HEADER, true};
    header->length = (uint32_t)take_ranged(&reader, 4, 0, FRAME_PAYLOAD_MAX);
    header->type = (uint8_t)take_number(&reader, 1);
    take_ranged(&reader, 1, 0, 0);
    header->channel = (uint16_t)take_number(&reader, 2);
    return reader.good;
}

enum verdict command_decode(const struct header *header, const uint8_t *payload, struct command *command) {
    struct reader reader = {payload, header->length, true};
    command->type = header->type;
    command->channel = header->channel;
    switch (header->type) {
    case FRAME_START: take_start(&reader, &command->start); break;
    case FRAME_INPUT:
        require(&reader, header->length >= 1 && header->length <= FRAME_DATA_MAX);
        command->input.length = header->length;
        command->input.bytes = take(&reader, header->length);
        break;
    case FRAME_END_OF_INPUT:
    case FRAME_INTERRUPT:
    case FRAME_RELEASE:
    case FRAME_USAGE:
    case FRAME_END: break;
    case FRAME_RESIZE:
        command->resize.columns = (uint16_t)take_number(&reader, 2);
        command->resize.rows = (uint16_t)take_number(&reader, 2);
        break;
    case FRAME_SIGNAL: command->signal = (uint8_t)take_ranged(&reader, 1, 1, 31); break;
    case FRAME_PUT_FILE: take_put_file(&reader, &command->put_file); break;
    case FRAME_ACKNOWLEDGE:
    case FRAME_RESUME:
        command->position.stream = (uint8_t)take_ranged(&reader, 1, 0, 2);
        command->position.offset = take_ranged(&reader, 8, 0, INT64_MAX);
        break;
    default: return VERDICT_UNKNOWN;
    }
    // PUT_FILE is about the sandbox's files, so it may come on any channel; its answer comes on the same.
    if (header->type == FRAME_USAGE || header->type == FRAME_END) require(&reader, header->channel == 0);
    else if (header->type != FRAME_PUT_FILE) require(&reader, header->channel != 0);
    return reader.good && reader.left == 0 ? VERDICT_GOOD : VERDICT_MALFORMED;
}

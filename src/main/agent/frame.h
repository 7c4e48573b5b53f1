// The frames of docs/agent-protocol.md: their numbers, a decoder for what the server sends, encoders for what it is told.
// Pure: no I/O, no allocation; a decoded command points into the payload it was decoded from.
#ifndef SWIFTLET_FRAME_H
#define SWIFTLET_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    PROTOCOL_VERSION = 1,
    FRAME_HEADER = 8,
    FRAME_PAYLOAD_MAX = 65536,
    FRAME_DATA_MAX = 32768, // of one INPUT or OUTPUT
    OUTPUT_WINDOW = 262144,
    INPUT_WINDOW = 65536,
    ACCEPTED_TEXT_MAX = 60000,
    RING_MIN = 65536,
    RING_MAX = 1048576,
    LIMITS_MAX = 16,
    STRINGS_MAX = 256,
    CHANNELS_MAX = 8,
    STREAMS_MAX = 2,
    MARKER_SIZE = 16,
    PROOF_SIZE = 32,
};

enum frame_type {
    FRAME_START = 0x01,
    FRAME_INPUT,
    FRAME_END_OF_INPUT,
    FRAME_RESIZE,
    FRAME_SIGNAL,
    FRAME_INTERRUPT,
    FRAME_PUT_FILE,
    FRAME_ACKNOWLEDGE,
    FRAME_RESUME,
    FRAME_RELEASE,
    FRAME_USAGE,
    FRAME_END,
    FRAME_HELLO = 0x81,
    FRAME_OUTPUT,
    FRAME_INPUT_ACCEPTED,
    FRAME_EXIT,
    FRAME_OUT_OF_MEMORY,
    FRAME_FILE,
    FRAME_USAGE_REPORT,
    FRAME_ERROR,
    FRAME_STARTED,
    FRAME_INPUT_WRITTEN,
};

enum error_code {
    ERROR_MALFORMED = 1,
    ERROR_UNKNOWN_TYPE,
    ERROR_NO_CHANNEL,
    ERROR_CHANNEL_IN_USE,
    ERROR_TOO_MANY_CHANNELS,
    ERROR_NOT_STARTED,
    ERROR_BEYOND_WINDOW,
    ERROR_BAD_ARGUMENT,
};

enum kind { KIND_REPL = 1, KIND_RUN, KIND_LANGUAGE };
enum mode { MODE_TTY = 1, MODE_PIPES };

struct header {
    uint32_t length;
    uint8_t type;
    uint16_t channel;
};

// A string inside a payload: not terminated.
struct text {
    const uint8_t *bytes;
    uint16_t length;
};

struct limit {
    uint8_t resource;
    uint64_t value;
};

struct start {
    uint8_t kind;
    uint8_t mode;
    uint16_t columns;
    uint16_t rows;
    uint32_t ring_size;
    uint64_t offset;
    uint16_t oom_score;
    uint8_t limit_count;
    struct limit limits[LIMITS_MAX];
    struct text directory;
    uint16_t argument_count;
    const uint8_t *arguments; // walk both lists with text_next
    uint16_t environment_count;
    const uint8_t *environment;
};

struct put_file {
    uint32_t request;
    uint64_t offset;
    struct text path;
    const uint8_t *bytes;
    uint32_t length;
};

struct command {
    uint8_t type;
    uint16_t channel;
    union {
        struct start start;
        struct {
            const uint8_t *bytes;
            uint32_t length;
        } input;
        struct {
            uint16_t columns, rows;
        } resize;
        uint8_t signal;
        struct put_file put_file;
        struct {
            uint64_t offset;
            uint8_t stream;
        } position; // ACKNOWLEDGE and RESUME
    };
};

enum verdict { VERDICT_GOOD, VERDICT_MALFORMED, VERDICT_UNKNOWN };

// False if the eight bytes cannot begin a frame.
bool header_decode(const uint8_t bytes[FRAME_HEADER], struct header *header);
enum verdict command_decode(const struct header *header, const uint8_t *payload, struct command *command);
// The next string of a list that command_decode has accepted.
struct text text_next(const uint8_t **at);
bool utf8_valid(const uint8_t *bytes, size_t length);

// Encoders append one frame to a buffer whose room the caller has made sure of.
struct writer {
    uint8_t *bytes;
    size_t length;
    size_t frame; // where the open frame begins
};

void write_u8(struct writer *writer, uint8_t value);
void write_u16(struct writer *writer, uint16_t value);
void write_u32(struct writer *writer, uint32_t value);
void write_u64(struct writer *writer, uint64_t value);
void write_bytes(struct writer *writer, const void *bytes, size_t length);
void frame_begin(struct writer *writer, enum frame_type type, uint16_t channel);
void frame_end(struct writer *writer);

struct exit_report {
    uint8_t how; // 0 code, 1 signal
    uint8_t code;
    uint64_t wall_us, user_us, system_us, peak_kib;
    uint32_t memory_kills;
};

struct usage {
    uint64_t memory, peak, cpu_ns;
    uint32_t processes, memory_kills;
};

enum { OUTPUT_HEADER = FRAME_HEADER + 9 }; // what stands before the bytes of an OUTPUT frame
void encode_output_header(uint8_t bytes[OUTPUT_HEADER], uint16_t channel, uint8_t stream, uint64_t offset, uint32_t length);
void encode_accepted(struct writer *writer, uint16_t channel, uint32_t line, bool cut, const uint8_t *text, size_t length);
void encode_exit(struct writer *writer, uint16_t channel, const struct exit_report *report);
void encode_out_of_memory(struct writer *writer, uint32_t kills);
void encode_file(struct writer *writer, uint16_t channel, uint32_t request, uint32_t error, uint64_t size);
void encode_usage(struct writer *writer, const struct usage *usage);
void encode_error(struct writer *writer, uint16_t channel, enum error_code code, const char *message);
void encode_started(struct writer *writer, uint16_t channel, uint32_t pid);
void encode_input_written(struct writer *writer, uint16_t channel, uint64_t bytes);

// HELLO in parts, since it lists what the caller has.
void encode_hello(struct writer *writer, uint64_t epoch, const uint8_t proof[PROOF_SIZE], uint64_t boot, uint16_t channels);
struct hello_channel {
    uint16_t number;
    uint8_t kind, mode;
    bool exited;
    uint64_t input_received, input_written;
    uint8_t streams;
};
void encode_hello_channel(struct writer *writer, const struct hello_channel *channel);
void encode_hello_stream(struct writer *writer, uint8_t stream, uint64_t oldest, uint64_t acknowledged, uint64_t end);

#endif

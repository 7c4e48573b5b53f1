// Encodes what the server is told.
#include <string.h>

#include "frame.h"

static void write_number(struct writer *writer, uint64_t value, size_t size) {
    for (size_t i = size; i-- > 0;) writer->bytes[writer->length++] = (uint8_t)(value >> (8 * i));
}

void write_u8(struct writer *writer, uint8_t value) { write_number(writer, value, 1); }
void write_u16(struct writer *writer, uint16_t value) { write_number(writer, value, 2); }
void write_u32(struct writer *writer, uint32_t value) { write_number(writer, value, 4); }
void write_u64(struct writer *writer, uint64_t value) { write_number(writer, value, 8); }

void write_bytes(struct writer *writer, const void *bytes, size_t length) {
    if (length == 0) return;
    memcpy(writer->bytes + writer->length, bytes, length);
    writer->length += length;
}

void frame_begin(struct writer *writer, enum frame_type type, uint16_t channel) {
    writer->frame = writer->length;
    write_u32(writer, 0);
    write_u8(writer, (uint8_t)type);
    write_u8(writer, 0);
    write_u16(writer, channel);
}

void frame_end(struct writer *writer) {
    struct writer length = {writer->bytes, writer->frame, 0};
    write_u32(&length, (uint32_t)(writer->length - writer->frame - FRAME_HEADER));
}

void encode_output_header(uint8_t bytes[OUTPUT_HEADER], uint16_t channel, uint8_t stream, uint64_t offset, uint32_t length) {
    struct writer writer = {bytes, 0, 0};
    write_u32(&writer, length + OUTPUT_HEADER - FRAME_HEADER);
    write_u8(&writer, FRAME_OUTPUT);
    write_u8(&writer, 0);
    write_u16(&writer, channel);
    write_u8(&writer, stream);
    write_u64(&writer, offset);
}

void encode_accepted(struct writer *writer, uint16_t channel, uint32_t line, bool cut, const uint8_t *text, size_t length) {
    frame_begin(writer, FRAME_INPUT_ACCEPTED, channel);
    write_u32(writer, line);
    write_u8(writer, cut);
    write_bytes(writer, text, length);
    frame_end(writer);
}

void encode_exit(struct writer *writer, uint16_t channel, const struct exit_report *report) {
    frame_begin(writer, FRAME_EXIT, channel);
    write_u8(writer, report->how);
    write_u8(writer, report->code);
    write_u64(writer, report->wall_us);
    write_u64(writer, report->user_us);
    write_u64(writer, report->system_us);
    write_u64(writer, report->peak_kib);
    write_u32(writer, report->memory_kills);
    frame_end(writer);
}

void encode_out_of_memory(struct writer *writer, uint32_t kills) {
    frame_begin(writer, FRAME_OUT_OF_MEMORY, 0);
    write_u32(writer, kills);
    frame_end(writer);
}

void encode_file(struct writer *writer, uint16_t channel, uint32_t request, uint32_t error, uint64_t size) {
    frame_begin(writer, FRAME_FILE, channel);
    write_u32(writer, request);
    write_u32(writer, error);
    write_u64(writer, size);
    frame_end(writer);
}

void encode_usage(struct writer *writer, const struct usage *usage) {
    frame_begin(writer, FRAME_USAGE_REPORT, 0);
    write_u64(writer, usage->memory);
    write_u64(writer, usage->peak);
    write_u64(writer, usage->cpu_ns);
    write_u32(writer, usage->processes);
    write_u32(writer, usage->memory_kills);
    frame_end(writer);
}

void encode_error(struct writer *writer, uint16_t channel, enum error_code code, const char *message) {
    frame_begin(writer, FRAME_ERROR, channel);
    write_u16(writer, (uint16_t)code);
    write_u16(writer, (uint16_t)strlen(message));
    write_bytes(writer, message, strlen(message));
    frame_end(writer);
}

void encode_started(struct writer *writer, uint16_t channel, uint32_t pid) {
    frame_begin(writer, FRAME_STARTED, channel);
    write_u32(writer, pid);
    frame_end(writer);
}

void encode_input_written(struct writer *writer, uint16_t channel, uint64_t bytes) {
    frame_begin(writer, FRAME_INPUT_WRITTEN, channel);
    write_u64(writer, bytes);
    frame_end(writer);
}

void encode_hello(struct writer *writer, uint64_t epoch, const uint8_t proof[PROOF_SIZE], uint64_t boot, uint16_t channels) {
    frame_begin(writer, FRAME_HELLO, 0);
    write_u16(writer, PROTOCOL_VERSION);
    write_u64(writer, epoch);
    write_bytes(writer, proof, PROOF_SIZE);
    write_u64(writer, boot);
    write_u16(writer, channels);
}

void encode_hello_channel(struct writer *writer, const struct hello_channel *channel) {
    write_u16(writer, channel->number);
    write_u8(writer, channel->kind);
    write_u8(writer, channel->mode);
    write_u8(writer, channel->exited);
    write_u64(writer, channel->input_received);
    write_u64(writer, channel->input_written);
    write_u8(writer, channel->streams);
}

void encode_hello_stream(struct writer *writer, uint8_t stream, uint64_t oldest, uint64_t acknowledged, uint64_t end) {
    write_u8(writer, stream);
    write_u64(writer, oldest);
    write_u64(writer, acknowledged);
    write_u64(writer, end);
}

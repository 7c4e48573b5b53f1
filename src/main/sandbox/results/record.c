#include "record.h"

#include <stdio.h>
#include <string.h>

enum { ESCAPED_MAX = 420 };

void record_raw(struct record *record, const char *raw) {
    size_t length = strlen(raw);
    if (length > sizeof record->bytes - record->length) return;
    memcpy(record->bytes + record->length, raw, length);
    record->length += length;
}

static void begin(struct record *record, const char *key) {
    record_raw(record, record->length == 0 ? "{\"" : ",\"");
    record_raw(record, key);
    record_raw(record, "\":");
}

static bool is_inside_character(char byte) { return ((unsigned char)byte & 0xc0) == 0x80; }

// How many bytes can stay: whole characters, leaving room for three dots.
static size_t cut_at(const char *text, size_t length) {
    size_t end = TEXT_MAX - 3 < length ? TEXT_MAX - 3 : length;
    while (end > 0 && is_inside_character(text[end])) end--;
    return end;
}

static size_t escape(char *to, char byte) {
    if (byte == '"' || byte == '\\') return (size_t)sprintf(to, "\\%c", byte);
    if (byte == '\n') return (size_t)sprintf(to, "\\n");
    if ((unsigned char)byte < 0x20 || byte == 0x7f) return (size_t)sprintf(to, "\\u%04x", (unsigned)(unsigned char)byte);
    *to = byte;
    return 1;
}

void record_text(struct record *record, const char *key, const char *text, size_t length) {
    char escaped[ESCAPED_MAX + 8];
    size_t end = length <= TEXT_MAX ? length : cut_at(text, length), written = 0, at = 0;
    while (at < end && (written < ESCAPED_MAX - 8 || is_inside_character(text[at]))) written += escape(escaped + written, text[at++]);
    escaped[written] = '\0';
    begin(record, key);
    record_raw(record, "\"");
    record_raw(record, escaped);
    if (at < length) {
        record_raw(record, "...");
        record->is_cut = true;
    }
    record_raw(record, "\"");
}

void record_number(struct record *record, const char *key, int64_t number) {
    char text[24];
    snprintf(text, sizeof text, "%lld", (long long)number);
    begin(record, key);
    record_raw(record, text);
}

void record_position(struct record *record, const char *key, int64_t line, int64_t column) {
    char text[48];
    snprintf(text, sizeof text, "[%lld,%lld]", (long long)line, (long long)column);
    begin(record, key);
    record_raw(record, text);
}

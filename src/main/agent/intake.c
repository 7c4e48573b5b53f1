#include "intake.h"

#include <string.h>

// A match this long at the end of what was read is taken for the start of a marker, so a frame that ends inside it has to wait for the next
// read: otherwise a frame that a dying server left incomplete would be completed by the next server's marker. Shorter ones happen in good input.
enum { MATCH_HELD = 4 };

void intake_init(struct intake *intake, const uint8_t marker[MARKER_SIZE], bool always) {
    memcpy(intake->marker, marker, MARKER_SIZE);
    intake->always = always;
    intake->fallback[0] = 0;
    for (size_t i = 1, length = 0; i < MARKER_SIZE; i++) {
        while (length > 0 && marker[i] != marker[length]) length = intake->fallback[length - 1];
        if (marker[i] == marker[length]) length++;
        intake->fallback[i] = (uint8_t)length;
    }
    intake_restart(intake);
}

void intake_restart(struct intake *intake) {
    intake->phase = INTAKE_SEEKING;
    intake->start = intake->end = intake->scanned = intake->matched = intake->found = intake->frame = 0;
}

void intake_seek(struct intake *intake) { intake->phase = INTAKE_SEEKING; }

size_t intake_room(struct intake *intake, uint8_t **at) {
    if (intake->start > 0) {
        memmove(intake->buffer, intake->buffer + intake->start, intake->end - intake->start);
        intake->end -= intake->start;
        intake->scanned = intake->scanned > intake->start ? intake->scanned - intake->start : 0;
        if (intake->found > 0) intake->found -= intake->start;
        intake->start = 0;
    }
    *at = intake->buffer + intake->end;
    return INTAKE_SIZE - intake->end;
}

void intake_add(struct intake *intake, size_t length) { intake->end += length; }

static void search(struct intake *intake) {
    if (intake->found > 0) return;
    if (!intake->always && intake->phase != INTAKE_SEEKING) return;
    while (intake->scanned < intake->end) {
        uint8_t byte = intake->buffer[intake->scanned++];
        while (intake->matched > 0 && byte != intake->marker[intake->matched]) intake->matched = intake->fallback[intake->matched - 1];
        if (byte == intake->marker[intake->matched]) intake->matched++;
        if (intake->matched == MARKER_SIZE) {
            intake->matched = 0;
            intake->found = intake->scanned;
            return;
        }
    }
}

// Up to where bytes surely belong to the connection that is open.
static size_t certain(const struct intake *intake) {
    if (intake->found > 0) return intake->found > intake->start + MARKER_SIZE ? intake->found - MARKER_SIZE : intake->start;
    if (!intake->always || intake->matched < MATCH_HELD) return intake->end;
    return intake->end - intake->start > intake->matched ? intake->end - intake->matched : intake->start;
}

static uint64_t epoch_at(const uint8_t *bytes) {
    uint64_t epoch = 0;
    for (size_t i = 0; i < 8; i++) epoch = epoch << 8 | bytes[i];
    return epoch;
}

enum intake_event intake_next(struct intake *intake, struct intake_result *result) {
    for (;;) {
        search(intake);
        size_t left = certain(intake) - intake->start;
        const uint8_t *at = intake->buffer + intake->start;
        if (intake->phase == INTAKE_EPOCH && left >= 8) {
            result->epoch = epoch_at(at);
            intake->start += 8;
            intake->phase = INTAKE_FRAMES;
            return INTAKE_CONNECTED;
        }
        if (intake->phase == INTAKE_FRAMES && left >= FRAME_HEADER) {
            if (!header_decode(at, &result->header)) return INTAKE_MALFORMED;
            if (left - FRAME_HEADER >= result->header.length) {
                result->payload = at + FRAME_HEADER;
                intake->frame = intake->start;
                intake->start += FRAME_HEADER + result->header.length;
                return INTAKE_FRAME;
            }
        }
        if (intake->phase == INTAKE_SEEKING && intake->found == 0) intake->start = intake->end;
        if (intake->found == 0) return INTAKE_NOTHING;
        intake->start = intake->found; // the rest of an unfinished frame, if any, dies with its server
        intake->found = 0;
        intake->phase = INTAKE_EPOCH;
    }
}

void intake_retry(struct intake *intake) { intake->start = intake->frame; }

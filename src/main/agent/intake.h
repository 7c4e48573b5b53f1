// Cuts the bytes that the server sends into connections and frames. Pure: the caller reads, this decides where things begin.
#ifndef SWIFTLET_INTAKE_H
#define SWIFTLET_INTAKE_H

#include "frame.h"

enum { INTAKE_SIZE = 2 * (FRAME_HEADER + FRAME_PAYLOAD_MAX) };

struct intake {
    uint8_t marker[MARKER_SIZE];
    uint8_t fallback[MARKER_SIZE]; // Knuth-Morris-Pratt: length of the prefix to go on with after a mismatch
    bool always;                   // look for the marker in frames too (stdio), not only before the first
    enum { INTAKE_SEEKING, INTAKE_EPOCH, INTAKE_FRAMES } phase;
    size_t start, end; // what was read and not yet used
    size_t scanned;    // what the search has seen
    size_t matched;    // marker bytes matched at `scanned`
    size_t found;      // index behind a whole marker that waits for its turn, or 0
    size_t frame;      // where the frame that was returned last began
    uint8_t buffer[INTAKE_SIZE];
};

enum intake_event { INTAKE_NOTHING, INTAKE_CONNECTED, INTAKE_FRAME, INTAKE_MALFORMED };

struct intake_result {
    uint64_t epoch;         // of INTAKE_CONNECTED
    struct header header;   // of INTAKE_FRAME
    const uint8_t *payload; // valid until the next call
};

void intake_init(struct intake *intake, const uint8_t marker[MARKER_SIZE], bool always);
// Forgets all that was read: a new stream begins.
void intake_restart(struct intake *intake);
// Gives up the connection but not the stream: waits for the next marker.
void intake_seek(struct intake *intake);
// Room for the next read, always more than 0; tell what came with intake_add.
size_t intake_room(struct intake *intake, uint8_t **at);
void intake_add(struct intake *intake, size_t length);
enum intake_event intake_next(struct intake *intake, struct intake_result *result);
// Puts the frame that was returned last back, to be returned again.
void intake_retry(struct intake *intake);

#endif

// The last bytes of one stream, addressed by their absolute offset.
#ifndef SWIFTLET_RING_H
#define SWIFTLET_RING_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/uio.h>

struct ring {
    uint8_t *bytes;
    uint32_t size; // a power of two
    uint64_t begin; // offset of the stream's very first byte
    uint64_t end;   // offset behind the newest
};

uint64_t ring_oldest(const struct ring *ring);
// Where the next bytes go (which overwrites the oldest) and where kept ones lie; both fill one or two parts and return how many.
int ring_space(const struct ring *ring, uint32_t length, struct iovec parts[2]);
int ring_bytes(const struct ring *ring, uint64_t offset, uint32_t length, struct iovec parts[2]);
// Whether these are the newest bytes.
bool ring_ends_with(const struct ring *ring, const char *bytes, uint32_t length);

#endif

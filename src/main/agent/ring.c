#include "ring.h"

uint64_t ring_oldest(const struct ring *ring) {
    return ring->end - ring->begin > ring->size ? ring->end - ring->size : ring->begin;
}

int ring_bytes(const struct ring *ring, uint64_t offset, uint32_t length, struct iovec parts[2]) {
    uint32_t at = (uint32_t)(offset & (ring->size - 1));
    uint32_t first = ring->size - at < length ? ring->size - at : length;
    parts[0] = (struct iovec){ring->bytes + at, first};
    parts[1] = (struct iovec){ring->bytes, length - first};
    return length > first ? 2 : 1;
}

int ring_space(const struct ring *ring, uint32_t length, struct iovec parts[2]) {
    return ring_bytes(ring, ring->end, length, parts);
}

bool ring_ends_with(const struct ring *ring, const char *bytes, uint32_t length) {
    if (ring->end - ring_oldest(ring) < length) return false;
    for (uint32_t i = 0; i < length; i++)
        if (ring->bytes[(ring->end - length + i) % ring->size] != (uint8_t)bytes[i]) return false;
    return true;
}

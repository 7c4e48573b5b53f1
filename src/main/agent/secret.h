// The key that the agent proves itself with.
#ifndef SWIFTLET_SECRET_H
#define SWIFTLET_SECRET_H

#include "frame.h"

struct secret {
    uint8_t proof[PROOF_SIZE];
    uint8_t marker[MARKER_SIZE];
};

// Takes the key from the environment and wipes all of it; what else is needed from
// there is copied first. False if there is no good key.
bool secret_take(struct secret *secret, char *socket_path, size_t socket_path_size);

#endif

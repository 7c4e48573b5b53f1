#include "secret.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int digit(char character) {
    if (character >= '0' && character <= '9') return character - '0';
    if (character >= 'a' && character <= 'f') return character - 'a' + 10;
    if (character >= 'A' && character <= 'F') return character - 'A' + 10;
    return -1;
}

static bool hex(uint8_t *bytes, size_t size, const char *text) {
    for (size_t i = 0; i < size; i++, text += 2) {
        int high = digit(text[0]), low = high < 0 ? -1 : digit(text[1]);
        if (low < 0) return false;
        bytes[i] = (uint8_t)(high << 4 | low);
    }
    return true;
}

bool secret_take(struct secret *secret, char *socket_path, size_t socket_path_size) {
    const char *key = getenv("SWIFTLET_AGENT_KEY"), *path = getenv("SWIFTLET_AGENT_SOCKET");
    bool good = key != NULL && strlen(key) == 2 * (PROOF_SIZE + MARKER_SIZE) && hex(secret->proof, PROOF_SIZE, key)
        && hex(secret->marker, MARKER_SIZE, key + 2 * PROOF_SIZE);
    socket_path[0] = 0;
    if (path != NULL && strlen(path) >= socket_path_size) good = false;
    else if (path != NULL) memcpy(socket_path, path, strlen(path) + 1);
    for (char **entry = environ; entry != NULL && *entry != NULL; entry++) explicit_bzero(*entry, strlen(*entry));
    if (environ != NULL) *environ = NULL;
    return good;
}

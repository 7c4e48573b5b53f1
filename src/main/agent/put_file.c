// Writes a file for the server, in directories where the stranger may have put anything: no link is followed and nothing but a regular file written.
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "agent.h"

enum { NAME_SIZE = 256, DEPTH_MAX = 16 };

// Takes the next component of a path; 0 if it is none that may be entered.
static size_t component(const uint8_t **at, size_t *left, char name[NAME_SIZE]) {
    size_t length = 0;
    while (length < *left && (*at)[length] != '/') length++;
    if (length == 0 || length >= NAME_SIZE) return 0;
    memcpy(name, *at, length);
    name[length] = 0;
    *at += length;
    *left -= length;
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ? 0 : length;
}

static bool below(struct text path, const char *directory, const uint8_t **rest, size_t *left) {
    size_t length = strlen(directory);
    if (path.length <= length || memcmp(path.bytes, directory, length) != 0) return false;
    *rest = path.bytes + length;
    *left = path.length - length;
    return true;
}

// Opens what the path names for writing; a negative errno if that cannot be.
static int open_file(struct text path, bool create) {
    const uint8_t *at;
    size_t left;
    const char *top = below(path, "/tmp/", &at, &left) ? "/tmp" : below(path, "/run/swiftlet-run/", &at, &left) ? "/run/swiftlet-run" : NULL;
    int directory = top == NULL ? -1 : open(top, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (directory < 0) return top == NULL ? -EACCES : -errno;
    for (int depth = 0; depth < DEPTH_MAX; depth++) {
        char name[NAME_SIZE];
        bool good = component(&at, &left, name) > 0, last = left == 0;
        int flags = last ? O_WRONLY | O_NONBLOCK | (create ? O_CREAT : 0) : O_PATH | O_DIRECTORY;
        int next = good ? openat(directory, name, flags | O_NOFOLLOW | O_CLOEXEC, 0600) : -1;
        int error = good ? errno : EINVAL;
        close(directory);
        if (next < 0 || last) return next < 0 ? -error : next;
        directory = next;
        at++; // the slash
        left--;
    }
    close(directory);
    return -ENAMETOOLONG;
}

static int write_at(int fd, const struct put_file *file) {
    struct stat status;
    if (fstat(fd, &status) != 0) return errno;
    if (!S_ISREG(status.st_mode)) return EACCES;
    if (file->offset == 0 && ftruncate(fd, 0) != 0) return errno;
    if (file->offset != 0 && (uint64_t)status.st_size != file->offset) return EINVAL;
    for (uint32_t done = 0; done < file->length;) {
        ssize_t length = pwrite(fd, file->bytes + done, file->length - done, (off_t)(file->offset + done));
        if (length <= 0) return length < 0 ? errno : EIO;
        done += (uint32_t)length;
    }
    return 0;
}

int put_file(const struct put_file *file, uint64_t *size) {
    struct stat status;
    *size = 0;
    int fd = open_file(file->path, file->offset == 0);
    if (fd < 0) return -fd;
    int error = write_at(fd, file);
    if (fstat(fd, &status) == 0) *size = (uint64_t)status.st_size;
    close(fd);
    return error;
}

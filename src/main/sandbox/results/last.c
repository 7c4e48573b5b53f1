#include "last.h"

#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

static struct last_slot *slots;
static int used;

// The room is taken at once: where a mapped page finds none later, the program would die of SIGBUS. Nor may it die of SIGXFSZ.
static bool has_room(int file, size_t size) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_FSIZE, &limit) != 0 || (limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur < size)) return false;
    return posix_fallocate(file, 0, (off_t)size) == 0;
}

void last_open(const char *path) {
    char name[PATH_MAX];
    size_t size = LAST_SLOTS * sizeof(struct last_slot);
    int length = snprintf(name, sizeof name, "%s" LAST_SUFFIX, path);
    if (length < 0 || (size_t)length >= sizeof name) return;
    int file = open(name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0) return;
    void *mapped = has_room(file, size) ? mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0) : MAP_FAILED;
    if (mapped != MAP_FAILED) slots = mapped;
    else unlink(name);
    close(file);
}

static uint32_t copy(char *to, size_t room, const char *from, size_t length) {
    size_t count = length < room ? length : room;
    memcpy(to, from, count);
    return (uint32_t)count;
}

struct last_slot *last_claim(const struct place *place, const char *file, const char *name, size_t name_length) {
    if (slots == NULL || used == LAST_SLOTS) return NULL;
    struct last_slot *slot = &slots[used++];
    slot->where = *place;
    slot->where.file_length = (int64_t)copy(slot->file, sizeof slot->file, file, (size_t)place->file_length);
    slot->name_length = copy(slot->name, sizeof slot->name, name, name_length);
    return slot;
}

void last_keep(struct last_slot *slot, int64_t pass, struct last_text type, struct last_text text, bool is_cut) {
    uint32_t next = 1 - (slot->current & 1);
    if (slot->values[1 - next].pass > pass) return;
    struct last_value *value = &slot->values[next];
    value->pass = pass;
    value->is_cut = is_cut;
    value->type_length = copy(value->type, sizeof value->type, type.bytes, type.length);
    value->text_length = copy(value->text, sizeof value->text, text.bytes, text.length);
    atomic_signal_fence(memory_order_release);
    *(volatile uint32_t *)&slot->current = next;
}

#include "autolink.h"

#include <elf.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECTION ".swift1_autolink_entries"
#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.+-"

enum { LIBRARIES_MAX = 256 };

struct image {
    const char *bytes;
    uint64_t size;
};

static bool holds(const struct image *image, uint64_t offset, uint64_t length) {
    return offset <= image->size && length <= image->size - offset;
}

static void add(struct words *libraries, const char *entry) {
    if (strncmp(entry, "-l", 2) != 0 || entry[2] == '\0' || strspn(entry + 2, LETTERS) != strlen(entry + 2)) return;
    for (size_t i = 0; i < libraries->count; i++) {
        if (strcmp(libraries->at[i], entry) == 0) return;
    }
    if (libraries->count < LIBRARIES_MAX) words_add(libraries, entry);
}

static void add_section(struct words *libraries, const char *text, uint64_t size) {
    const char *end = text + size;
    while (text < end) {
        const char *stop = memchr(text, '\0', (size_t)(end - text));
        if (stop == NULL) return;
        add(libraries, text);
        text = stop + 1;
    }
}

static const Elf64_Shdr *section(const struct image *image, const Elf64_Ehdr *header, uint16_t index) {
    uint64_t at = header->e_shoff + (uint64_t)index * sizeof(Elf64_Shdr);
    if (header->e_shoff > image->size || index >= header->e_shnum || at % _Alignof(Elf64_Shdr) != 0 || !holds(image, at, sizeof(Elf64_Shdr))) return NULL;
    return (const Elf64_Shdr *)(const void *)(image->bytes + at);
}

static bool is_named(const struct image *image, const Elf64_Shdr *names, uint32_t at) {
    return holds(image, names->sh_offset, names->sh_size) && at < names->sh_size && names->sh_size - at >= sizeof SECTION
        && memcmp(image->bytes + names->sh_offset + at, SECTION, sizeof SECTION) == 0;
}

static void add_image(struct words *libraries, const struct image *image) {
    const Elf64_Ehdr *header = (const Elf64_Ehdr *)(const void *)image->bytes;
    if (!holds(image, 0, sizeof *header) || memcmp(header->e_ident, ELFMAG, SELFMAG) != 0 || header->e_ident[EI_CLASS] != ELFCLASS64) return;
    const Elf64_Shdr *names = section(image, header, header->e_shstrndx);
    if (names == NULL) return;
    for (uint16_t i = 0; i < header->e_shnum; i++) {
        const Elf64_Shdr *one = section(image, header, i);
        if (one == NULL) return;
        if (one->sh_type == SHT_NOBITS || !is_named(image, names, one->sh_name) || !holds(image, one->sh_offset, one->sh_size)) continue;
        add_section(libraries, image->bytes + one->sh_offset, one->sh_size);
    }
}

void autolink_add(struct words *libraries, const char *object) {
    int file = open(object, O_RDONLY | O_CLOEXEC);
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size <= 0) return;
    // Stays mapped: the entries are used where they are.
    void *bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    close(file);
    if (bytes == MAP_FAILED) return;
    add_image(libraries, &(struct image){.bytes = bytes, .size = (uint64_t)status.st_size});
}

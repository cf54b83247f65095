#include "config.h"

#include "text/model_library.h"

#include <string.h>

void *model_kept(const struct model_library *lib, const void *key, size_t size)
{
    for (const struct model_kept *kept = lib->kept; kept; kept = kept->next)
        if (kept->size == size && !memcmp(kept->key, key, size))
            return kept->object;
    return NULL;
}

enum lr_status model_keep(struct model_library *lib, const void *key, size_t size,
                          void *object, void (*release)(void *object),
                          struct lr_error *err)
{
    struct model_kept *kept = arena_alloc(&lib->arena, sizeof *kept);
    void *copy = arena_alloc(&lib->arena, size);
    if (!kept || !copy) {
        release(object);
        return error_memory(err, "the model library");
    }
    memcpy(copy, key, size);
    *kept = (struct model_kept){copy, size, object, release, lib->kept};
    lib->kept = kept;
    return LR_OK;
}

void model_kept_release(struct model_library *lib)
{
    for (struct model_kept *kept = lib->kept; kept; kept = kept->next)
        kept->release(kept->object);
    lib->kept = NULL;
}

#include "config.h"

#include "interface/release.h"

#include <stddef.h>
#include <string.h>

static const struct release releases[] = {
    {"3.90", 1.0, true, false},
    {"4.50", 2.0, false, true},
};

const struct release *release_find(const char *name)
{
    if (!name)
        return &releases[0];
    for (size_t i = 0; i < sizeof releases / sizeof releases[0]; i++)
        if (!strcmp(name, releases[i].name))
            return &releases[i];
    return NULL;
}

const char *release_names(void)
{
    return "3.90 or 4.50";
}

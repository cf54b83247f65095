#include "config.h"

#include "part/attenuator.h"
#include "part/cable.h"
#include "part/capacitor.h"
#include "part/connector.h"
#include "part/file.h"
#include "part/optics.h"
#include "part/package.h"
#include "part/part.h"
#include "part/redriver.h"
#include "part/retimer.h"
#include "part/skew.h"
#include "part/trace.h"
#include "part/via.h"

#include <string.h>

static const struct part_kind *const kinds[] = {
    &part_package, &part_trace,      &part_via,     &part_connector, &part_capacitor,
    &part_cable,   &part_redriver,   &part_retimer, &part_optics,    &part_file,
    &part_skew,    &part_attenuator, NULL};

const struct part_kind *const *part_kinds(void)
{
    return kinds;
}

const struct part_kind *part_kind_find(const char *name)
{
    for (size_t i = 0; kinds[i]; i++)
        if (!strcmp(kinds[i]->name, name))
            return kinds[i];
    return NULL;
}

const struct part_key *part_key_find(const struct part_kind *kind, const char *name)
{
    for (const struct part_key *key = kind->keys; key->name; key++)
        if (!strcmp(key->name, name))
            return key;
    return NULL;
}

enum lr_status part_key_check(const struct part_key *key, double value, const char *text,
                              struct mark mark, struct lr_error *err)
{
    if (value >= key->least && value <= key->most)
        return LR_OK;
    return error_at(err, mark, "%s: '%s' is out of range; write %s", key->name, text,
                    key->range);
}

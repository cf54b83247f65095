#include "config.h"

#include "answer/line.h"

#include "answer/frame.h"
#include "answer/open.h"
#include "part/stackup_rough.h"

#include <math.h>
#include <stdio.h>

enum lr_status line_read(const struct request *request, struct answer *answer,
                         struct stackup *stackup, struct lr_error *err)
{
    const struct mark mark = {.file = "command line"};
    const char *name = request->files[0];
    double temperature = reference_celsius + zero_celsius;
    enum lr_status status;
    if (open_is_touchstone(name))
        return error_set(err, LR_EINPUT, "%s is a Touchstone file and no stackup; "
                         "lanereach loss and lanereach net take it", name);
    if (request->temperature)
        status = request_quantity("--temperature", request->temperature, DIM_TEMPERATURE,
                                  &temperature, err);
    else
        status = note_add(err, NOTE_ASSUMPTION, "temperature %g degC", reference_celsius);
    if (!status)
        status = stackup_read(request->lib, name, mark, temperature, request->sets,
                              stackup, err);
    if (!status && model_is_path(name))
        status = frame_input(answer, name, err);
    return status;
}

/* Lengths in um, everything else in SI; what the type has not is absent, and faces as
 * rough as all. */
void line_read_values(const struct stackup *stackup, struct tree *to)
{
    struct tree *values = tree_object(to, "values");
    tree_text(to, "roughness", "%s", stackup_rough_name(stackup->roughness));
    for (enum stackup_quantity i = 0; i < STACKUP_QUANTITIES; i++) {
        const struct stackup_key *key = &stackup_keys()[i];
        const double value = stackup_value(stackup, i);
        char name[64];
        const bool length = key->dim == DIM_LENGTH;
        const bool face = i > STACKUP_RZ && i <= STACKUP_RZ_PLANE;
        if (face && isnan(stackup->value[i]))
            continue;
        snprintf(name, sizeof name, "%s%s", key->name,
                 length                             ? "_um"
                 : key->dim == DIM_RESISTIVITY ? "_ohm_m"
                                                    : "");
        tree_number(values, name, length ? value / unit_um : value);
        if (i == STACKUP_DF)
            tree_number(values, "freq_ghz",
                        stackup->laminate[STACKUP_MATERIAL].freq / unit_ghz);
    }
}

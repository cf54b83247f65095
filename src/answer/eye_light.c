#include "config.h"

#include "answer/eye_light.h"

#include "answer/eye_figure.h"
#include "link/optical_eye.h"

/* What is a volt in an eye is a milliwatt here, and so a millivolt a microwatt. */

enum lr_status eye_light_solve(const struct optical_path *path,
                               struct eye_statistical *out, struct lr_error *err)
{
    *out = (struct eye_statistical){.ber = 0.0};
    if (!path->figures.reaches)
        return LR_OK;
    const enum lr_status status =
        optical_eye_init(path, EYE_STATISTICAL_PHASES, &out->eye, err);
    if (status)
        return status;
    out->ber = path->pmd.value[PMD_PRE_FEC_BER];
    eye_openings_solve(&out->eye, out->ber, &out->openings);
    return LR_OK;
}

void eye_light_add(const struct eye_statistical *of, struct tree *at)
{
    const struct eye_openings *openings = &of->openings;
    if (!(of->ber > 0.0))
        return;
    tree_number(at, "eye_height_uw", openings->of[openings->lowest].height / unit_mv);
    tree_number(at, "eye_width_ui", openings->of[openings->narrowest].width);
    struct tree *eyes = tree_list(at, "eyes");
    for (size_t i = 0; i < openings->n; i++) {
        const struct c2m_opening *one = &openings->of[i];
        struct tree *row = tree_object(eyes, NULL);
        tree_number(row, "height_uw", one->height / unit_mv);
        tree_number(row, "width_ui", one->width);
        tree_number(row, "middle_uw", one->middle / unit_mv);
        tree_bool(row, "open", one->open);
    }
}

enum lr_status eye_light_draw(const struct optical_path *path,
                              const struct eye_statistical *of, struct answer *answer,
                              struct lr_error *err)
{
    const struct eye_picture picture = {"light from half-way", "uW", path->pmd.baud, -9.0,
                                        -1.0};
    if (!(of->ber > 0.0))
        return error_set(err, LR_EUSAGE, "--view light: the eye of %s is closed",
                         path->pmd.model->name);
    plot_add_text(&answer->figure, "TITLE", &answer->arena,
                  "%s, %s over %.7g m of %s: behind the receiver's equaliser",
                  path->pmd.model->title, path->module.model->name, path->length,
                  path->fibre_name);
    return eye_draw_density(of, &picture, answer, err);
}

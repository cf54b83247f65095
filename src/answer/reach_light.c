#include "config.h"

#include "answer/reach_light.h"

#include "base/array.h"

enum lr_status reach_lights_open(const struct link *rest, const struct link *varied,
                                 struct reach_lights *out, struct lr_error *err)
{
    out->n = rest->nsegment ? rest->nsegment : 1;
    out->path = array_alloc(out->n, sizeof *out->path);
    enum lr_status status = out->path ? LR_OK : error_memory(err, "the light");
    for (size_t i = 0; !status && i < out->n; i++) {
        const struct link *segment =
            rest->nsegment && rest->segment[i].npart ? &rest->segment[i] : varied;
        const struct optics_part *optics = part_optics_data(segment->retimer);
        if (optics)
            status = optical_path_read(segment->lib, optics, &out->path[i], err);
    }
    return status;
}

void reach_lights_free(struct reach_lights *lights)
{
    array_free(lights->path);
    *lights = (struct reach_lights){0};
}

const struct optical_path *reach_lights_at(const struct reach_lights *lights, size_t i)
{
    return i < lights->n && lights->path[i].module.model ? &lights->path[i] : NULL;
}

enum lr_status reach_light_margin(const struct optical_path *path, double x,
                                  struct reach_light *out, struct lr_error *err)
{
    struct optical_path at = *path;
    at.length = x;
    const enum lr_status status = optical_path_solve(&at, err);
    if (status)
        return status;
    const bool dispersion = at.margin >= at.closure_margin || !at.figures.reaches;
    *out = (struct reach_light){at.margin, at.loss, dispersion ? "dispersion" : "power"};
    return LR_OK;
}

void reach_light_add(const struct pmd *pmd, double lane_rate, struct tree *row)
{
    const char *modulation = pmd->levels == 2 ? "NRZ" : "PAM4";
    const double rate = lane_rate / unit_gbps;
    tree_text(row, "interface", "%s", pmd->model->name);
    tree_text(row, "grade", "%s", model_grade_name(pmd->model->grade));
    tree_text(row, "criterion", "power margin and budget >= 0 dB, TDECQ");
    tree_text(row, "lane", "%.4gG %s", rate, modulation);
    tree_number(row, "lane_rate_gbps", rate);
    tree_number(row, "baud_gbd", pmd->baud / unit_gbd);
    tree_text(row, "modulation", "%s", modulation);
}

/* reach_light.h -- the light before a segment as the varied part of a link.  Internal to
 * answer. */
#ifndef ANSWER_REACH_LIGHT_H
#define ANSWER_REACH_LIGHT_H

#include "answer/answer.h"
#include "link/link.h"
#include "link/optical_path.h"

/* The optics that each segment of a link begins behind, read and not solved. */
struct reach_lights {
    size_t n;
    struct optical_path *path;  /* [n] owned; no module: none                  */
};

/* Of the segments in rest->segment and of `varied`, which was taken of them.  It reads
 * models. */
enum lr_status reach_lights_open(const struct link *rest, const struct link *varied,
                                 struct reach_lights *out, struct lr_error *err);
void reach_lights_free(struct reach_lights *lights);

/* NULL: segment i, from 0, begins behind none. */
const struct optical_path *reach_lights_at(const struct reach_lights *lights, size_t i);

struct reach_light {            /* at one length of fibre                      */
    double margin_db;           /* of its device and its standard, whichever leaves less */
    double loss_db;             /* of fibre and connectors                     */
    const char *largest;        /* "dispersion" or "power", what it ends by    */
};

/* Of the optics over x m of fibre. */
enum lr_status reach_light_margin(const struct optical_path *path, double x,
                                  struct reach_light *out, struct lr_error *err);

/* What judges the row of a table whose lane has `lane_rate`: interface, grade, criterion,
 * lane, baud, modulation. */
void reach_light_add(const struct pmd *pmd, double lane_rate, struct tree *row);

#endif

/* reach_others.h -- the segments of a link beside the one that varies: they are the same
 * at any length, and must pass.  Internal to answer. */
#ifndef ANSWER_REACH_OTHERS_H
#define ANSWER_REACH_OTHERS_H

#include "answer/reach_light.h"
#include "link/judge.h"

struct reach_others {
    size_t failing;             /* the one that fails first, from 1; 0: none   */
    bool light;                 /* not it, but the optical path before it      */
    double margin_db;           /* its least margin                            */
};

/* Judges what is left in rest->segment after link_take of `varied`, equal ones once, as a
 * search for a length does: by their criteria, without ERL; and all optical paths but one
 * that varies.  What no receiver is modelled of goes by. */
enum lr_status reach_judge_others(const struct link *rest, const struct link *varied,
                                  const struct reach_lights *lights,
                                  struct com_work *work, struct reach_others *out,
                                  struct lr_error *err);

/* The margin of one segment as it is; -INFINITY when nothing comes through. */
enum lr_status reach_judge_segment(const struct link *segment, struct com_work *work,
                                   double *margin_db, struct lr_error *err);

#endif

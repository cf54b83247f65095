/* line.h -- the answer about a cross-section, part by part.  Internal to answer; the
 * functions are for line*.c. */
#ifndef ANSWER_LINE_H
#define ANSWER_LINE_H

#include "answer/answer.h"
#include "part/stackup_draw.h"

struct line_question {
    const struct request *request;
    struct answer *answer;
    struct stackup stackup;
    struct stackup_drawing drawing;             /* of the stackup              */
    struct line_solution solved;                /* the same                    */
    size_t nat;
    const double *at;           /* [Hz] where losses are told; arena           */
};

/* line_read.c: the stackup that is asked about, with --set, at --temperature; a file of
 * the user's own is told among the inputs. */
enum lr_status line_read(const struct request *request, struct answer *answer,
                         struct stackup *stackup, struct lr_error *err);

/* line_read.c: values{} of the stackup as it was solved. */
void line_read_values(const struct stackup *stackup, struct tree *to);

enum line_impedance { LINE_Z0, LINE_ZDIFF, LINE_ZCOMM, LINE_ZODD, LINE_ZEVEN,
                      LINE_IMPEDANCES };

struct line_impedances {        /* at stackup_anchor; NaN what the line has not */
    double z[LINE_IMPEDANCES];  /* [ohm]                                       */
    double delay;               /* [s/m] of the line, or of the differential mode */
    double er, er_even;         /* effective permittivity of the same, of the even mode */
    double coupling;
};

/* line_figures.c: the solution of a stackup, by the field solver or by closed forms.
 * Safe from any thread; line_solution_free in every case. */
enum lr_status line_figures_solve(const struct stackup *stackup, bool fast,
                                  struct line_solution *out, struct lr_error *err);

/* "zdiff_ohm"; whether a pair has it, or else a single line. */
const char *line_figures_key(enum line_impedance impedance);
bool line_figures_has(const struct stackup *stackup, enum line_impedance impedance);

/* What a solution of a stackup tells. */
enum lr_status line_figures_eval(const struct stackup *stackup,
                                 const struct line_solution *solution,
                                 struct line_impedances *out, struct lr_error *err);

/* Loss in the mode that is told, at one frequency. */
enum lr_status line_figures_loss(const struct stackup *stackup,
                                 const struct line_solution *solution, double freq,
                                 struct line_mode_figures *out, struct lr_error *err);

/* The frequencies of --at, or the usual ones. */
enum lr_status line_figures_at(struct line_question *q, struct lr_error *err);

/* The impedances at one frequency, by the names of the field, and losses at each of
 * q->at, split by cause. */
enum lr_status line_figures_impedances(const struct line_question *q, struct tree *to,
                                       struct lr_error *err);
enum lr_status line_figures_points(const struct line_question *q, struct tree *list,
                                   struct lr_error *err);

/* line_solve.c: seeks the value of --vary that gives --solve, puts it into q->stackup,
 * and tells. */
enum lr_status line_solve(struct line_question *q, struct tree *to, struct lr_error *err);

/* line_fast.c: which closed form there is, and by how much it differs from the field
 * solver when that was used; nothing where there is none. */
enum lr_status line_fast_tell(const struct line_question *q, struct tree *to,
                              struct lr_error *err);

/* line_limits.c: warns where the model of the answer ends, up to the highest of q->at. */
enum lr_status line_limits_warn(const struct line_question *q, struct lr_error *err);

/* line_network.c: writes --output, a line of --length. */
enum lr_status line_network_write(const struct line_question *q, struct lr_error *err);

#endif

/* line_crosstalk.h -- lanes side by side in one cross-section: NEXT and FEXT against
 * their pitch and length.  Internal to answer; the functions are for line*.c. */
#ifndef ANSWER_LINE_CROSSTALK_H
#define ANSWER_LINE_CROSSTALK_H

#include "answer/line.h"
#include "line/coupled.h"

struct line_crosstalk_point {   /* of the victim, lane 0                       */
    double pitch, length;       /* [m]                                         */
    double freq;                /* [Hz]                                        */
    double next_db, fext_db;    /* of lane 1, which lies nearest               */
    double psnext_db, psfext_db;        /* power sums of all neighbours        */
    double near, far;           /* peak for a step of 1 at the near and far end */
    double kb, kf;              /* coupling at the near end; [s/m] at the far end */
};

struct line_crosstalk {
    size_t neighbours;
    double rise;                /* [s] of the step                             */
    size_t npitch, nlength, nat;
    const double *pitch, *length, *at;  /* [m], [m], [Hz]; arena               */
    struct line_crosstalk_point *point; /* [npitch][nlength][nat]; arena       */
};

/* What --pitch, --lengths, --neighbours, --rise and --at ask for, or usual values.
 * LR_EUSAGE. */
enum lr_status line_crosstalk_read(struct line_question *q, struct line_crosstalk *out,
                                   struct lr_error *err);

/* Solves each pitch once.  LR_EDOMAIN, with the pitch, when lanes overlap. */
enum lr_status line_crosstalk_solve(const struct line_question *q,
                                    struct line_crosstalk *crosstalk,
                                    struct lr_error *err);

/* crosstalk[] below `to`; and the picture. */
void line_crosstalk_tell(const struct line_crosstalk *crosstalk, struct tree *to);
enum lr_status line_crosstalk_draw(const struct line_question *q,
                                   const struct line_crosstalk *crosstalk,
                                   struct lr_error *err);

#endif

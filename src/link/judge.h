/* judge.h -- the criteria of a link against what COM or the eye of its cases came to. */
#ifndef LINK_JUDGE_H
#define LINK_JUDGE_H

#include "link/com.h"

enum { LINK_CRITERIA = 4 };

struct link_criterion {
    const char *name, *unit;    /* "VEO", "mV"                                 */
    double scale;               /* [SI] of that unit                           */
    double value, limit;        /* [SI]; value NaN: VEC of an eye that is closed */
    bool at_most;               /* what the limit is: the most, or the least   */
    bool pass;
    double margin_db;           /* distance to the limit; of a voltage in dB of it; may
                                 * be infinite                                 */
};

/* The criteria that the link has, of the worst case each, in out[LINK_CRITERIA]; returns
 * how many. */
size_t link_judge(const struct criteria *criteria, const struct link_com *com,
                  struct link_criterion *out);

/* The same of one package case alone. */
size_t link_judge_case(const struct criteria *criteria, const struct com_result *result,
                       struct link_criterion *out);

/* The package case with the least margin; of equal ones that of the least COM. */
size_t link_worst_case(const struct criteria *criteria, const struct link_com *com);

/* The least margin [dB] of n criteria, INFINITY of none. */
double link_least_margin(const struct link_criterion *criterion, size_t n);

/* Of an interface that is judged by its loss (by_loss): each of its lines that the
 * network between the packages, a differential 2-port, reaches, nearest to it, in
 * out[LIMIT_LINES]; returns how many.  LR_EDOMAIN in *err when it reaches none. */
enum lr_status link_judge_loss(const struct interface *interface, const struct net *thru,
                               struct link_criterion *out, size_t *n,
                               struct lr_error *err);

/* "COM >= 3 dB", "VEC <= 12 dB, VEO >= 10 mV", "loss <= 10 dB at 12.89 GHz" where it is
 * judged by that. */
enum { LINK_CRITERIA_WORDS = 128 };
void link_criteria_print(const struct link *link, char text[LINK_CRITERIA_WORDS]);

#endif

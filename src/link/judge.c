#include "config.h"

#include "link/judge.h"

#include "base/quantity.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The criteria with a finite limit, without values. */
static size_t list(const struct criteria *c, struct link_criterion *out)
{
    const struct link_criterion all[LINK_CRITERIA] = {
        {.name = "COM", .unit = "dB", .scale = 1.0, .limit = c->com_min_db},
        {.name = "VEC", .unit = "dB", .scale = 1.0, .limit = c->vec_max_db,
         .at_most = true},
        {.name = "VEO", .unit = "mV", .scale = unit_mv, .limit = c->veo_min},
        {.name = "VEO", .unit = "mV", .scale = unit_mv, .limit = c->veo_max,
         .at_most = true}};
    size_t n = 0;
    for (size_t i = 0; i < LINK_CRITERIA; i++)
        if (isfinite(all[i].limit))
            out[n++] = all[i];
    return n;
}

static double value_of(const struct com_result *r, const char *name)
{
    return name[0] == 'C' ? r->com_db : name[2] == 'C' ? r->vec_db : r->veo;
}

/* Of values in dB a difference, of voltages a ratio: INFINITY above a limit of 0. */
static double margin_of(const struct link_criterion *c)
{
    if (c->unit[0] == 'd')
        return c->at_most ? c->limit - c->value : c->value - c->limit;
    if (!(c->value > 0.0))
        return c->at_most ? INFINITY : -INFINITY;
    return c->at_most ? db_of(c->limit / c->value) : db_of(c->value / c->limit);
}

static void conclude(struct link_criterion *c, double value)
{
    c->value = value;
    c->pass = c->at_most ? value <= c->limit : value >= c->limit;
    c->margin_db = isnan(value) ? -INFINITY : margin_of(c);
}

size_t link_judge(const struct criteria *criteria, const struct link_com *com,
                  struct link_criterion *out)
{
    const size_t n = list(criteria, out);
    for (size_t i = 0; i < n; i++) {
        double worst = value_of(&com->cases[0], out[i].name);
        for (size_t k = 1; k < com->ncase; k++) {
            const double v = value_of(&com->cases[k], out[i].name);
            if (isnan(v) || (out[i].at_most ? v > worst : v < worst))
                worst = v;
        }
        conclude(&out[i], worst);
    }
    return n;
}

size_t link_judge_case(const struct criteria *criteria, const struct com_result *result,
                       struct link_criterion *out)
{
    const size_t n = list(criteria, out);
    for (size_t i = 0; i < n; i++)
        conclude(&out[i], value_of(result, out[i].name));
    return n;
}

size_t link_worst_case(const struct criteria *criteria, const struct link_com *com)
{
    struct link_criterion c[LINK_CRITERIA];
    size_t worst = com->worst;
    double least =
        link_least_margin(c, link_judge_case(criteria, &com->cases[worst], c));
    for (size_t i = 0; i < com->ncase; i++) {
        const double margin =
            link_least_margin(c, link_judge_case(criteria, &com->cases[i], c));
        if (margin < least) {
            least = margin;
            worst = i;
        }
    }
    return worst;
}

double link_least_margin(const struct link_criterion *criterion, size_t n)
{
    double least = INFINITY;
    for (size_t i = 0; i < n; i++)
        least = fmin(least, criterion[i].margin_db);
    return least;
}

/* Row and column of a differential 2-port that a line is for. */
static bool curve_of(const struct limit_line *line, size_t *i, size_t *j)
{
    static const struct { const char *name; size_t i, j; } curves[] = {
        {"sdd21", 1, 0}, {"sdd11", 0, 0}, {"sdd22", 1, 1}};
    for (size_t k = 0; k < sizeof curves / sizeof curves[0]; k++)
        if (!strcmp(line->curve, curves[k].name)) {
            *i = curves[k].i;
            *j = curves[k].j;
            return true;
        }
    return false;               /* mode conversion: not in it                  */
}

enum lr_status link_judge_loss(const struct interface *interface, const struct net *thru,
                               struct link_criterion *out, size_t *n,
                               struct lr_error *err)
{
    *n = 0;
    for (size_t l = 0; l < interface->nlimit; l++) {
        const struct limit_line *line = &interface->limit[l];
        size_t i, j;
        if (!curve_of(line, &i, &j))
            continue;
        const struct limit_verdict v = limit_judge(line, thru, i, j);
        if (v.points)
            out[(*n)++] = (struct link_criterion){.name = line->name,
                                                  .unit = "dB",
                                                  .scale = 1.0,
                                                  .value = v.loss,
                                                  .limit = v.limit,
                                                  .at_most = line->at_most,
                                                  .pass = v.margin >= 0.0,
                                                  .margin_db = v.margin};
    }
    return *n ? LR_OK
              : error_set(err, LR_EDOMAIN, "the channel ends at %.4g GHz, below all limits "
                          "of %s", thru->freq[thru->nf - 1] / unit_ghz, interface->name);
}

/* The loss that is allowed at half the symbol rate, or where the line ends before. */
static void print_loss(const struct interface *interface, char *text)
{
    const struct limit_line *line = &interface->limit[0];
    const double nyquist = 0.5 * interface->com.baud;
    double freq = line->piece[line->n - 1].to;
    if (isfinite(limit_db(line, nyquist)))
        freq = nyquist;
    snprintf(text, LINK_CRITERIA_WORDS, "loss %s %.4g dB at %.4g GHz",
             line->at_most ? "<=" : ">=", limit_db(line, freq), freq / unit_ghz);
}

void link_criteria_print(const struct link *link, char text[LINK_CRITERIA_WORDS])
{
    struct link_criterion c[LINK_CRITERIA];
    const size_t n = list(&link->criteria, c);
    size_t at = 0;
    text[0] = '\0';
    if (link->interface.by_loss) {
        print_loss(&link->interface, text);
        return;
    }
    for (size_t i = 0; i < n && at < LINK_CRITERIA_WORDS; i++)
        at += (size_t)snprintf(text + at, LINK_CRITERIA_WORDS - at, "%s%s %s %.4g %s",
                               i ? ", " : "", c[i].name, c[i].at_most ? "<=" : ">=",
                               c[i].limit / c[i].scale, c[i].unit);
}

#include "config.h"

#include "link/calibrate.h"

#include <math.h>

static const double tolerance_db = 0.1;         /* the tool's */

/* Rising, in the step of the sheet; halvings of it, down to 1e-12. */
enum { RISES_MOST = 1000, HALVINGS_MOST = 40 };

struct search {
    const struct link_chain *chain;
    struct channel thru;        /* a view of the through path                  */
    const struct channel_path *noise;
    struct com_params params;
    double least_db;            /* the criterion                               */
    struct com_work *work;
    struct link_com *com;
};

static enum lr_status check(const struct link_chain *chain, const struct channel *channel,
                            struct lr_error *err)
{
    const double least = chain->link->criteria.com_min_db;
    if (channel->npath != 2)
        return error_set(err, LR_EDOMAIN,
                         "RX_CALIBRATION: %zu paths beside the through path; one is "
                         "wanted, that of the noise, as --next or --fext",
                         channel->npath - 1);
    if (chain->link->coupled.neighbours)
        return error_set(err, LR_EDOMAIN,
                         "RX_CALIBRATION: the noise comes through a file, --next or "
                         "--fext, not through a neighbour; leave coupled: out");
    if (!isfinite(least))
        return error_set(err, LR_EDOMAIN,
                         "RX_CALIBRATION: there is no criterion of COM to calibrate to; "
                         "write COM Pass threshold");
    return note_add(err, NOTE_ASSUMPTION,
                    "receiver calibration follows the text of the algorithm, but was not "
                    "checked against the IEEE tool's output; sigma_RJ, A_DD and SNR_TX "
                    "should be those measured of the test's transmitter");
}

static enum lr_status solve(struct search *s, double sigma_bn,
                            struct link_calibration *out, struct lr_error *err)
{
    const struct link_com_job job = {&s->thru, &s->params, s->noise, NULL};
    link_com_free(s->com);
    s->params.injection.sigma_bn = out->sigma_bn = sigma_bn;
    out->steps++;
    enum lr_status status = link_com_cases(s->chain, &job, s->work, s->com, err);
    if (status)
        return status;
    const struct com_result *worst = &s->com->cases[s->com->worst];
    out->sigma_ne = worst->sigma.injected;
    out->off_db = fabs(worst->com_db - s->least_db);
    return LR_OK;
}

static bool above(const struct search *s)
{
    return s->com->cases[s->com->worst].com_db > s->least_db;
}

static bool met(const struct link_calibration *c)
{
    return c->off_db < c->most_db;
}

/* From the first sigma_bn that is too large on: every turn halves the step. */
static enum lr_status bisect(struct search *s, double step, struct link_calibration *out,
                             struct lr_error *err)
{
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && !met(out) && i < HALVINGS_MOST; i++) {
        step *= 0.5;
        status = solve(s, out->sigma_bn + (above(s) ? step : -step), out, err);
    }
    if (status || met(out))
        return status;
    return error_set(err, LR_ENUMERIC,
                     "RX_CALIBRATION: COM jumps past %.4g dB at sigma_bn %.6g mV, where "
                     "it is off by %.3f dB; try a smaller PDF bin size",
                     s->least_db, out->sigma_bn / unit_mv, out->off_db);
}

static enum lr_status raise(struct search *s, double step, struct link_calibration *out,
                            struct lr_error *err)
{
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && !met(out) && above(s); i++) {
        if (i == RISES_MOST || (i && !(out->sigma_ne > 0.0)))
            return error_set(err, LR_ENUMERIC,
                             "RX_CALIBRATION: with %.4g mV of noise, %.4g mV at the "
                             "slicer, COM is still %.3f dB above %.4g dB; does %s let it "
                             "through, and is Sigma BBN step large enough?",
                             out->sigma_bn / unit_mv, out->sigma_ne / unit_mv,
                             out->off_db, s->least_db, s->noise->name);
        status = solve(s, out->sigma_bn + step, out, err);
    }
    return status;
}

enum lr_status link_calibrate(const struct link_chain *chain,
                              const struct channel *channel, struct com_work *work,
                              struct link_com *com, struct link_calibration *out,
                              struct lr_error *err)
{
    const struct interface *interface = &chain->link->interface;
    *com = (struct link_com){0};
    *out = (struct link_calibration){.most_db = tolerance_db};
    enum lr_status status = check(chain, channel, err);
    if (status)
        return status;
    struct search s = {.chain = chain,
                       .thru = *channel,
                       .noise = &channel->path[1],
                       .params = interface->com,
                       .least_db = chain->link->criteria.com_min_db,
                       .work = work,
                       .com = com};
    s.thru.npath = 1;
    status = solve(&s, 0.0, out, err);
    if (status || met(out))
        return status;
    if (!above(&s))
        return note_add(err, NOTE_WARNING,
                        "RX_CALIBRATION: COM is %.3f dB below %.4g dB without any noise; "
                        "none can be added",
                        out->off_db, s.least_db);
    status = raise(&s, interface->bbn_step, out, err);
    return status ? status : bisect(&s, interface->bbn_step, out, err);
}

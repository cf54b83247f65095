#include "config.h"

#include "answer/answer.h"

#include "answer/frame.h"
#include "answer/net_file.h"
#include "answer/quality.h"
#include "base/constants.h"
#include "interface/interface.h"
#include "signal/application.h"

#include <math.h>
#include <string.h>

/* Without --baud and --interface the pulse of the application metrics is the fastest
 * whose fundamental, and half as much again, the file still holds. */
static const double band_per_baud = 1.5;

/* Beyond a quarter of a turn a step, unwrapping and interpolation lose the delay. */
static const double most_step_deg = 90.0;

struct question {
    const struct request *request;
    struct answer *answer;
    double baud;                /* [Bd] 0: from each file's band               */
};

/* IEEE 802.3 and OIF reference receivers ask for data to the baud rate or above; below
 * Nyquist nothing is known about a lane. */
static void add_band(const struct question *q, const struct net *net, struct tree *file)
{
    const double high = net->freq[net->nf - 1];
    double freq, least = (double)INFINITY, most = 0.0;
    for (size_t k = 1; k < net->nf; k++) {
        least = fmin(least, net->freq[k] - net->freq[k - 1]);
        most = fmax(most, net->freq[k] - net->freq[k - 1]);
    }
    tree_number(file, "step_min_ghz", least / unit_ghz);
    tree_number(file, "step_max_ghz", most / unit_ghz);
    const bool dc = !(net->freq[0] > 0.0);
    tree_bool(file, "dc", dc);
    if (dc) {
        double imaginary = 0.0;
        for (size_t i = 0; i < net->np * net->np; i++)
            imaginary = fmax(imaginary, fabs(cimag(net->s[i])));
        tree_number(file, "dc_imaginary", imaginary);
    }
    const double turn = 360.0 / two_pi * net_phase_step(net, &freq);
    tree_number(file, "phase_step_deg", turn);
    tree_number(file, "phase_step_freq_ghz", freq / unit_ghz);
    if (q->baud > 0.0)
        tree_number(file, "band_per_nyquist", high / (0.5 * q->baud));
}

static void add_causes(const struct net_quality *m, struct tree *file)
{
    tree_number(file, "max_singular", m->max_singular);
    tree_number(file, "max_singular_freq_ghz", m->max_singular_freq / unit_ghz);
    tree_number(file, "active_points", (double)m->active_points);
    tree_number(file, "max_asymmetry", m->max_asymmetry);
    tree_number(file, "max_asymmetry_freq_ghz", m->max_asymmetry_freq / unit_ghz);
    tree_text(file, "causality_element", "S%zu,%zu", m->causality_i + 1,
              m->causality_j + 1);
}

static enum lr_status add_initial(const struct net *net, const char *path,
                                  struct tree *file, bool *poor, struct lr_error *err)
{
    struct net_quality m;
    struct lr_error own = {0};
    enum lr_status status = net_quality(net, &m, &own);
    if (status == LR_EDOMAIN) {
        tree_text(file, "quality_reason", "%s", own.text);
        return LR_OK;
    }
    if (status)
        return error_named(err, status, path, own.text);
    quality_add(file, &m);
    add_causes(&m, file);
    *poor = m.verdict == QUALITY_POOR;
    return LR_OK;
}

/* In millivolts, beside the verdict: a causal twin is of minimum phase, which strong
 * reflections of a physical network are not, so that the target is the initial metrics.
 * A file too short or too coarse for pulses gets the reason instead. */
static enum lr_status add_application(const struct question *q, const struct net *net,
                                      const char *path, struct tree *file,
                                      struct lr_error *err)
{
    struct application_options options;
    struct application_quality m;
    struct lr_error own = {.notes = err ? err->notes : NULL};
    const double high = net->freq[net->nf - 1];
    application_init(q->baud > 0.0 ? q->baud : high / band_per_baud, &options);
    enum lr_status status = application_quality(net, path, &options, &m, &own);
    if (status == LR_EDOMAIN) {
        tree_text(file, "application_reason", "%s", own.text);
        return LR_OK;
    }
    if (status)
        return error_named(err, status, path, own.text);
    struct tree *quality = tree_object(file, "application");
    tree_number(quality, "baud_gbd", options.baud / unit_gbd);
    tree_number(quality, "passivity_mv", m.passivity / unit_mv);
    tree_number(quality, "reciprocity_mv", m.reciprocity / unit_mv);
    tree_number(quality, "causality_mv", m.causality / unit_mv);
    tree_text(quality, "causality_element", "S%zu,%zu", m.causality_i + 1,
              m.causality_j + 1);
    tree_text(quality, "passivity", "%s", quality_verdict_name(m.passivity_verdict));
    tree_text(quality, "reciprocity", "%s", quality_verdict_name(m.reciprocity_verdict));
    tree_text(quality, "causality", "%s", quality_verdict_name(m.causality_verdict));
    tree_text(quality, "verdict", "%s", quality_verdict_name(m.verdict));
    return LR_OK;
}

static enum lr_status add_ports(const struct question *q, const struct net *net,
                                const char *path, struct tree *file,
                                struct lr_error *err)
{
    enum lr_status status = net_file_ports(q->request, path, net, file, err);
    return status ? status : net_file_suspect(path, net, err);
}

static enum lr_status warn(const struct net *net, const char *path,
                           const struct tree *file, struct lr_error *err)
{
    const double turn = tree_value(file, "phase_step_deg");
    const double band = tree_value(file, "band_per_nyquist");
    enum lr_status status = LR_OK;
    if (turn > most_step_deg)
        status = note_add(err, NOTE_WARNING,
                          "%s: the phase turns by %.0f degrees between "
                          "neighbouring points at %.4g GHz; the steps are too wide for "
                          "the delay",
                          path, turn, tree_value(file, "phase_step_freq_ghz"));
    if (!status && band < 1.0)
        status = note_add(err, NOTE_WARNING, "%s: the band ends at %.4g GHz, below the "
                          "Nyquist frequency", path, net->freq[net->nf - 1] / unit_ghz);
    if (!status && tree_value(file, "dc_imaginary") > 1e-3)
        status = note_add(err, NOTE_WARNING,
                          "%s: the point at 0 Hz has an imaginary part "
                          "of %.2g; it should be real",
                          path, tree_value(file, "dc_imaginary"));
    return status;
}

static enum lr_status check_file(const struct question *q, const char *path,
                                 struct tree *files, struct lr_error *err)
{
    struct net net = {0};
    bool poor = false;
    enum lr_status status = net_file_read(q->request, q->answer, path, &net, err);
    struct tree *file = tree_object(files, NULL);
    if (!status) {
        net_file_describe(file, path, &net);
        status = add_initial(&net, path, file, &poor, err);
    }
    if (!status)
        status = add_application(q, &net, path, file, err);
    if (!status)
        add_band(q, &net, file);
    if (!status)
        status = add_ports(q, &net, path, file, err);
    if (!status)
        status = warn(&net, path, file, err);
    tree_bool(file, "pass", !poor);
    q->answer->missed |= poor;
    net_free(&net);
    return status;
}

static enum lr_status read_baud(struct question *q, struct lr_error *err)
{
    struct interface interface;
    if (q->request->baud && q->request->interface)
        return error_set(err, LR_EUSAGE, "--baud and --interface both give the symbol "
                         "rate; give one");
    if (q->request->baud)
        return request_quantity("--baud", q->request->baud, DIM_BAUD, &q->baud, err);
    if (!q->request->interface)
        return LR_OK;
    enum lr_status status =
        interface_read(q->request->lib, q->request->interface,
                       (struct mark){.file = "--interface"}, &interface, err);
    if (!status)
        q->baud = interface.com.baud;
    interface_free(&interface);
    return status;
}

enum lr_status answer_net_check(const struct request *request, struct answer *answer,
                                struct lr_error *err)
{
    struct question q = {request, answer, 0.0};
    enum lr_status status = frame_begin(request, answer, err);
    if (!status && !request->files)
        status = error_set(err, LR_EUSAGE, "no file: write lanereach net check FILE...");
    if (!status)
        status = read_baud(&q, err);
    struct tree *files = status ? NULL : tree_list(answer->root, "files");
    for (size_t i = 0; !status && request->files[i]; i++)
        status = check_file(&q, request->files[i], files, err);
    if (!status)
        tree_bool(answer->root, "pass", !answer->missed);
    return status ? status : frame_end(request, answer, err);
}

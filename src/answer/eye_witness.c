#include "config.h"

#include "answer/eye_witness.h"

#include "answer/eye_pattern.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Heights are compared where so many symbols of a level lie outside. */
enum { OUTSIDE = 100, PICTURE_SYMBOLS = 1 << 20 };
static const double most_symbols = 1e13, most_seed = 4294967295.0;

/* A whole number of 1 to `most`, "1e6" too, or 0. */
static double whole(const char *text, double most)
{
    char *end;
    const double n = strtod(text, &end);
    return end != text && !*end && n >= 1.0 && n <= most && n == floor(n) ? n : 0.0;
}

enum lr_status eye_witness_check(const struct request *request, struct lr_error *err)
{
    const char *orphan = request->time_domain ? NULL
                         : request->pattern   ? "pattern"
                         : request->seed      ? "seed" : NULL;
    if (orphan)
        return error_set(err, LR_EUSAGE, "--%s belongs to --time-domain", orphan);
    if (request->time_domain && !(whole(request->time_domain, most_symbols) > 0.0))
        return error_set(err, LR_EUSAGE,
                         "--time-domain '%s' is no number of symbols; write 1e6",
                         request->time_domain);
    if (request->seed && !(whole(request->seed, most_seed) > 0.0))
        return error_set(err, LR_EUSAGE, "--seed '%s': write a whole number from 1 to %.0f",
                         request->seed, most_seed);
    return LR_OK;
}

/* The slicer that COM found, with what the link and the interface add to it. */
static struct slicer slicer_of(const struct com_channel *channel)
{
    const struct com_params *p = &channel->link.interface.com;
    const struct eye_input *in = &channel->link.interface.eye;
    struct slicer s = channel->com.cases[channel->worst].slicer;
    s.jitter = in->jitter;
    s.jitter.symbol_random = p->sigma_rj;
    s.jitter.symbol_peak = p->a_dd;
    s.frequency = in->frequency;
    s.cdr_corner = in->cdr_corner;
    s.sigma_tx = hypot(s.sigma_tx, in->noise);
    s.quantum = in->quantum;
    s.r_lm = in->nlevel ? 1.0 : p->r_lm * channel->com.swing[channel->worst].r_lm;
    for (size_t i = 0; i < s.levels; i++)
        s.level[i] = in->nlevel ? in->level[i]
                                : 2.0 * (double)i / ((double)s.levels - 1.0) - 1.0;
    return s;
}

/* The statistics of the same, at thresholds midway between levels as the slicer's. */
static void compare(const struct slicer *s, const struct eye_statistical *statistical,
                    struct eye_witness *out)
{
    double threshold[C2M_EYES_MOST];
    struct eye_openings openings;
    const double least = (double)(OUTSIDE * s->levels) / (double)out->seen.symbols;
    out->ber = fmin(fmax(statistical->ber, least), 0.25);
    eye_openings_solve(&statistical->eye, out->ber, &openings);
    out->neye = openings.n;
    for (size_t i = 0; i < openings.n; i++) {
        threshold[i] = 0.5 * s->r_lm * s->s0 * (s->level[i] + s->level[i + 1]);
        out->height[i] = witness_contour(&out->seen, i + 1, out->ber) -
                         witness_contour(&out->seen, i, 1.0 - out->ber);
        out->expected[i] = openings.of[i].height;
    }
    out->ser = eye_error_ratio(&statistical->eye, threshold);
}

enum lr_status eye_witness_solve(const struct request *request,
                                 const struct com_channel *channel,
                                 const struct eye_statistical *statistical,
                                 struct arena *arena, struct eye_witness *out,
                                 struct lr_error *err)
{
    *out = (struct eye_witness){.ran = request->time_domain != NULL};
    if (!out->ran)
        return LR_OK;
    const struct slicer slicer = slicer_of(channel);
    out->seed = request->seed ? (uint32_t)whole(request->seed, most_seed) : 1;
    struct witness_options options = {
        .symbols = (uint64_t)whole(request->time_domain, most_symbols),
        .seed = out->seed,
        .seen = PICTURE_SYMBOLS};
    enum lr_status status =
        eye_pattern_read(request->pattern, slicer.levels, out->seed, arena,
                         &options.pattern, &out->pattern, err);
    if (!status)
        status = witness_run(&slicer, &options, &out->seen, err);
    if (!status)
        compare(&slicer, statistical, out);
    if (!status && out->seen.clock_lost)
        status = note_add(err, NOTE_WARNING,
                          "%s: the recovered clock left its UI; what was counted behind "
                          "that is no error ratio", channel->link.name);
    return status;
}

void eye_witness_add(const struct eye_witness *of, struct tree *at)
{
    const struct witness *seen = &of->seen;
    if (!of->ran)
        return;
    struct tree *w = tree_object(at, "time_domain");
    const double n = (double)seen->symbols;
    double bursts[WITNESS_BURSTS];
    size_t longest = 0, lowest = 0;
    tree_number(w, "symbols", n);
    tree_text(w, "pattern", "%s", of->pattern);
    tree_number(w, "seed", of->seed);
    tree_number(w, "errors", (double)seen->errors);
    tree_number(w, "ser", (double)seen->errors / n);
    tree_number(w, "wrong_bits", (double)seen->wrong_bits);
    tree_number(w, "ber", (double)seen->wrong_bits / (double)seen->bits);
    tree_number(w, "bursts", (double)seen->bursts);
    tree_number(w, "bursts_expected", of->ser * (double)seen->undisturbed);
    tree_number(w, "bursts_deviation", seen->deviation);
    for (size_t i = 0; i < WITNESS_BURSTS; i++) {
        bursts[i] = (double)seen->length[i];
        longest = seen->length[i] ? i + 1 : longest;
    }
    tree_numbers(w, "burst_lengths", bursts, longest);
    tree_number(w, "eye_ber", of->ber);
    struct tree *eyes = tree_list(w, "eyes");
    for (size_t i = 0; i < of->neye; i++) {
        struct tree *eye = tree_object(eyes, NULL);
        tree_number(eye, "height_mv", of->height[i] / unit_mv);
        tree_number(eye, "expected_mv", of->expected[i] / unit_mv);
        lowest = of->expected[i] < of->expected[lowest] ? i : lowest;
    }
    tree_number(w, "lowest_eye", (double)lowest + 1.0);
    tree_number(w, "clock_mean_ui", seen->clock_mean);
    tree_number(w, "clock_rms_ui", seen->clock_rms);
}

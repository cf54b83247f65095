#include "config.h"

#include "answer/eye_spans.h"

#include "base/quantity.h"

#include <math.h>

enum { BURSTS = 16, SHARES = 33 };      /* of tables: the last ones and more   */

/* The code of a span and the errors that it meets, of segments first .. end - 1. */
struct span {
    const struct eye_errors *with;      /* whose code it is; NULL: none        */
    size_t first, end;
    double der;                 /* sum of DER_0                                */
    double ber;                 /* wrong bits before; NaN: not known of all    */
    double let;                 /* of it what was let, not computed            */
    double behind;              /* largest probability that an error goes on   */
};

static double bits_of(const struct eye_errors *of)
{
    return log2((double)of->interface->com.levels);
}

static double behind_of(const struct eye_errors *of)
{
    return fec_propagation(of->interface->com.levels, of->ser, of->b);
}

static struct span gather(size_t n, const struct eye_errors *of, size_t first)
{
    struct span span = {.first = first, .end = first};
    for (; span.end < n && of[span.end].span == of[first].span; span.end++) {
        const struct eye_errors *one = &of[span.end];
        const struct fec_use *use = &one->interface->fec;
        if (!span.with && use->code)
            span.with = one;
        span.der += one->interface->com.der;
        span.ber += one->light;
        if (one->ser >= 0.0) {
            span.ber += one->ser / bits_of(one);
            span.behind = fmax(span.behind, behind_of(one));
        } else {
            span.ber += use->ber > 0.0 ? use->ber : (double)NAN;
            span.let += use->ber;
        }
    }
    return span;
}

/* What the code of `with` makes of `ber`, with bursts, or without when behind is NaN. */
static bool solve(const struct eye_errors *with, double ber, double behind, bool precoded,
                  struct fec_result *out)
{
    const struct fec_use *use = &with->interface->fec;
    const double first = fmin(ber * bits_of(with), 0.5);
    const struct fec_errors e = {.levels = with->interface->com.levels,
                                 .first = first,
                                 .behind = behind >= 0.0 ? fmax(behind, first) : first,
                                 .precoded = precoded,
                                 .codewords = use->codewords};
    return !fec_solve(use->code, &e, out, NULL);
}

double eye_spans_alone(const struct eye_errors *of)
{
    struct fec_result r;
    const struct fec_use *use = &of->interface->fec;
    if (!use->code || !(of->ser >= 0.0) ||
        !solve(of, of->ser / bits_of(of), behind_of(of), use->precoded, &r))
        return (double)NAN;
    return r.frame_loss;
}

/* Bursts of 1, 2 .. symbols, and codewords with 0, 1 .. wrong ones: shares of all. */
static void add_tables(const struct span *span, const struct fec_result *r,
                       struct tree *at)
{
    double burst[BURSTS], share[SHARES] = {0.0}, left = 1.0;
    for (size_t i = 0; i < BURSTS; i++) {
        burst[i] = i + 1 < BURSTS ? left * (1.0 - span->behind) : left;
        left *= span->behind;
    }
    for (size_t i = 0; i < FEC_COUNTS; i++)
        share[i < SHARES ? i : SHARES - 1] += r->share[i];
    tree_numbers(at, "burst_lengths", burst, BURSTS);
    tree_numbers(at, "errors_per_codeword", share, SHARES);
}

/* False: the code cannot be counted for this modulation. */
static bool add_fec(const struct span *span, struct tree *at)
{
    const struct fec_use *use = &span->with->interface->fec;
    const double rate = span->with->interface->com.baud * bits_of(span->with);
    struct fec_result r, other;
    if (!solve(span->with, span->ber, span->behind, use->precoded, &r))
        return false;
    struct tree *fec = tree_object(at, "fec");
    tree_text(fec, "code", "%s", use->code->name);
    tree_text(fec, "title", "%s", use->code->title);
    tree_number(fec, "codewords", (double)use->codewords);
    tree_bool(fec, "precoding", use->precoded);
    tree_number(fec, "propagation", span->behind);
    tree_number(fec, "ber_in", r.ber_in);
    tree_number(fec, "symbol_error", r.symbol);
    tree_number(fec, "codeword_error", r.codeword);
    tree_number(fec, "ber_post_fec", r.ber_out);
    tree_number(fec, "flr_post_fec", r.frame_loss);
    if (solve(span->with, span->ber, (double)NAN, false, &other))
        tree_number(fec, "flr_without_bursts", other.frame_loss);
    if (!use->code->inner && span->with->interface->com.levels > 2 &&
        solve(span->with, span->ber, span->behind, !use->precoded, &other))
        tree_number(fec, use->precoded ? "flr_without_precoding" : "flr_with_precoding",
                    other.frame_loss);
    if (use->ber_total > 0.0) {
        tree_number(fec, "ber_total", use->ber_total);
        tree_number(fec, "ber_total_used", r.ber_in / use->ber_total);
    }
    tree_number(fec, "accumulation_ns",
                fec_accumulation(use->code, use->codewords, rate) / unit_ns);
    add_tables(span, &r, fec);
    return true;
}

/* What is not known of the code, told once. */
static enum lr_status tell(const struct span *span, struct lr_error *err)
{
    const struct interface *interface = span->with->interface;
    const struct fec_use *use = &interface->fec;
    enum lr_status status = note_add(
        err, NOTE_ASSUMPTION, "%s corrects, in %zu codeword%s, %s precoding: %s (%s)",
        use->code->title, use->codewords, use->codewords > 1 ? "s" : "",
        use->precoded ? "with" : "without", use->source ? use->source : interface->source,
        use->grade ? use->grade : interface->grade);
    if (!status)
        status = note_add(err, NOTE_ASSUMPTION,
                          "bursts go on by the DFE's first tap alone");
    return status;
}

enum lr_status eye_spans_add(size_t n, const struct eye_errors *of, struct tree *root,
                             struct lr_error *err)
{
    struct tree *spans = tree_list(root, "fec_spans");
    enum lr_status status = LR_OK;
    for (size_t i = 0; !status && i < n;) {
        const struct span span = gather(n, of, i);
        struct tree *at = tree_object(spans, NULL);
        tree_number(at, "first_segment", (double)i + 1.0);
        tree_number(at, "last_segment", (double)span.end);
        if (span.ber >= 0.0) {
            tree_number(at, "der_0_sum", span.der);
            tree_number(at, "ber_pre_fec", span.ber);
        }
        if (span.ber >= 0.0 && span.let > 0.0)
            tree_number(at, "ber_let", span.let);
        if (span.ber >= 0.0 && span.with)
            status = add_fec(&span, at)
                         ? tell(&span, err)
                         : note_add(err, NOTE_ASSUMPTION,
                                    "frames lost behind %s are not counted for %s",
                                    span.with->interface->fec.code->title,
                                    interface_modulation(span.with->interface));
        i = span.end;
    }
    return status;
}

/* (log10 of wrong bits before, log10 of frames lost). */
static void draw_curve(const struct span *span, const char *name, double behind,
                       bool precoded, struct answer *answer)
{
    enum { POINTS = 121 };
    double x[2 * POINTS];
    for (size_t i = 0; i < POINTS; i++) {
        struct fec_result r = {.frame_loss = 0.0};
        const double ber = pow(10.0, -7.0 + 5.0 * (double)i / (POINTS - 1.0));
        solve(span->with, ber, behind, precoded, &r);
        x[2 * i] = log10(r.ber_in);
        x[2 * i + 1] = log10(r.frame_loss);
    }
    plot_add_block(&answer->figure, name, POINTS, 2, x, &answer->arena);
}

enum lr_status eye_spans_draw(size_t n, const struct eye_errors *of, size_t segment,
                              struct answer *answer, struct lr_error *err)
{
    size_t first = segment;
    while (first && of[first - 1].span == of[segment].span)
        first--;
    const struct span span = gather(n, of, first);
    struct plot_figure *f = &answer->figure;
    struct fec_result r;
    if (!span.with || !(span.ber >= 0.0))
        return error_set(err, LR_EUSAGE,
                         "--view fec: no code corrects %s, or its errors are not known; "
                         "write fec: {code: kp4} into the link",
                         of[segment].interface->name);
    const struct fec_use *use = &span.with->interface->fec;
    if (!solve(span.with, span.ber, span.behind, use->precoded, &r))
        return error_set(err, LR_EUSAGE, "--view fec: %s is not counted for %s",
                         use->code->title, interface_modulation(span.with->interface));
    f->template = "eye_fec";
    f->columns = "log10_ber,log10_flr";
    draw_curve(&span, "independent errors", (double)NAN, false, answer);
    draw_curve(&span, "bursts of this DFE", span.behind, false, answer);
    draw_curve(&span, "the same, precoded", span.behind, true, answer);
    const double point[] = {log10(r.ber_in), log10(r.frame_loss)};
    plot_add_block(f, "this link", 1, 2, point, &answer->arena);
    if (span.end > first + 1)
        plot_add_text(f, "TITLE", &answer->arena, "%s, segments %zu to %zu",
                      use->code->title, first + 1, span.end);
    else
        plot_add_text(f, "TITLE", &answer->arena, "%s", use->code->title);
    plot_add_number(f, "BEHIND", span.behind);
    return LR_OK;
}

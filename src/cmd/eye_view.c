#include "config.h"

#include "cmd/eye_view.h"

#include "cmd/cmd.h"

#include "text/table.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

enum { TAPS_SHOWN = 4, LINE = 400 };

/* Text behind what `line` has; what does not fit is left out. */
static void add(char line[LINE], const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void add(char line[LINE], const char *format, ...)
{
    const size_t length = strlen(line);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line + length, LINE - length, format, arguments);
    va_end(arguments);
}

/* "; receiver FFE w(-1) -0.28, w(1) -0.45, of 16 taps". */
static void describe_rx(const struct tree *worst, char line[LINE])
{
    const struct tree *taps = tree_get(worst, "rx_ffe");
    double position = tree_value(worst, "rx_ffe_first");
    if (!taps || !taps->n)
        return;
    add(line, "; receiver FFE");
    for (const struct tree *w = taps->first; w; w = w->next, position += 1.0)
        if (fabs(position) > 0.5 && fabs(position) < 1.5)
            add(line, " w(%.0f) %.4f,", position, w->number);
    add(line, " of %zu taps", taps->n);
}

/* "FFE c(-1) -0.2, c(0) 0.76; g_DC -9 dB, g_DC2 -3 dB; DFE b(1) 0.75, ... of 12". */
static void describe(const struct tree *worst, char line[LINE])
{
    const struct tree *ffe = tree_get(worst, "tx_ffe"), *dfe = tree_get(worst, "dfe");
    const double first = tree_value(worst, "tx_ffe_first");
    size_t i = 0;
    add(line, "FFE");
    for (const struct tree *c = ffe ? ffe->first : NULL; c; c = c->next, i++)
        if (c->number < 0.0 || c->number > 0.0)
            add(line, "%s c(%.0f) %.4g", strchr(line, 'c') ? "," : "",
                first + (double)i, c->number);
    add(line, "; g_DC %.4g dB", tree_value(worst, "g_dc_db"));
    if (tree_get(worst, "g_dc_hp_db"))
        add(line, ", g_DC2 %.4g dB", tree_value(worst, "g_dc_hp_db"));
    describe_rx(worst, line);
    if (!dfe || !dfe->n)
        return;
    add(line, "; DFE");
    i = 0;
    for (const struct tree *b = dfe->first; b && i < TAPS_SHOWN; b = b->next, i++)
        add(line, "%s b(%zu) %.4f", i ? "," : "", i + 1, b->number);
    if (dfe->n > TAPS_SHOWN)
        add(line, ", to b(%zu)", dfe->n);
    const struct tree *floating = tree_get(worst, "floating_taps");
    if (floating && floating->n)
        add(line, " and %zu floating", floating->n);
}

void eye_equaliser_view(const struct tree *segment, FILE *out)
{
    const struct tree *worst = tree_get(segment, "worst");
    const struct tree *flags = tree_get(worst, "flags");
    const double looked = tree_value(segment, "search.candidates");
    char line[LINE] = "";
    describe(worst, line);
    if (looked > 1.0)
        add(line, "; the best of %.0f settings", looked);
    else
        add(line, "; the only setting");
    cmd_say(out, HEAD_INDENT, "equaliser  %s", line);
    for (const struct tree *f = flags ? flags->first : NULL; f; f = f->next)
        cmd_say(out, HEAD_INDENT, "           %s", f->text);
}

/* "at an error ratio of 0.0001 the lowest of 3 eyes, 1, is 6.66 mV high; ...". */
void eye_openings_view(const struct tree *segment, FILE *out)
{
    const size_t n = tree_get(segment, "eyes")->n;
    const double height = tree_value(segment, "eye_height_mv");
    const char *is = height > 0.0 ? "" : "closed by ";
    char line[LINE] = "";
    add(line, "at an error ratio of %.3g", tree_value(segment, "eye_ber"));
    if (n > 1)
        add(line, " the lowest of %zu eyes, %.0f:", n, tree_value(segment, "lowest_eye"));
    add(line, " %s%.2f mV", is, height > 0.0 ? height : -height);
    add(line, height > 0.0 ? " high; " : "; ");
    if (n > 1)
        add(line, "the narrowest, %.0f: ", tree_value(segment, "narrowest_eye"));
    add(line, "%.3f UI wide", tree_value(segment, "eye_width_ui"));
    cmd_say(out, HEAD_INDENT, "eye        %s", line);
}

/* What was simulated, beside what the statistics expect of the same. */
void eye_time_domain_view(const struct tree *s, FILE *out)
{
    const struct tree *w = tree_get(s, "time_domain");
    if (!w)
        return;
    const size_t lowest = (size_t)tree_value(w, "lowest_eye") - 1;
    const struct tree *eye = tree_at(tree_get(w, "eyes"), lowest);
    char line[LINE] = "";
    cmd_say(out, HEAD_INDENT,
            "simulated  %.10g symbols of %s: %.0f wrong, in %.0f bursts; the statistics "
            "expect %.1f bursts; error ratio %.3g of symbols, %.3g of bits",
            tree_value(w, "symbols"), cmd_text(w, "pattern"), tree_value(w, "errors"),
            tree_value(w, "bursts"), tree_value(w, "bursts_expected"),
            tree_value(w, "ser"), tree_value(w, "ber"));
    if (tree_get(eye, "height_mv"))
        add(line, "eye %zu at %.3g: height %.2f mV, %.2f mV by the statistics; ",
            lowest + 1, tree_value(w, "eye_ber"), tree_value(eye, "height_mv"),
            tree_value(eye, "expected_mv"));
    cmd_say(out, HEAD_INDENT,
            "           %sthe recovered clock %+.4f UI from the instant of COM, %.4f UI "
            "rms", line, tree_value(w, "clock_mean_ui"),
            tree_value(w, "clock_rms_ui"));
}

static void print_fec(const struct tree *span, const struct tree *fec, FILE *out)
{
    char line[LINE] = "";
    const struct tree *other = tree_get(fec, "flr_with_precoding");
    add(line, "%s", cmd_text(fec, "title"));
    if (tree_value(fec, "codewords") > 1.0)
        add(line, ", %.0f codewords", tree_value(fec, "codewords"));
    add(line, "%s: %.3g of bits wrong before it, %.3g with what follows in bursts",
        tree_value(fec, "precoding") > 0.0 ? ", precoded" : "",
        tree_value(span, "ber_pre_fec"), tree_value(fec, "ber_in"));
    if (tree_get(span, "ber_let"))
        add(line, ", %.3g of them allotted, not computed", tree_value(span, "ber_let"));
    if (tree_get(fec, "ber_total"))
        add(line, ", %.3g %% of the %.4g allotted", 100.0 * tree_value(fec, "ber_total_used"),
            tree_value(fec, "ber_total"));
    add(line, "; an error goes on with %.3f; %.3g of frames lost",
        tree_value(fec, "propagation"), tree_value(fec, "flr_post_fec"));
    if (other)
        add(line, ", %.3g with precoding", other->number);
    cmd_say(out, HEAD_INDENT, "FEC        %s", line);
}

/* Shares of bursts and of codewords by how many symbols are wrong, as the counters of
 * switches have them; the last row is of as many and more. */
static void print_tables(const struct tree *fec, FILE *out)
{
    static const struct column columns[] = {{"wrong", "wrong symbols", NULL},
                                            {"burst", "bursts", "%.4g"},
                                            {"codeword", "codewords", "%.4g"}};
    const struct tree *bursts = tree_get(fec, "burst_lengths");
    const struct tree *shares = tree_get(fec, "errors_per_codeword");
    struct arena arena;
    arena_init(&arena);
    struct tree *rows = tree_list(tree_new(&arena), "rows");
    double more = 0.0;
    for (size_t i = bursts->n + 1; i < shares->n; i++)
        more += tree_at(shares, i)->number;
    for (size_t i = 0; rows && i <= bursts->n; i++) {
        struct tree *row = tree_object(rows, NULL);
        const bool last = i == bursts->n;
        tree_text(row, "wrong", last ? "%zu and more" : "%zu", i);
        if (i)
            tree_number(row, "burst", tree_at(bursts, i - 1)->number);
        tree_number(row, "codeword", tree_at(shares, i)->number + (last ? more : 0.0));
    }
    fputc('\n', out);
    if (rows)
        table_print(rows, columns, sizeof columns / sizeof columns[0], out);
    arena_free(&arena);
}

void eye_spans_view(const struct tree *root, bool tables, FILE *out)
{
    const struct tree *spans = tree_get(root, "fec_spans");
    bool first = true;
    for (const struct tree *s = spans->first; s; s = s->next) {
        const struct tree *fec = tree_get(s, "fec");
        if (!fec)
            continue;
        if (first || spans->n > 1)
            fputc('\n', out);
        if (spans->n > 1)
            fprintf(out, "FEC span of segments %.0f to %.0f\n",
                    tree_value(s, "first_segment"), tree_value(s, "last_segment"));
        print_fec(s, fec, out);
        if (tables)
            print_tables(fec, out);
        first = false;
    }
}

#include "config.h"

#include "cmd/eye_view.h"

#include "cmd/cmd.h"

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

#include "config.h"

#include "margin/com_flag.h"

#include "base/quantity.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>

/* A tail that was scaled to its limit meets it but for rounding; a c(0) that is what its
 * grid leaves meets its limit but for that of a sum. */
static const double limit_tolerance = 1e-9;

/* An impulse response that repeats before it has ended: in the last hundredth of the
 * window it is larger than the tool's own threshold for what counts, of the through
 * path's peak.  Of its own a weak aggressor near the receiver often is: the window is a
 * circle, and what a limited band sends ahead of an early response comes in from behind.
 * */
static const double window_end = 0.99, still_large = 1e-3;

static void flag(struct com_result *result, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Memory that ran out leaves NULL, which com_flag_all finds. */
static void flag(struct com_result *result, const char *format, ...)
{
    assert(result->nflag < COM_FLAGS_MOST);
    va_list args;
    va_start(args, format);
    result->flag[result->nflag++] = arena_vprintf(&result->arena, format, args);
    va_end(args);
}

/* "b(1) 0.85, b(3) 0.2": those of several taps that a limit holds, as one flag. */
struct held {
    struct com_result *result;
    const char *text;
    size_t n;
};

static void hold(struct held *held, const char *what, int tap, double x)
{
    struct arena *arena = &held->result->arena;
    if (!held->n)
        held->text = arena_printf(arena, "%s(%d) %g", what, tap, x);
    else if (held->text)
        held->text = arena_printf(arena, "%s, %s(%d) %g", held->text, what, tap, x);
    held->n++;
}

static void flag_held(const struct held *held)
{
    struct com_result *result = held->result;
    if (held->n && held->text)
        flag(result, "%s at %s", held->text, held->n > 1 ? "their limits" : "its limit");
    else if (held->n)
        result->flag[result->nflag++] = NULL;
}

/* Taps that their limits hold; the tail's limit holds all of its taps together. */
static void flag_dfe(const struct eq_dfe *dfe, struct com_result *result)
{
    const struct eq_candidate *at = &result->setting;
    const size_t span = eq_dfe_span(dfe);
    struct held fixed = {result, NULL, 0}, floating = {result, NULL, 0};
    double tail = 0.0;
    for (size_t k = 0; k < dfe->n; k++) {
        const bool there = dfe->b_max[k] > 0.0 || dfe->b_min[k] < 0.0;
        if (there && (!(at->b[k] < dfe->b_max[k]) || !(at->b[k] > dfe->b_min[k])))
            hold(&fixed, "b", (int)k + 1, at->b[k]);
    }
    for (size_t i = 0; i < at->nfloating; i++) {
        const size_t tap = at->floating[i];
        if (!(fabs(at->b[tap - 1]) < dfe->floating_max))
            hold(&floating, "b", (int)tap, at->b[tap - 1]);
    }
    flag_held(&fixed);
    flag_held(&floating);
    for (size_t k = dfe->tail_start; dfe->tail_start && k <= span; k++)
        tail = hypot(tail, at->b[k - 1]);
    if (tail > 0.0 && tail >= dfe->tail_rss * (1.0 - limit_tolerance))
        flag(result, "b(%zu..%zu) at their limit of %g together", dfe->tail_start, span,
             dfe->tail_rss);
}

/* Taps of the receiver's FFE that their limits hold. */
static void flag_rx_ffe(const struct eq_rx_ffe *ffe, struct com_result *result)
{
    const struct eq_rx_taps *taps = &result->setting.rx;
    struct held held = {result, NULL, 0};
    for (size_t i = 0; i < taps->n; i++) {
        const double limit = taps->c[i] < 0.0 ? ffe->least[i] : ffe->most[i];
        if (i != ffe->pre && fabs(taps->c[i]) >= fabs(limit) * (1.0 - limit_tolerance))
            hold(&held, "w", (int)i - (int)ffe->pre, taps->c[i]);
    }
    flag_held(&held);
}

static bool on_edge(size_t index, size_t count)
{
    return count > 1 && (index == 0 || index + 1 == count);
}

static void flag_grids(const struct com_params *p, struct com_result *result)
{
    const struct eq_candidate *at = &result->setting;
    const struct eq_ctle *ctle = &p->ctle[at->ctle];
    if (on_edge(at->ctle / p->nhp, p->ng) && ctle->g_dc_db != 0.0)
        flag(result, "g_DC %g dB at the edge of its grid", ctle->g_dc_db);
    if (on_edge(at->ctle % p->nhp, p->nhp) && ctle->g_hp_db != 0.0)
        flag(result, "g_DC_HP %g dB at the edge of its grid", ctle->g_hp_db);
    for (size_t i = 0; i < at->ffe.ntap; i++)
        if (on_edge(at->ffe.index[i], p->ffe.count[i]) && fabs(at->ffe.tap[i]) > 1e-12)
            flag(result, "c(%d) %g at the edge of its grid", at->ffe.position[i],
                 at->ffe.tap[i]);
    if (at->ffe.ntap && at->ffe.cursor <= p->ffe.cursor_min + limit_tolerance)
        flag(result, "c(0) %g at its limit", at->ffe.cursor);
    if (at->moved && (at->moved == p->timing.first || at->moved == p->timing.last))
        flag(result, "sampling instant moved by %d samples, the edge of its range",
             at->moved);
}

static double largest(const struct impulse *impulse, double from)
{
    double most = 0.0;
    for (size_t k = (size_t)(from / impulse->dt); k < impulse->n; k++)
        most = fmax(most, fabs(impulse->h[k]));
    return most;
}

static void flag_window(const struct com_response *response, struct com_result *result)
{
    const double window = response->window;
    const double counts = still_large * largest(&response->impulse[0], 0.0);
    size_t first = 0, n = 0;
    for (size_t i = 0; i < response->channel.npath; i++)
        if (largest(&response->impulse[i], window_end * window) > counts)
            first = n++ ? first : i;
    const char *name = response->channel.path[first].name;
    if (n == 1)
        flag(result, "%s: its response has not ended in the window of %.4g ns", name,
             window / unit_ns);
    else if (n)
        flag(result,
             "%s and %zu more: their responses have not ended in the window of %.4g ns",
             name, n - 1, window / unit_ns);
}

enum lr_status com_flag_all(const struct com_response *response,
                            const struct com_params *params, struct com_result *result,
                            struct lr_error *err)
{
    const struct net *thru = &response->channel.path[0].net;
    const double end = thru->freq[thru->nf - 1], nyquist = 0.5 * params->baud;
    const double step = end - thru->freq[thru->nf - 2]; /* a grid seldom meets f_b */
    if (end < nyquist)
        flag(result, "band ends at %.4g GHz, below Nyquist %.4g GHz", end / unit_ghz,
             nyquist / unit_ghz);
    if (result->none_opens)
        flag(result, "no setting opens the eye: this is the one of the best FOM");
    flag_window(response, result);
    flag_grids(params, result);
    flag_rx_ffe(&params->rx_ffe, result);
    flag_dfe(&params->dfe, result);
    if (end >= nyquist && end + step < params->baud)   /* seldom matters, so last */
        flag(result, "band ends at %.4g GHz, below the symbol rate", end / unit_ghz);
    for (size_t i = 0; i < result->nflag; i++)
        if (!result->flag[i])
            return error_memory(err, "what deserves a look");
    return LR_OK;
}

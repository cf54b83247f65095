#include "config.h"

#include "net/touchstone.h"

#include "base/constants.h"
#include "base/quantity.h"
#include "net/touchstone_option.h"
#include "net/touchstone_scan.h"
#include "text/file.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_BYTES = 1 << 30,
    MOST_PORTS = 999,
    NOISE_ROW = 5               /* f, NFmin, |Gopt|, its angle, Rn             */
};

/* Every number of the file in order; points are told apart afterwards, because
 * rows may wrap anywhere. */
struct numbers {
    double *value;
    size_t n, capacity;
};

size_t touchstone_ports(const char *path)
{
    const char *c = strrchr(path, '.');
    size_t np = 0;
    if (!c || (c[1] != 's' && c[1] != 'S'))
        return 0;
    for (c += 2; *c >= '0' && *c <= '9' && np <= MOST_PORTS; c++)
        np = 10 * np + (size_t)(*c - '0');
    return (*c == 'p' || *c == 'P') && !c[1] && np <= MOST_PORTS ? np : 0;
}

/* Numbers of one point: the frequency and a pair for each S_ij. */
static size_t stride_of(size_t np)
{
    return 2 * np * np + 1;
}

static enum lr_status append(struct numbers *numbers, double value, struct lr_error *err)
{
    if (numbers->n == numbers->capacity) {
        const size_t capacity = numbers->capacity ? 2 * numbers->capacity : 4096;
        double *more = realloc(numbers->value, capacity * sizeof *more);
        if (!more)
            return error_memory(err, "the numbers of a Touchstone file");
        numbers->value = more;
        numbers->capacity = capacity;
    }
    numbers->value[numbers->n++] = value;
    return LR_OK;
}

/* Collects every number; `options` counts the option lines met so far. */
static enum lr_status collect(struct touchstone_scan *scan,
                              struct touchstone_option *option,
                              struct numbers *numbers, struct lr_error *err)
{
    enum lr_status status = LR_OK;
    size_t options = 0;
    double value;
    while (!status)
        switch (touchstone_scan_next(scan)) {
        case TOUCHSTONE_WORD:
            if (!options)
                return error_at(err, touchstone_scan_mark(scan), "no option line before "
                                "the data; write one like # GHz S RI R 50");
            if (!touchstone_scan_number(scan, &value))
                return touchstone_scan_refuse(scan, err);
            status = append(numbers, value, err);
            break;
        case TOUCHSTONE_OPTION:
            if (options == 0)
                status = touchstone_option_read(scan, option, err);
            else if (options == 1)
                status = note_add(err, NOTE_WARNING, "%s:%zu: a second option line is "
                                  "ignored; only the first counts", scan->file,
                                  touchstone_scan_mark(scan).line);
            if (options++)
                while (touchstone_scan_line_word(scan))
                    ;
            break;
        case TOUCHSTONE_KEYWORD:
            return error_at(err, touchstone_scan_mark(scan),
                            "a keyword of Touchstone 2.0, "
                            "which is not read by this version; save the file as 1.1");
        case TOUCHSTONE_END:
            return options ? LR_OK
                           : error_at(err, touchstone_scan_mark(scan), "no option line "
                                      "and no data; a Touchstone file begins like "
                                      "# GHz S RI R 50");
        }
    return status;
}

/* The place of the i-th number, found by reading the text again. */
static struct mark place(const struct touchstone_scan *scan, size_t i)
{
    struct touchstone_scan again = *scan;
    enum touchstone_token token;
    again.at = again.begin;
    while ((token = touchstone_scan_next(&again)) != TOUCHSTONE_END)
        if (token == TOUCHSTONE_OPTION)
            while (touchstone_scan_line_word(&again))
                ;
        else if (i-- == 0)
            break;
    return touchstone_scan_mark(&again);
}

/* The first point, cut short or whole, whose frequency is negative or does not
 * increase; the number of points when there is none. */
static size_t first_fault(const double *v, size_t n, size_t stride)
{
    size_t k = 0;
    for (; k * stride < n; k++)
        if (!(v[k * stride] >= 0.0) || (k && !(v[k * stride] > v[(k - 1) * stride])))
            break;
    return k;
}

/* The port count, other than np, that all numbers fit; 0 when none does.  Fewer
 * than three points may fit by chance. */
static size_t fitting_ports(const struct numbers *numbers, size_t np)
{
    const size_t n = numbers->n;
    for (size_t m = 1; m <= MOST_PORTS && 3 * stride_of(m) <= n; m++)
        if (m != np && n % stride_of(m) == 0 &&
            first_fault(numbers->value, n, stride_of(m)) == n / stride_of(m))
            return m;
    return 0;
}

/* Behind 2-port data a frequency that does not increase may begin the noise
 * parameters of an amplifier: rows of five with frequencies of their own. */
static bool noise_block(const double *v, size_t n)
{
    return n && n % NOISE_ROW == 0 && first_fault(v, n, NOISE_ROW) == n / NOISE_ROW;
}

static enum lr_status refuse_frequency(const struct touchstone_scan *scan,
                                       const struct touchstone_option *option,
                                       const double *v, size_t i, size_t stride,
                                       struct lr_error *err)
{
    const struct mark mark = place(scan, i);
    if (!(v[i] >= 0.0))
        return error_at(err, mark, "frequency %g %s is negative", v[i],
                        option->unit_name);
    if (v[i] == v[i - stride])
        return error_at(err, mark, "frequency %g %s is there twice; frequencies must "
                        "increase", v[i], option->unit_name);
    return error_at(err, mark,
                    "frequency %g %s follows %g %s; frequencies must increase, "
                    "or a number is missing or too many before",
                    v[i], option->unit_name, v[i - stride], option->unit_name);
}

/* How many points the numbers make for np ports. */
static enum lr_status count_points(const struct touchstone_scan *scan,
                                   const struct touchstone_option *option,
                                   const struct numbers *numbers, size_t np, size_t *nf,
                                   struct lr_error *err)
{
    const size_t stride = stride_of(np), n = numbers->n, rest = n % stride;
    const double *v = numbers->value;
    const size_t k = first_fault(v, n, stride);
    *nf = k;
    if (np == 2 && k && k * stride < n && noise_block(v + k * stride, n - k * stride)) {
        enum lr_status status =
            note_add(err, NOTE_WARNING, "%s:%zu: a noise block of %zu points is left out",
                     scan->file, place(scan, k * stride).line,
                     (n - k * stride) / NOISE_ROW);
        if (status)
            return status;
    } else if (k * stride != n) {
        const size_t other = fitting_ports(numbers, np);
        if (other)
            return error_at(err, (struct mark){scan->file, 0, 0}, "the data are those of "
                            "%zu ports, not of %zu; rename the file to .s%zup", other, np,
                            other);
        if (k < n / stride)
            return refuse_frequency(scan, option, v, k * stride, stride, err);
        return error_at(err, place(scan, n - rest), "the last point is cut short: it has "
                        "%zu of its %zu numbers, %zu missing", rest, stride,
                        stride - rest);
    }
    if (!n)
        return error_at(err, touchstone_scan_mark(scan),
                        "no data behind the option line");
    if (*nf < 2)
        return error_at(err, place(scan, 0), "only one frequency point; a response needs "
                        "at least two");
    return LR_OK;
}

static double complex pair(enum touchstone_format format, double a, double b)
{
    const double angle = b * (two_pi / 360.0);
    switch (format) {
    case TOUCHSTONE_RI: return a + I * b;
    case TOUCHSTONE_DB: a = ratio_of(a); break;
    case TOUCHSTONE_MA: break;
    }
    return a * cos(angle) + I * (a * sin(angle));
}

/* From numbers to S.  2-port rows run S11 S21 S12 S22, all others row by row. */
static enum lr_status fill(const struct touchstone_scan *scan,
                           const struct touchstone_option *option, const double *v,
                           struct net *net, struct lr_error *err)
{
    const size_t pairs = net->np * net->np, stride = stride_of(net->np);
    for (size_t k = 0; k < net->nf; k++) {
        const double *p = v + k * stride;
        double complex *s = net_s(net, k, 0, 0);
        net->freq[k] = p[0] * option->unit;
        if (!isfinite(net->freq[k]))
            return error_at(err, place(scan, k * stride), "frequency %g %s is too large",
                            p[0], option->unit_name);
        for (size_t i = 0; i < pairs; i++) {
            s[i] = pair(option->format, p[1 + 2 * i], p[2 + 2 * i]);
            if (!isfinite(creal(s[i])) || !isfinite(cimag(s[i])))
                return error_at(err, place(scan, k * stride + 1 + 2 * i), "%g dB is too "
                                "large", p[1 + 2 * i]);
        }
        if (net->np == 2) {
            const double complex s21 = s[1];
            s[1] = s[2];
            s[2] = s21;
        }
    }
    return LR_OK;
}

static enum lr_status check_text(const char *path, const char *text, size_t length,
                                 struct lr_error *err)
{
    if (!touchstone_ports(path))
        return error_at(err, (struct mark){path, 0, 0}, "the port count is read from the "
                        "extension; name a file of two ports .s2p, of four .s4p");
    if (!length)
        return error_at(err, (struct mark){path, 0, 0}, "the file is empty; a Touchstone "
                        "file begins like # GHz S RI R 50");
    if (memchr(text, '\0', length))
        return error_at(err, (struct mark){path, 0, 0},
                        "the file is binary; a Touchstone "
                        "file is text");
    return LR_OK;
}

enum lr_status touchstone_read_text(const char *path, const char *text, size_t length,
                                    struct net *net, struct lr_error *err)
{
    const size_t np = touchstone_ports(path);
    struct touchstone_scan scan;
    struct touchstone_option option;
    struct numbers numbers = {NULL, 0, 0};
    size_t nf;
    *net = (struct net){0, 0, NULL, NULL, NULL};
    enum lr_status status = check_text(path, text, length, err);
    if (status)
        return status;
    touchstone_scan_init(&scan, path, text, length);
    status = collect(&scan, &option, &numbers, err);
    if (!status)
        status = count_points(&scan, &option, &numbers, np, &nf, err);
    if (!status)
        status = net_init(net, nf, np, option.zref, err);
    if (!status)
        status = fill(&scan, &option, numbers.value, net, err);
    if (status)
        net_free(net);
    free(numbers.value);
    return status;
}

enum lr_status touchstone_read(const char *path, struct net *net, struct lr_error *err)
{
    char *bytes = NULL;
    size_t length;
    *net = (struct net){0, 0, NULL, NULL, NULL};
    enum lr_status status = file_read(path, MOST_BYTES, &bytes, &length, err);
    if (!status)
        status = touchstone_read_text(path, bytes, length, net, err);
    free(bytes);
    return status;
}

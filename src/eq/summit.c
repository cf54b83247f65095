#include "config.h"

#include "eq/summit.h"

/* One may take a while when the form is all but flat; then it is left undecided. */
enum { SWEEPS_MOST = 20 };

struct summit {
    const struct eq_room *room;
    const double (*form)[EQ_SIDES + 1];
    double x[EQ_SIDES], gradient[EQ_SIDES];
};

/* Climbs along one coordinate after the other.  False where the form bends upwards. */
static bool sweep(struct summit *s)
{
    const size_t n = s->room->n;
    for (size_t i = 0; i < n; i++) {
        const double *bend = s->form[i + 1] + 1;
        if (!(bend[i] < 0.0))
            return false;
        double x = s->x[i] - 0.5 * s->gradient[i] / bend[i];
        x = x > 0.0 ? x : 0.0;
        x = x < s->room->end[i] ? x : s->room->end[i];
        const double step = x - s->x[i];
        s->x[i] = x;
        for (size_t j = 0; step != 0.0 && j < n; j++)
            s->gradient[j] += 2.0 * bend[j] * step;
    }
    return true;
}

/* The form where it is now. */
static double here(const struct summit *s)
{
    double value = s->form[0][0];
    for (size_t i = 0; i < s->room->n; i++)
        value += (s->form[0][i + 1] + 0.5 * s->gradient[i]) * s->x[i];
    return value;
}

/* The largest value of its tangent plane there, which a form that bends downwards
 * everywhere does not exceed. */
static double tangent_most(const struct summit *s)
{
    double most = here(s);
    for (size_t i = 0; i < s->room->n; i++)
        most += s->gradient[i] > 0.0 ? s->gradient[i] * (s->room->end[i] - s->x[i])
                                     : -s->gradient[i] * s->x[i];
    return most;
}

/* As Cholesky's factor of its negative says. */
static bool bends_downwards(const struct summit *s)
{
    const size_t n = s->room->n;
    double a[EQ_SIDES][EQ_SIDES];
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            a[i][j] = s->form[i + 1][j + 1];
    for (size_t k = 0; k < n; k++) {
        if (!(a[k][k] < 0.0))
            return false;
        for (size_t i = k + 1; i < n; i++) {
            const double factor = a[i][k] / a[k][k];
            for (size_t j = k + 1; j < n; j++)
                a[i][j] -= factor * a[k][j];
        }
    }
    return true;
}

bool eq_summit_reaches(const struct eq_room *room, const double (*form)[EQ_SIDES + 1])
{
    struct summit s = {.room = room, .form = form};
    for (size_t i = 0; i < room->n; i++)
        s.gradient[i] = 2.0 * form[0][i + 1];
    for (size_t k = 0; k < SWEEPS_MOST; k++) {
        if (!sweep(&s) || here(&s) >= 0.0)
            return true;
        if (tangent_most(&s) < 0.0)
            return !bends_downwards(&s);
    }
    return true;
}

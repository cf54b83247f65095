#include "config.h"

#include "answer/com_figure.h"

#include <math.h>

/* A curve over the channel's frequencies, (GHz, dB). */
struct curve {
    size_t n;
    double *x;
};

static struct curve new_curve(const struct net *net, struct answer *answer)
{
    return (struct curve){net->nf,
                          arena_alloc(&answer->arena, 2 * net->nf * sizeof(double))};
}

static void set_point(struct curve *curve, size_t k, double freq, double db)
{
    curve->x[2 * k] = freq / unit_ghz;
    curve->x[2 * k + 1] = isfinite(db) ? db : (double)NAN;
}

static void add_curve(const char *name, const struct curve *curve, struct answer *answer)
{
    plot_add_block(&answer->figure, name, curve->n, 2, curve->x, &answer->arena);
}

static enum lr_status add_through(const char *name, const struct net *net,
                                  struct answer *answer, struct lr_error *err)
{
    struct curve curve = new_curve(net, answer);
    if (!curve.x)
        return error_memory(err, "the figure");
    for (size_t k = 0; k < net->nf; k++)
        set_point(&curve, k, net->freq[k], db_of(cabs(*net_s(net, k, 1, 0))));
    add_curve(name, &curve, answer);
    return LR_OK;
}

/* From die to die: packages and boards at both ends of the through channel. */
static enum lr_status add_die_to_die(const struct com_drawing *drawing,
                                     struct answer *answer, struct lr_error *err)
{
    const struct com_channel *c = drawing->of;
    const struct interface_packages *p = &c->chain.packages[c->worst];
    struct net sent = {0}, turned = {0}, whole = {0};
    const struct net *between = channel_outer(&drawing->of->channel.path[0]);
    enum lr_status status = net_cascade(&p->tx[PATH_THRU], between, &sent, err);
    if (!status)
        status = net_reverse(&p->rx[PATH_THRU], &turned, err);
    if (!status)
        status = net_cascade(&sent, &turned, &whole, err);
    if (!status)
        status = add_through("with packages", &whole, answer, err);
    net_free(&sent);
    net_free(&turned);
    net_free(&whole);
    return status;
}

/* The power sum of all aggressors of one kind, unless there are none. */
static enum lr_status add_crosstalk(const struct channel *channel, enum path_kind kind,
                                    const char *name, struct answer *answer,
                                    struct lr_error *err)
{
    const struct net *thru = &channel->path[0].net;
    struct curve curve = new_curve(thru, answer);
    bool any = false;
    if (!curve.x)
        return error_memory(err, "the figure");
    for (size_t k = 0; k < thru->nf; k++) {
        double power = 0.0;
        for (size_t i = 1; i < channel->npath; i++) {
            if (channel->path[i].kind != kind)
                continue;
            const double s21 = cabs(*net_s(&channel->path[i].net, k, 1, 0));
            power += s21 * s21;
            any = true;
        }
        set_point(&curve, k, thru->freq[k], 0.5 * db_of(power));
    }
    if (any)
        add_curve(name, &curve, answer);
    return LR_OK;
}

static enum lr_status add_limits(const struct com_drawing *drawing, size_t *count,
                                 struct answer *answer, struct lr_error *err)
{
    const struct interface *interface = &drawing->of->link.interface;
    const struct net *thru = &drawing->of->channel.path[0].net;
    for (size_t i = 0; i < interface->nlimit; i++) {
        const struct limit_line *line = &interface->limit[i];
        struct curve curve = new_curve(thru, answer);
        if (!line->at_most)
            continue;
        if (!curve.x)
            return error_memory(err, "the figure");
        for (size_t k = 0; k < thru->nf; k++)
            set_point(&curve, k, thru->freq[k], -limit_db(line, thru->freq[k]));
        /* A single point seldom is one of the grid's. */
        for (size_t p = 0; p < line->n; p++)
            if (!(line->piece[p].from < line->piece[p].to)) {
                curve.n = 1;
                set_point(&curve, 0, line->piece[p].from,
                          -limit_db(line, line->piece[p].from));
            }
        add_curve(line->name, &curve, answer);
        ++*count;
    }
    return LR_OK;
}

enum lr_status com_draw_loss(const struct com_drawing *drawing, struct answer *answer,
                             struct lr_error *err)
{
    const struct channel *channel = &drawing->of->channel;
    struct plot_figure *f = &answer->figure;
    size_t limits = 0;
    f->template = "loss";
    f->columns = "freq_ghz,value_db";
    enum lr_status status =
        add_through("through channel", &channel->path[0].net, answer, err);
    if (!status)
        status = add_die_to_die(drawing, answer, err);
    if (!status)
        status = add_crosstalk(channel, PATH_FEXT, "FEXT, power sum", answer, err);
    if (!status)
        status = add_crosstalk(channel, PATH_NEXT, "NEXT, power sum", answer, err);
    if (!status)
        status = add_limits(drawing, &limits, answer, err);
    plot_add_number(f, "FN", 0.5 * drawing->of->link.interface.com.baud / unit_ghz);
    plot_add_number(f, "OVERLAY", 0.0);
    plot_add_number(f, "LIMITS", (double)limits);
    return status;
}

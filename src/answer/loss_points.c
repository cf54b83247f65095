#include "config.h"

#include "answer/loss_item.h"

#include "net/grid.h"

#include <math.h>
#include <string.h>

/* Where an engineer looks first: low, and the Nyquist frequencies of 25, 50, 100 and
 * 200 Gb/s lanes. */
static const double usual_ghz[] = {1.0, 5.0, 10.0, 12.890625, 13.28125, 26.5625, 53.125};

struct place { double db, freq; };

/* The largest |S_ij| in dB up to the frequency `stop`. */
static struct place largest(const struct net *net, size_t i, size_t j, double stop)
{
    struct place worst = {-(double)INFINITY, 0.0};
    for (size_t k = 0; k < net->nf && net->freq[k] <= stop + 1.0; k++) {
        const double db = db_of(cabs(*net_s(net, k, i, j)));
        if (db > worst.db)
            worst = (struct place){db, net->freq[k]};
    }
    return worst;
}

void loss_add_summary(const struct loss_item *item)
{
    const struct net *net = &item->net;
    const double end = net->freq[net->nf - 1];
    const double nyquist = 0.5 * item->baud, stop = item->baud > 0.0 ? nyquist : end;
    const struct loss_curve *s21 = loss_item_through(item);
    if (item->baud > 0.0) {
        tree_number(item->tree, "f_nyquist_ghz", nyquist / unit_ghz);
        tree_number(item->tree, "il_nyquist_db",
                    -net_db_at(net, s21->i, s21->j, nyquist));
    }
    const struct place near = largest(net, 0, 0, stop), far = largest(net, 1, 1, stop);
    const struct place worst = near.db > far.db ? near : far;
    tree_number(item->tree, "rl_min_db", -worst.db);
    tree_number(item->tree, "rl_min_freq_ghz", worst.freq / unit_ghz);
    tree_number(item->tree, "rl_min_end", near.db > far.db ? 1.0 : 2.0);
    if (net->np == 4) {
        const struct place conversion = largest(net, 3, 0, stop);
        tree_number(item->tree, "scd21_max_db", conversion.db);
        tree_number(item->tree, "scd21_max_freq_ghz", conversion.freq / unit_ghz);
    }
}

static void add_point(const struct loss_item *item, loss_fill *fill, struct tree *points,
                      bool many, double freq)
{
    struct tree *point = tree_object(points, NULL);
    if (many)
        tree_text(point, "channel", "%s", item->name);
    tree_number(point, "freq_ghz", freq / unit_ghz);
    fill(item, point, freq);
}

enum lr_status loss_points(const struct request *request, struct answer *answer,
                           const struct loss_item *item, loss_fill *fill,
                           struct tree *points, bool many, struct lr_error *err)
{
    const double low = item->net.freq[0], high = item->net.freq[item->net.nf - 1];
    const bool all = request->at && !strcmp(request->at, "all");
    double *at = NULL;
    size_t n = 0;
    enum lr_status status =
        all ? LR_OK : request_at(request, &answer->arena, &at, &n, err);
    for (size_t i = 0; !status && i < n; i++) {
        if (!(at[i] >= low && at[i] <= high))
            return error_set(
                err, LR_EUSAGE,
                "--at %.6g GHz lies outside the band of %s, %.6g to %.6g GHz",
                at[i] / unit_ghz, item->path, low / unit_ghz, high / unit_ghz);
        add_point(item, fill, points, many, at[i]);
    }
    for (size_t k = 0; all && k < item->net.nf; k++)
        add_point(item, fill, points, many, item->net.freq[k]);
    if (!request->at)
        for (size_t i = 0; i < sizeof usual_ghz / sizeof usual_ghz[0]; i++) {
            const double freq = usual_ghz[i] * unit_ghz;
            if (freq >= low && freq <= high)
                add_point(item, fill, points, many, freq);
        }
    return status;
}

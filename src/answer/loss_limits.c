#include "config.h"

#include "answer/loss_item.h"

#include "answer/frame.h"
#include "net/grid.h"

#include <math.h>
#include <string.h>

static enum lr_status apply(struct answer *answer, const struct loss_item *item,
                            const struct loss_curve *curve, const struct limit_line *line,
                            struct tree *criteria, struct lr_error *err)
{
    const double end = line->piece[line->n - 1].to;
    const double high = item->net.freq[item->net.nf - 1];
    const struct limit_verdict v = limit_judge(line, &item->net, curve->i, curve->j);
    enum lr_status status = LR_OK;
    if (strcmp(line->grade, "published"))
        status = note_add(err, NOTE_ASSUMPTION, "interface %s: limit line %s is %s (%s)",
                          item->interface.name, line->name, line->grade, line->source);
    if (!status && high < end - 1.0)
        status = note_add(err, NOTE_WARNING, "%s: ends at %.6g GHz; the limit of %s runs "
                          "to %.6g GHz", item->path, high / unit_ghz,
                          item->interface.name, end / unit_ghz);
    if (status)
        return status;
    if (!v.points) {
        struct tree *absent = tree_object(criteria, NULL);
        tree_text(absent, "name", "%s", line->name);
        tree_text(absent, "curve", "%s", curve->name);
        tree_text(absent, "grade", "%s", line->grade);
        tree_text(absent, "reason", "the data do not reach the limit");
        return LR_OK;
    }
    frame_criterion(criteria, line->name, v.loss, v.limit, line->at_most ? "max" : "min",
                    "dB");
    struct tree *criterion = criteria->last;
    tree_number(criterion, "freq_ghz", v.freq / unit_ghz);
    tree_number(criterion, "margin_db", v.margin);
    const double nyquist = 0.5 * item->baud;
    const double there = limit_db(line, nyquist) +
                         net_db_at(&item->net, curve->i, curve->j, nyquist);
    tree_number(criterion, "margin_nyquist_db", line->at_most ? there : -there);
    tree_number(criterion, "judged_to_ghz", fmin(end, high) / unit_ghz);
    tree_text(criterion, "curve", "%s", curve->name);
    tree_text(criterion, "grade", "%s", line->grade);
    answer->missed |= !(v.margin >= 0.0);
    return LR_OK;
}

enum lr_status loss_limits(struct answer *answer, struct loss_item *item,
                           struct lr_error *err)
{
    const struct interface *interface = &item->interface;
    if (!interface->name || !interface->nlimit)
        return LR_OK;
    double through_db, lowest;
    if (!loss_item_is_through(item, &through_db, &lowest))
        return note_add(err, NOTE_ASSUMPTION, "%s: %.1f dB at %.4g GHz is crosstalk; the "
                        "limits of %s are for through paths", item->path, through_db,
                        lowest / unit_ghz, interface->name);
    item->criteria = tree_list(item->tree, "criteria");
    for (size_t l = 0; l < interface->nlimit; l++)
        for (size_t c = 0; c < item->ncurve; c++)
            if (item->curve[c].limit &&
                !strcmp(item->curve[c].limit, interface->limit[l].curve)) {
                enum lr_status status = apply(answer, item, &item->curve[c],
                                              &interface->limit[l], item->criteria, err);
                if (status)
                    return status;
            }
    return LR_OK;
}

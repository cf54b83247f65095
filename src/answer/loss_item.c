#include "config.h"

#include "answer/loss_item.h"

#include "answer/frame.h"
#include "answer/loss_lanes.h"
#include "answer/net_file.h"
#include "answer/open.h"
#include "answer/quality.h"
#include "net/ports.h"
#include "net/touchstone.h"

#include <math.h>
#include <string.h>

static const struct loss_curve single[] = {{"s21_db", "S21", 1, 0, "sdd21"},
                                           {"s11_db", "S11", 0, 0, "sdd11"},
                                           {"s22_db", "S22", 1, 1, "sdd22"}};
/* Of d1 d2 c1 c2; a differential 2-port has the first three. */
static const struct loss_curve mixed[] = {{"sdd21_db", "SDD21", 1, 0, "sdd21"},
                                          {"sdd11_db", "SDD11", 0, 0, "sdd11"},
                                          {"sdd22_db", "SDD22", 1, 1, "sdd22"},
                                          {"scd21_db", "SCD21", 3, 0, "scd21"},
                                          {"sdc21_db", "SDC21", 1, 2, NULL},
                                          {"scc21_db", "SCC21", 3, 2, NULL},
                                          {"scd11_db", "SCD11", 2, 0, NULL},
                                          {"scc11_db", "SCC11", 2, 2, NULL}};

/* No passive lane loses this much at the lowest frequency of a file: where one does, the
 * file is crosstalk, and neither limits of loss nor figures of a path say anything. */
static const double no_path_db = 20.0;

static enum lr_status add_quality(const struct net *net, struct tree *tree,
                                  struct lr_error *err)
{
    struct net_quality quality;
    if (net->nf < 3)
        return LR_OK;           /* too few to tell: two steps show a rotation  */
    enum lr_status status = net_quality(net, &quality, err);
    if (!status)
        quality_add(tree, &quality);
    return status;
}

static enum lr_status take_ports(const struct request *request, const struct net *all,
                                 struct loss_item *item, struct lr_error *err)
{
    struct port_map map;
    const struct part_file *known =
        item->link.npart ? part_file_data(&item->link.part[0]) : NULL;
    if (all->np == 2) {
        item->curve = single;
        item->ncurve = sizeof single / sizeof single[0];
        return net_copy(all, &item->net, err);
    }
    item->curve = mixed;
    item->ncurve = sizeof mixed / sizeof mixed[0];
    enum lr_status status =
        item->lanes ? ports_parse("13-24", &map, err)
        : known     ? ports_parse(known->ports, &map, err)
                    : ports_find(all, item->path, request->ports, &map, err);
    if (!status)
        status = ports_mixed(all, &map, &item->net, err);
    if (!status && !item->lanes)
        status = net_file_suspect(item->path, all, err);
    if (!status && !item->lanes) {
        tree_text(item->tree, "ports", "%s", map.text);
        tree_text(item->tree, "ports_evidence", "%s",
                  known          ? known->evidence
                  : map.detected ? map.evidence
                                 : "as given");
    }
    return status;
}

static enum lr_status read_file(const struct request *request, struct answer *answer,
                                struct loss_item *item, struct lr_error *err)
{
    struct net all = {0};
    enum lr_status status = open_refuse_segment(request, item->path, err);
    if (!status)
        status = touchstone_read(item->path, &all, err);
    tree_text(item->tree, "file", "%s", item->path);
    if (!status)
        status = frame_input(answer, item->path, err);
    if (!status && all.np != 2 && all.np < 4)
        status = error_set(err, LR_EINPUT,
                           "%s: %zu port%s; loss reads 2-ports, and files of four ports "
                           "or more", item->path, all.np, all.np == 1 ? "" : "s");
    if (!status && all.np == 2 && request->ports)
        status = error_set(err, LR_EUSAGE,
                           "%s: --ports pairs the ports of a 4-port; this "
                           "is a 2-port",
                           item->path);
    if (!status) {
        tree_number(item->tree, "file_ports", (double)all.np);
        tree_number(item->tree, "zref_ohm", all.zref[0]);
        status = loss_lanes_open(request, answer, &all, item, err);
    }
    if (!status)
        status = loss_judge_file(request, answer, &all, item, err);
    if (!status)
        status = take_ports(request, &all, item, err);
    if (!status)
        status = add_quality(&all, item->tree, err);
    net_free(&all);
    return status;
}

static enum lr_status read_link(const struct request *request, struct answer *answer,
                                struct loss_item *item, struct lr_error *err)
{
    if (request->victim || request->opposite)
        return error_set(err, LR_EUSAGE, "--%s: %s is a link file, which tells its own "
                         "lanes; use --set", request->victim ? "victim" : "opposite",
                         item->path);
    enum lr_status status = open_segment(request, item->path, &item->link, err);
    if (!status)
        status = loss_judge_link(answer, item, false, err);
    if (!status)
        status = net_copy(&item->channel.path[0].net, &item->net, err);
    if (status)
        return status;
    item->curve = mixed;
    item->ncurve = 3;
    item->name = item->link.name;
    tree_text(item->tree, "link", "%s", item->name);
    return add_quality(&item->net, item->tree, err);
}

const char *loss_short_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

enum lr_status loss_item_open(const struct request *request, struct answer *answer,
                              const char *path, struct loss_item *item,
                              struct lr_error *err)
{
    struct tree *tree = item->tree;
    *item =
        (struct loss_item){.path = path, .name = loss_short_name(path), .tree = tree};
    enum lr_status status = open_is_touchstone(path)
                                ? read_file(request, answer, item, err)
                                : read_link(request, answer, item, err);
    if (!status && request->baud)
        status = item->interface.name
                     ? error_set(err, LR_EUSAGE, "--baud: %s has the symbol rate of %s",
                                 path, item->interface.name)
                     : request_quantity("--baud", request->baud, DIM_BAUD, &item->baud,
                                        err);
    if (status)
        return status;
    tree_text(tree, "name", "%s", item->name);
    if (item->interface.name)
        tree_text(tree, "interface", "%s", item->interface.name);
    tree_number(tree, "frequencies", (double)item->net.nf);
    tree_number(tree, "f_min_ghz", item->net.freq[0] / unit_ghz);
    tree_number(tree, "f_max_ghz", item->net.freq[item->net.nf - 1] / unit_ghz);
    return LR_OK;
}

bool loss_item_is_through(const struct loss_item *item, double *loss_db, double *freq)
{
    const size_t lowest = item->net.nf > 1 && !(item->net.freq[0] > 0.0);
    *loss_db = -db_of(cabs(*net_s(&item->net, lowest, 1, 0)));
    *freq = item->net.freq[lowest];
    return *loss_db <= no_path_db;
}

double loss_item_at(const struct loss_item *item, const double *y, double freq)
{
    const struct net *net = &item->channel.path[0].net;
    size_t k = 0;
    if (!(freq >= net->freq[0]) || !(freq <= net->freq[net->nf - 1]))
        return NAN;
    while (k + 2 < net->nf && net->freq[k + 1] < freq)
        k++;
    const double part = (freq - net->freq[k]) / (net->freq[k + 1] - net->freq[k]);
    return y[k] + part * (y[k + 1] - y[k]);
}

void loss_item_free(struct loss_item *item)
{
    link_metrics_free(&item->metrics);
    channel_free(&item->channel);
    link_free(&item->link);
    interface_free(&item->interface);
    net_free(&item->net);
}

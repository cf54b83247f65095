#include "config.h"

#include "link/packages.h"

#include "part/cable.h"
#include "part/connector.h"
#include "part/package.h"
#include "part/pair.h"
#include "part/trace.h"

/* The link's own package in the place of a reference package, whose die it may take
 * over. */
static struct package replacement(const struct part *part,
                                  const struct package *reference)
{
    struct package package = *part_package_data(part);
    if (!package.wants_die)
        return package;
    const struct package own = package;
    const size_t die = reference->ladder + 1;
    for (size_t i = 0; i < die; i++)
        package.section[i] = reference->section[i];
    package.section[die - 1].length = 0.0;
    package.section[die - 1].c_p = 0.0;
    package.section[die - 1].z_c = 2.0 * package.r_0;
    for (size_t i = 0; i < own.n; i++)
        package.section[die + i] = own.section[i];
    package.ladder = die;
    package.n = die + own.n;
    return package;
}

/* What is left of it where its lanes run with those of the channel: the die. */
static struct package die_of(const struct part *part, const struct package *reference)
{
    struct package package = replacement(part, reference);
    package.n = package.ladder;
    package.file = NULL;
    return package;
}

/* Whether a part belongs to a cable assembly: there is a cable between the connectors, or
 * ends of the link, that the part lies between.  Its traces are paddle cards. */
static bool in_assembly(const struct link *link, size_t i)
{
    size_t first = i, end = i + 1;
    while (first > 0 && link->part[first - 1].kind != &part_connector)
        first--;
    while (end < link->npart && link->part[end].kind != &part_connector)
        end++;
    for (size_t k = first; k < end; k++)
        if (link->part[k].kind == &part_cable)
            return true;
    return false;
}

/* Boards stand for those of a host: a link that has traces of one has its own. */
static bool wants_boards(const struct link *link)
{
    for (size_t i = 0; i < link->npart; i++)
        if (link->part[i].kind == &part_trace && !in_assembly(link, i))
            return false;
    return true;
}

static const struct part *package_at(const struct link *link, size_t end)
{
    const struct part *part = &link->part[end ? link->npart - 1 : 0];
    return part->kind->role == ROLE_PACKAGE ? part : NULL;
}

/* Boards of the interface stand between its package and the channel. */
static bool has_boards(const struct interface_case *which)
{
    return which->board_rx[PATH_THRU].n || which->board_tx[PATH_THRU].n;
}

/* The own packages of which the lanes couple, unless a board of one lane follows. */
static enum lr_status build_ends(struct link_chain *chain, struct lr_error *err)
{
    const struct link *link = chain->link;
    enum lr_status status = LR_OK;
    for (size_t end = 0; !status && end < 2; end++) {
        const struct part *part = package_at(link, end);
        struct net net;
        if (!part || !link->coupled.neighbours || !package_couples(part))
            continue;
        if (chain->boards && has_boards(&link->interface.cases[0])) {
            status = note_add(err, NOTE_ASSUMPTION,
                              "neighbours do not couple in package %s: the board of %s "
                              "(Include PCB), which follows, is of one lane",
                              part->name, link->interface.name);
            continue;
        }
        status = part->kind->network(part, chain->nf, chain->freq, &net, err);
        if (!status)
            status = net_renormalise(&net, 2.0 * part_leg, &chain->end[end], err);
        net_free(&net);
    }
    return status;
}

/* The link's own package at an end, in the place of a reference package. */
static struct package own(const struct link_chain *chain, size_t end,
                          const struct package *reference)
{
    const struct part *part = package_at(chain->link, end);
    return chain->end[end].np ? die_of(part, reference) : replacement(part, reference);
}

enum lr_status link_packages_init(struct link_chain *chain, struct lr_error *err)
{
    const struct link *link = chain->link;
    const bool tx = package_at(link, 0), rx = package_at(link, 1);
    const size_t ncase = tx && rx ? 1 : link->interface.ncase;
    enum lr_status status = LR_OK;
    chain->own_packages = tx && rx;
    chain->boards = wants_boards(link);
    if (!chain->boards && has_boards(&link->interface.cases[0]))
        status = note_add(err, NOTE_ASSUMPTION,
                          "the boards of %s (Include PCB) are left out, as the link has "
                          "traces of its own",
                          link->interface.name);
    if (!status)
        status = build_ends(chain, err);
    for (size_t i = 0; !status && i < ncase; i++) {
        struct interface_case c = link->interface.cases[i];
        if (tx) {
            c.tx[PATH_THRU] = own(chain, 0, &c.tx[PATH_THRU]);
            c.tx[PATH_FEXT] = own(chain, 0, &c.tx[PATH_FEXT]);
        }
        if (rx) {
            c.rx = own(chain, 1, &c.rx);
            c.tx[PATH_NEXT] = own(chain, 1, &c.tx[PATH_NEXT]);
        }
        status = interface_packages(&c, chain->boards, chain->nf, chain->freq,
                                    &chain->packages[i], err);
        chain->ncase += !status;
    }
    return status;
}

enum lr_status link_packages_around(const struct link_chain *chain,
                                    struct channel_path *path, struct lr_error *err)
{
    const struct net *from = &chain->end[path->kind == PATH_NEXT], *to = &chain->end[1];
    struct net sent = {0}, turned = {0};
    enum lr_status status = from->np ? net_cascade(from, &path->net, &sent, err)
                                     : net_copy(&path->net, &sent, err);
    if (!status && to->np)
        status = net_reverse(to, &turned, err);
    if (!status)
        status = to->np ? net_cascade(&sent, &turned, &path->outer, err)
                        : net_copy(&sent, &path->outer, err);
    net_free(&sent);
    net_free(&turned);
    return status;
}

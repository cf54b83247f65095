#include "config.h"

#include "link/sources.h"

#include "base/array.h"
#include "link/blocked.h"
#include "link/chain_path.h"

#include <string.h>

struct chain_source {
    const struct part *part;
    struct chain_path before, behind;   /* its output                          */
    double *psd;                /* [nf] owned                                  */
};

static bool is_active(const struct link *link, size_t i)
{
    return link->part[i].kind->role == ROLE_ACTIVE;
}

static enum lr_status build(const struct link_chain *chain, size_t at,
                            struct chain_source *source, struct lr_error *err)
{
    const struct link *link = chain->link;
    source->part = &link->part[at];
    source->psd = array_alloc(chain->nf, sizeof *source->psd);
    if (!source->psd)
        return error_memory(err, "the noise of an active part");
    source->part->kind->noise(source->part, chain->nf, chain->freq, source->psd);
    enum lr_status status = chain_path_end(chain, &source->before, 0, err);
    for (size_t i = 0; !status && i < link->npart; i++)
        status = chain_path_add(chain, i <= at ? &source->before : &source->behind, i,
                                false, err);
    return status ? status : chain_path_end(chain, &source->behind, 1, err);
}

static enum lr_status note_against(const struct link *link, struct lr_error *err)
{
    bool against = false;
    for (size_t i = 0; i < link->naggressor; i++)
        against = against || link->aggressor[i].kind == PATH_NEXT;
    return against ? note_add(err, NOTE_ASSUMPTION,
                              "NEXT of files passes active parts as if they were wires")
                   : LR_OK;
}

enum lr_status link_sources_init(struct link_chain *chain, struct lr_error *err)
{
    const struct link *link = chain->link;
    size_t n = 0;
    for (size_t i = 0; i < link->npart; i++)
        n += is_active(link, i);
    if (!n)
        return LR_OK;
    chain->source = array_alloc(n, sizeof *chain->source);
    if (!chain->source)
        return error_memory(err, "the active parts");
    enum lr_status status = note_against(link, err);
    for (size_t i = 0; !status && i < link->npart; i++)
        if (is_active(link, i))
            status = build(chain, i, &chain->source[chain->nsource++], err);
    return status;
}

void link_sources_free(struct link_chain *chain)
{
    for (size_t i = 0; i < chain->nsource; i++) {
        chain_path_free(&chain->source[i].before);
        chain_path_free(&chain->source[i].behind);
        array_free(chain->source[i].psd);
    }
    array_free(chain->source);
}

enum lr_status link_sources_channel(const struct link_chain *chain,
                                    const struct net *varied, const struct net *reversed,
                                    struct channel *channel, struct lr_error *err)
{
    enum lr_status status =
        chain->nsource ? channel_add_sources(channel, chain->nsource, err) : LR_OK;
    for (size_t i = 0; !status && i < chain->nsource; i++) {
        const struct chain_source *from = &chain->source[i];
        struct channel_source *to = &channel->source[i];
        to->name = from->part->name;
        to->swing = from->part->kind->swing(from->part);
        to->psd = array_alloc(chain->nf, sizeof *to->psd);
        if (!to->psd)
            return error_memory(err, "the noise of an active part");
        memcpy(to->psd, from->psd, chain->nf * sizeof *to->psd);
        status = chain_path_join(chain, &from->before, varied, reversed, &to->before,
                                 err);
        if (!status)
            status = link_bridge_dc(&to->before, err);
        if (!status)
            status = chain_path_join(chain, &from->behind, varied, reversed, &to->behind,
                                     err);
    }
    return status;
}

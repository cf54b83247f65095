#include "config.h"

#include "tests/bench/bench.h"

#include "base/array.h"
#include "base/parallel.h"
#include "link/com.h"

#include <stdio.h>
#include <stdlib.h>

struct data {
    struct model_library *lib;
    struct link link;           /* its geometries are solved when it is read   */
    double sum;                 /* kept, so that no loop is optimised away     */
};

static enum lr_status build(void *context, struct lr_error *err)
{
    struct data *data = context;
    struct link_chain chain;
    struct channel channel;
    enum lr_status status = link_chain_init(&data->link, &chain, err);
    if (!status)
        status = link_chain_channel(&chain, 0.0, false, &channel, err);
    if (!status) {
        data->sum += creal(channel.path[0].net.s[1]);
        channel_free(&channel);
    }
    link_chain_free(&chain);
    return status;
}

static enum lr_status judge(void *context, struct lr_error *err)
{
    struct data *data = context;
    struct link_chain chain;
    struct channel channel;
    struct link_com com = {0};
    struct com_work work = {0};
    enum lr_status status = link_chain_init(&data->link, &chain, err);
    if (!status)
        status = link_chain_channel(&chain, 0.0, false, &channel, err);
    if (!status) {
        status = link_com_solve(&chain, &channel, NULL, &work, &com, err);
        data->sum += (double)com.ncase;
        channel_free(&channel);
    }
    link_com_free(&com);
    link_chain_free(&chain);
    com_work_free(&work);
    return status;
}

static const struct bench benches[] = {
    {"20 parts with 6 neighbours, cascaded", build, NULL, NULL, 0.0},
    {"the same with COM, 100GBASE-KR1", judge, NULL, NULL, 1.0},
};

static enum lr_status init(void **context, struct lr_error *err)
{
    const char *root = getenv("LANEREACH_DATA");
    char path[4096];
    struct data *data = array_alloc(1, sizeof *data);
    *context = data;
    if (!data)
        return error_memory(err, "a benchmark");
    parallel_set_threads(1);
    snprintf(path, sizeof path, "%s/tests/data/twenty_parts.yaml", root ? root : ".");
    enum lr_status status = model_library_open(NULL, &data->lib, err);
    return status ? status : link_read(path, data->lib, NULL, &data->link, err);
}

static void release(void *context)
{
    struct data *data = context;
    parallel_set_threads(0);
    if (!data)
        return;
    link_free(&data->link);
    model_library_close(data->lib);
    array_free(data);
}

const struct bench_set bench_links = {benches, sizeof benches / sizeof benches[0], init,
                                      release};

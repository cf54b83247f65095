#include "config.h"

#include "tests/bench/bench.h"

#include "base/array.h"
#include "base/quantity.h"
#include "link/com.h"
#include "net/quality.h"
#include "net/touchstone.h"
#include "signal/application.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What the entries work on, made once. */
struct data {
    char ri[32], ma[32];        /* names of 4-port files, 5000 points          */
    char *text;                 /* the first of them                           */
    size_t text_size;
    struct net net;             /* read from it                                */
    double sum;                 /* kept, so that no loop is optimised away     */
    struct model_library *lib;
    struct link link;           /* Megtron 7 stripline, judged by 100gaui-1-c2c */
    struct link_chain chain;
    struct link_com com;        /* its solution, to search near                */
    struct com_work work;
};

/* ---- the entries --------------------------------------------------------- */

static size_t text_bytes(const void *context)
{
    const struct data *data = context;
    return data->text_size;
}

/* What cat does: from the file to nowhere, 128 KiB at a time. */
static enum lr_status cat(void *context, struct lr_error *err)
{
    struct data *data = context;
    static char buffer[1 << 17];
    const int in = open(data->ri, O_RDONLY), out = open("/dev/null", O_WRONLY);
    ssize_t n = -1;
    while (in >= 0 && out >= 0 && (n = read(in, buffer, sizeof buffer)) > 0)
        if (write(out, buffer, (size_t)n) != n)
            break;
    if (in >= 0)
        close(in);
    if (out >= 0)
        close(out);
    return n ? error_set(err, LR_ESYSTEM, "%s cannot be copied", data->ri) : LR_OK;
}

/* What any reader must at least do: convert every number. */
static enum lr_status strtod_loop(void *context, struct lr_error *err)
{
    struct data *data = context;
    (void)err;
    const char *at = strchr(data->text, '\n');
    for (char *end; at; at = end) {
        const double x = strtod(at, &end);
        if (end == at)
            break;
        data->sum += x;
    }
    return LR_OK;
}

static enum lr_status read_file(struct data *data, const char *path, struct lr_error *err)
{
    struct net net;
    const enum lr_status status = touchstone_read(path, &net, err);
    if (!status)
        data->sum += net.freq[net.nf - 1];
    net_free(&net);
    return status;
}

static enum lr_status read_ri(void *context, struct lr_error *err)
{
    struct data *data = context;
    return read_file(data, data->ri, err);
}

static enum lr_status read_ma(void *context, struct lr_error *err)
{
    struct data *data = context;
    return read_file(data, data->ma, err);
}

static enum lr_status write_ri(void *context, struct lr_error *err)
{
    struct data *data = context;
    return touchstone_write("bench.out.s4p", &data->net, NULL, err);
}

static enum lr_status cascade(void *context, struct lr_error *err)
{
    struct data *data = context;
    struct net sum;
    const enum lr_status status = net_cascade(&data->net, &data->net, &sum, err);
    if (!status)
        data->sum += creal(sum.s[2]);
    net_free(&sum);
    return status;
}

static enum lr_status quality(void *context, struct lr_error *err)
{
    struct data *data = context;
    struct net_quality q;
    const enum lr_status status = net_quality(&data->net, &q, err);
    data->sum += status ? 0.0 : q.passivity_pct;
    return status;
}

static enum lr_status application(void *context, struct lr_error *err)
{
    struct data *data = context;
    struct application_options options;
    struct application_quality q;
    application_init(data->net.freq[data->net.nf - 1] / 1.5, &options);
    const enum lr_status status =
        application_quality(&data->net, "bench", &options, &q, err);
    data->sum += status ? 0.0 : q.causality;
    return status;
}

static const double length = 0.25;              /* m                           */

static enum lr_status build_channel(void *context, struct lr_error *err)
{
    struct data *data = context;
    struct channel channel;
    const enum lr_status status =
        link_chain_channel(&data->chain, length, true, &channel, err);
    if (!status)
        data->sum += creal(channel.path[0].net.s[2]);
    channel_free(&channel);
    return status;
}

/* Both package cases; near: around the solution that is known. */
static enum lr_status solve(struct data *data, bool near, struct lr_error *err)
{
    struct channel channel = {0};
    struct link_com com = {0};
    struct link_near around;
    link_com_near(&data->com, &around);
    enum lr_status status = link_chain_channel(&data->chain, length, true, &channel, err);
    if (!status)
        status = link_com_solve(&data->chain, &channel, near ? &around : NULL,
                                &data->work, &com, err);
    if (!status)
        data->sum += com.cases[0].com_db;
    link_com_free(&com);
    channel_free(&channel);
    return status;
}

static enum lr_status com_exhaustive(void *context, struct lr_error *err)
{
    struct data *data = context;
    return solve(data, false, err);
}

static enum lr_status com_near(void *context, struct lr_error *err)
{
    struct data *data = context;
    return solve(data, true, err);
}

/* ---- the data ------------------------------------------------------------ */

/* A lossy, reflecting, coupled 4-port with the 9 digits that analysers write.  The same
 * numbers stand in both files, where a pair is RI in one and MA in the other. */
static void write_points(FILE *out, const char *format, size_t points)
{
    unsigned state = 72311u;    /* any seed: a linear congruential generator   */
    fprintf(out, "# Hz S %s R 50\n", format);
    for (size_t k = 0; k < points; k++) {
        fprintf(out, "%.9e", 0.01 * unit_ghz * (double)(k + 1));
        for (int i = 0; i < 32; i++) {
            state = state * 1664525u + 1013904223u;
            fprintf(out, "%s%.9e", i % 8 ? " " : "\n",
                    0.4 * ((double)state / 4294967296.0 - 0.5));
        }
        fputc('\n', out);
    }
}

static enum lr_status write_file(const char *path, const char *format,
                                 struct lr_error *err)
{
    FILE *out = fopen(path, "w");
    if (!out)
        return error_set(err, LR_ESYSTEM, "%s cannot be written", path);
    write_points(out, format, 5000);
    return fclose(out) ? error_set(err, LR_ESYSTEM, "%s cannot be written", path) : LR_OK;
}

static enum lr_status open_link(struct data *data, struct lr_error *err)
{
    static const char *const sets[] = {"interface=100gaui-1-c2c", NULL};
    struct channel channel = {0};
    enum lr_status status = model_library_open(NULL, &data->lib, err);
    if (!status)
        status = link_read_model("pcb-megtron7", (struct mark){.file = "bench"},
                                 data->lib, sets, &data->link, err);
    if (!status)
        status = link_chain_init(&data->link, &data->chain, err);
    if (!status)
        status = link_chain_channel(&data->chain, length, true, &channel, err);
    if (!status)
        status =
            link_com_solve(&data->chain, &channel, NULL, &data->work, &data->com, err);
    channel_free(&channel);
    return status;
}

static enum lr_status init(void **context, struct lr_error *err)
{
    struct data *data = array_alloc(1, sizeof *data);
    *context = data;
    if (!data)
        return error_memory(err, "a benchmark");
    strcpy(data->ri, "bench.ri.s4p");
    strcpy(data->ma, "bench.ma.s4p");
    FILE *out = open_memstream(&data->text, &data->text_size);
    if (!out)
        return error_memory(err, "a file");
    write_points(out, "RI", 5000);
    if (fclose(out))
        return error_memory(err, "a file");
    enum lr_status status = write_file(data->ri, "RI", err);
    if (!status)
        status = write_file(data->ma, "MA", err);
    if (!status)
        status = touchstone_read(data->ri, &data->net, err);
    return status ? status : open_link(data, err);
}

static void release(void *context)
{
    struct data *data = context;
    if (!data)
        return;
    com_work_free(&data->work);
    link_com_free(&data->com);
    link_chain_free(&data->chain);
    link_free(&data->link);
    model_library_close(data->lib);
    net_free(&data->net);
    free(data->text);
    remove("bench.out.s4p");
    remove(data->ma);
    remove(data->ri);
    array_free(data);
}

static const struct bench benches[] = {
    {"cat of a 4-port file, 5000 points", cat, text_bytes, NULL, 0.0},
    {"strtod over its text", strtod_loop, text_bytes, NULL, 0.0},
    {"touchstone_read of it, RI", read_ri, text_bytes, "strtod over its text", 0.0},
    {"touchstone_read of one in MA", read_ma, text_bytes, "strtod over its text", 0.0},
    {"touchstone_write of it", write_ri, text_bytes, NULL, 0.0},
    {"cascade of two 4-ports, 5000 points", cascade, NULL, NULL, 0.0},
    {"IEEE 370 initial metrics of a 4-port", quality, NULL, NULL, 0.0},
    {"IEEE 370 application metrics of it", application, NULL, NULL, 0.0},
    {"channel of a 250 mm trace, 5313 points", build_channel, NULL, NULL, 0.0},
    {"COM of it, 2 cases, near the optimum", com_near, NULL, NULL, 0.0},
    {"COM of it, 2 cases, 335790 settings", com_exhaustive, NULL,
     "COM of it, 2 cases, near the optimum", 0.0},
};

const struct bench_set bench_channels = {benches, sizeof benches / sizeof benches[0],
                                         init, release};

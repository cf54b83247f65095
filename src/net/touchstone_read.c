#include "config.h"

#include "net/touchstone.h"

#include "net/touchstone_repair.h"
#include "net/touchstone_values.h"
#include "text/file.h"

#include <string.h>

enum {
    MOST_BYTES = 1 << 30,
    HEAD_BYTES = 4096           /* a binary file has a NUL among its first     */
};

size_t touchstone_ports(const char *path)
{
    const char *c = strrchr(path, '.');
    size_t np = 0;
    if (!c || (c[1] != 's' && c[1] != 'S'))
        return 0;
    for (c += 2; *c >= '0' && *c <= '9' && np <= TOUCHSTONE_MOST_PORTS; c++)
        np = 10 * np + (size_t)(*c - '0');
    return (*c == 'p' || *c == 'P') && !c[1] && np <= TOUCHSTONE_MOST_PORTS ? np : 0;
}

static enum lr_status check_text(const char *path, const char *text, size_t length,
                                 struct lr_error *err)
{
    const struct mark mark = {path, 0, 0};
    if (!length)
        return error_at(err, mark, "the file is empty; a Touchstone file begins like # "
                        "GHz S RI R 50");
    if (memchr(text, '\0', length < HEAD_BYTES ? length : HEAD_BYTES))
        return error_at(err, mark, "the file is binary; a Touchstone file is text");
    return LR_OK;
}

/* Points whose frequencies differ in the file can meet in Hz. */
static enum lr_status check_frequencies(const struct touchstone_scan *scan,
                                        const struct touchstone_numbers *numbers,
                                        const struct touchstone_points *points,
                                        const struct net *net, struct lr_error *err)
{
    for (size_t k = 1; k < net->nf; k++)
        if (!(net->freq[k] > net->freq[k - 1])) {
            const size_t i = touchstone_points_start(points, k);
            return error_at(err, touchstone_numbers_place(numbers, scan, i), "frequency "
                            "%.17g Hz is there twice; frequencies must increase",
                            net->freq[k]);
        }
    return LR_OK;
}

static enum lr_status read_bytes(const char *path, const char *text, size_t length,
                                 bool repair, struct net *net, struct lr_error *err)
{
    struct touchstone_scan scan;
    struct touchstone_head head = {0};
    struct touchstone_numbers numbers = {NULL, 0, 0, NULL};
    struct touchstone_points points = {0, 0, NULL};
    enum touchstone_token token;
    *net = (struct net){0, 0, NULL, NULL, NULL};
    enum lr_status status = check_text(path, text, length, err);
    if (status)
        return status;
    touchstone_scan_init(&scan, path, text, length);
    status = touchstone_head_read(&scan, &head, err);
    if (!status)
        status = touchstone_numbers_read(&scan, &head, repair, &numbers, &token, err);
    if (!status)
        status = touchstone_head_close(&scan, &head, token, err);
    if (!status)
        status = touchstone_points_find(&scan, &head, repair, &numbers, &points, err);
    if (!status)
        status = touchstone_values_read(&scan, &head, &numbers, &points, net, err);
    if (!status)
        status = repair ? touchstone_repair_merge(&scan, &numbers, &points, net, err)
                        : check_frequencies(&scan, &numbers, &points, net, err);
    if (status)
        net_free(net);
    touchstone_points_free(&points);
    touchstone_numbers_free(&numbers);
    touchstone_head_free(&head);
    return status;
}

enum lr_status touchstone_read_text(const char *path, const char *text, size_t length,
                                    struct net *net, struct lr_error *err)
{
    return read_bytes(path, text, length, false, net, err);
}

enum lr_status touchstone_read_with(const char *path,
                                    const struct touchstone_options *options,
                                    struct net *net, struct lr_error *err)
{
    struct file_map map;
    *net = (struct net){0, 0, NULL, NULL, NULL};
    enum lr_status status = file_map(path, MOST_BYTES, &map, err);
    if (status)
        return status;
    status = read_bytes(path, map.bytes, map.length, options && options->repair, net,
                        err);
    file_unmap(&map);
    return status;
}

enum lr_status touchstone_read(const char *path, struct net *net, struct lr_error *err)
{
    return touchstone_read_with(path, NULL, net, err);
}

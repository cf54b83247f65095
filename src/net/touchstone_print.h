/* touchstone_print.h -- text that grows, for the writers of Touchstone and CSV files;
 * private to them. */
#ifndef NET_TOUCHSTONE_PRINT_H
#define NET_TOUCHSTONE_PRINT_H

#include "net/net.h"

#include <stdbool.h>

struct touchstone_text {        /* {0} is empty                                */
    char *bytes;
    size_t length, capacity;
    bool failed;                /* memory was out: what followed is lost       */
};

void touchstone_print(struct touchstone_text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

void touchstone_print_char(struct touchstone_text *text, char c);

/* `before`, then the number with 17 significant digits: it reads back to the last bit. */
void touchstone_print_number(struct touchstone_text *text, char before, double x);

/* Writes the text to `path` and frees it.  LR_EMEMORY, LR_ESYSTEM. */
enum lr_status touchstone_print_end(struct touchstone_text *text, const char *path,
                                    struct lr_error *err);

/* LR_EDOMAIN, naming the first S_ij or frequency that is not finite. */
enum lr_status touchstone_print_check(const char *path, const struct net *net,
                                      struct lr_error *err);

#endif

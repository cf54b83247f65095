/* build_value.h -- looking values up while an interface is built: defaults, shapes and
 * ranges, and the first fault.  Internal to interface. */
#ifndef INTERFACE_BUILD_VALUE_H
#define INTERFACE_BUILD_VALUE_H

#include "interface/interface.h"

struct builder {
    struct interface *of;
    struct mark mark;           /* of what no keyword stands for               */
    struct lr_error *err;
    enum lr_status status;      /* the first fault; later ones are not told    */
};

/* The value of a keyword, its default, or NULL when that is none. */
const struct matrix *build_value(struct builder *b, enum key key);

/* Whether it was given. */
bool build_given(const struct builder *b, enum key key);

void build_fault(struct builder *b, enum key key, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void build_no_memory(struct builder *b, const char *what);

/* A value [SI] as a sheet has it, with the sheet's unit: "0.1 UI". */
enum { BUILD_SHOWN = 48 };
const char *build_shown(enum key key, double x, char text[BUILD_SHOWN]);

/* One number; `otherwise` when it is neither given nor has a default. */
double build_scalar(struct builder *b, enum key key, double otherwise);
double build_positive(struct builder *b, enum key key, double otherwise);
double build_not_negative(struct builder *b, enum key key, double otherwise);
bool build_switch(struct builder *b, enum key key);
size_t build_count(struct builder *b, enum key key, double otherwise, double most);

/* Element `side` (0 transmitter, 1 receiver) of a value that a scalar gives to both; the
 * last row stands for those behind it. */
double build_side(struct builder *b, enum key key, size_t row, size_t side);

/* Element `which` of a list with one for each package case, or the only one. */
double build_per_case(struct builder *b, enum key key, size_t which);

#endif

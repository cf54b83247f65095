/* build.h -- from keywords to parameters: expands scalars to both ends, fills
 * defaults, lays out grids and packages.  Internal to interface. */
#ifndef INTERFACE_BUILD_H
#define INTERFACE_BUILD_H

#include "interface/build_value.h"

/* Derives com, cases, criteria and the like from value[] and set[].  `mark` places
 * what is wrong with no keyword that was given. */
enum lr_status interface_build(struct interface *interface, struct mark mark,
                               struct lr_error *err);

/* Its parts: the equalisers, the package cases, the eye of chip-to-module receivers with
 * all criteria, the calibration of a receiver test, and then what is measured beside
 * COM. */
void build_equalisers(struct builder *b);
void build_cases(struct builder *b);
void build_eye(struct builder *b);
void build_calibration(struct builder *b);
void build_metrics(struct builder *b);

#endif

/* bars.h -- the table of bars: how far each model of a line is from its reference, and
 * how far it may be.
 *
 * A row is computed and printed by one case, a line of comment to TAP:
 *
 *   # what was compared | golden file | bar | measured | met, missed or skipped
 *
 * tests/bars/page.sh compares the rows with those of lanereach-methods(7). */
#ifndef TESTS_BARS_BARS_H
#define TESTS_BARS_BARS_H

#include "tests/tap.h"

struct bar {
    const char *what;
    const char *golden;         /* letter of the file in golden/lines          */
    double limit;
    const char *unit;           /* "%", "dB", "deg", "ohm"; "": a ratio        */
};

/* Prints the row; the case fails unless measured <= limit. */
void bars_show(const struct bar *bar, double measured);

/* Of a bar that is known to be missed: the case fails unless the measured value is from
 * `least` to `most`, as the page explains it. */
void bars_show_missed(const struct bar *bar, double measured, double least, double most);

/* A row that cannot be measured here. */
void bars_show_skipped(const struct bar *bar);

/* measured.c */
void bars_measured_board(void);

/* formulas.c */
void bars_microstrip(void);
void bars_debye(void);
void bars_precursor(void);
void bars_huray(void);
void bars_eight_ports(void);
void bars_stub(void);
void bars_annex_93a(void);

/* solver.c */
void bars_stripline(void);
void bars_coupled_microstrip(void);
void bars_current_factor(void);
void bars_twinax(void);
void bars_laminates(void);

#endif

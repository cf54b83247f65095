/* touchstone.h -- reads Touchstone 1.0, 1.1, 2.0 and 2.1 files of up to 999 ports and
 * writes 1.1 and 2.0.
 *
 * Sources: "Touchstone File Format Specification" rev. 1.1 (2003) and version 2.0 (2009),
 * and the variants that instruments and programs really write.
 *
 * Read: parameters S, Y, Z, G, H (the last two for 2 ports; version 1 holds them
 * normalised to R, version 2 not), turned to S; RI, MA, DB; Hz to GHz; options in any
 * order and case, any of them missing (GHz S MA R 50); the column-wise 2-ports of version
 * 1; rows wrapped anywhere.  Of version 2: [Version] 2.0|2.1, [Number of Ports],
 * [Two-Port Data Order], [Number of Frequencies], [Number of Noise Frequencies],
 * [Reference], [Matrix Format] Full|Lower|Upper, [Mixed-Mode Order] (turned back to
 * single-ended ports in their numbering, with a note), [Begin Information] (skipped),
 * [Network Data], [Noise Data], [End], in any case.  Version 1 takes the port count from
 * the extension .sNp, version 2 from [Number of Ports] under any name.
 *
 * Tolerated in silence: comments anywhere and in any encoding, blanks before '#', CRLF
 * and CR, a byte-order mark, Fortran exponents, exponents of three digits, "R50".  With a
 * warning: a second option line, labels of columns behind the options (what stays open
 * then is told), a noise block, a missing [End] or [Two-Port Data Order] (21_12), one
 * that stands in a file of other than 2 ports, HFSS comments "Port Impedance" that
 * contradict the reference by more than 0.1 %.  Noted as an assumption: that version 1
 * holds Y, Z, G, H normalised.
 *
 * Refused, naming the place: anything else among the numbers; values that are not finite;
 * frequencies that are negative or do not increase; a point cut short; fewer than two
 * points; references that are complex, not positive or several behind R; unknown, double
 * or misplaced keywords and wrong counts; an extension that contradicts [Number of Ports]
 * or the data, naming the N that fits; Y, Z, G, H that have no S. */
#ifndef NET_TOUCHSTONE_H
#define NET_TOUCHSTONE_H

#include "net/net.h"

#include <stdbool.h>

struct touchstone_options {
    /* Mends instead of refusing: sorts points, merges those at one frequency (the first
     * is kept), drops a last point that is cut short and points with values that are
     * not finite.  Each is a warning with a count and the first line. */
    bool repair;
};

/* Reads the file into `net`, S on the file's own frequencies and references; options may
 * be NULL.  LR_EINPUT with file:line:column. */
enum lr_status touchstone_read_with(const char *path,
                                    const struct touchstone_options *options,
                                    struct net *net, struct lr_error *err);
enum lr_status touchstone_read(const char *path, struct net *net, struct lr_error *err);

/* The same from memory; `path` names it and its extension gives N. */
enum lr_status touchstone_read_text(const char *path, const char *text, size_t length,
                                    struct net *net, struct lr_error *err);

/* The N of an extension .sNp in either case, or 0 when `path` has none. */
size_t touchstone_ports(const char *path);

enum touchstone_version { TOUCHSTONE_1_1, TOUCHSTONE_2_0 };
enum touchstone_format { TOUCHSTONE_RI, TOUCHSTONE_MA, TOUCHSTONE_DB };

struct touchstone_form {        /* how a file is written; zeros are 1.1, RI, Hz */
    enum touchstone_version version;
    enum touchstone_format format;
    const char *unit;           /* "Hz", "kHz", "MHz" or "GHz"; NULL is Hz     */
    const size_t *pair;         /* NULL, or of mixed mode d1..dm c1..cm: the legs of
                                 * mode i are ports pair[2i] and pair[2i+1], counted
                                 * from 0; 2.0 then has a [Mixed-Mode Order], from
                                 * which readers find the ports again          */
};

/* The form that the words name: "1.1"|"2.0", "RI"|"MA"|"DB", a unit, in any case; NULL
 * leaves the default.  LR_EUSAGE naming the words that there are. */
enum lr_status touchstone_form_read(const char *version, const char *format,
                                    const char *unit, struct touchstone_form *form,
                                    struct lr_error *err);

/* 17 significant digits, four pairs a line, each line of `comment` (may be NULL) behind
 * "! "; LF.  S in RI and frequencies in Hz read back to the last bit; MA and DB within
 * 1e-14 relative above -240 dB.  A zero is -6500 dB, which reads back as zero and is less
 * than any number that is not.  Nothing is overwritten unless the whole file was written.
 * LR_EUSAGE when the extension is not .sNp of the ports (2.0: nor .ts), LR_EDOMAIN when
 * the references differ (1.1 holds one) or a value is not finite, LR_ESYSTEM. */
enum lr_status touchstone_write_as(const char *path, const struct net *net,
                                   const struct touchstone_form *form,
                                   const char *comment, struct lr_error *err);

/* The same as 1.1, RI, Hz. */
enum lr_status touchstone_write(const char *path, const struct net *net,
                                const char *comment, struct lr_error *err);

/* A table of comma-separated values with 17 significant digits: freq_hz, s11_re, s11_im,
 * s12_re ... row by row; s1_1_re, s10_2_re when there are more than nine ports.
 * LR_EDOMAIN, LR_ESYSTEM as above. */
enum lr_status touchstone_write_csv(const char *path, const struct net *net,
                                    struct lr_error *err);

#endif

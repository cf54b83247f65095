/* touchstone.h -- reads and writes Touchstone 1.0 and 1.1 files of any number
 * of ports.
 *
 * Rules: "Touchstone File Format Specification", rev. 1.1 (2003), and the
 * variants that instruments really write: options in any order and case, any of
 * them missing (GHz S MA R 50), comments anywhere, rows wrapped freely,
 * column-wise 2-ports, noise blocks behind 2-port data, CRLF, a byte-order mark,
 * Latin-1 in comments, Fortran exponents.  Only the first option line counts.
 * Y, Z, G and H files are refused, naming what they are.  The port count comes
 * from the extension .sNp; data that contradict it are refused, naming the N
 * that fits. */
#ifndef NET_TOUCHSTONE_H
#define NET_TOUCHSTONE_H

#include "net/net.h"

/* Reads the file into `net`, S on the file's own frequencies and reference.
 * LR_EINPUT with file:line.  Notes a warning for every tolerated oddity that can
 * change a number (second option line, noise block left out).  Frequencies must
 * not be negative and must increase; at least two are needed. */
enum lr_status touchstone_read(const char *path, struct net *net, struct lr_error *err);

/* The same from memory; `path` names it and its extension gives N. */
enum lr_status touchstone_read_text(const char *path, const char *text, size_t length,
                                    struct net *net, struct lr_error *err);

/* The N of an extension .sNp in either case, or 0 when `path` has none. */
size_t touchstone_ports(const char *path);

/* Version 1.1, Hz, RI, 17 significant digits, four pairs a line, one
 * comment block; `comment` may be NULL, its lines are prefixed with "! ".
 * Nothing is overwritten unless the whole file was written.  LR_EUSAGE when the
 * extension is not that of the ports, LR_EDOMAIN when the references differ (1.1
 * holds one) or a value is not finite, LR_ESYSTEM. */
enum lr_status touchstone_write(const char *path, const struct net *net,
                                const char *comment, struct lr_error *err);

#endif

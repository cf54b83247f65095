/* fec_use.h -- which forward error correction stands behind a segment, and how many errors
 * are let to it; `fec:` of interfaces and of links. */
#ifndef INTERFACE_FEC_USE_H
#define INTERFACE_FEC_USE_H

#include "margin/fec.h"
#include "text/yaml.h"

struct fec_use {
    const struct fec *code;     /* NULL: none                                  */
    size_t codewords;           /* interleaved on the lane; 1 or more          */
    bool precoded;
    double ber;                 /* wrong bits per bit let to this segment; 0: not told */
    double ber_total;           /* .. to all segments of a span together; 0: not told */
    const char *source, *grade; /* of these limits; NULL: as the interface     */
};

/* What the mapping names replaces what is there: code (kr4, kp4, kp4-hamming, none),
 * codewords (1 to 64), precoding (0 or 1), ber, ber_total, source, grade.  LR_EINPUT at its
 * place. */
enum lr_status fec_use_read(const struct yaml_node *node, struct fec_use *use,
                            struct lr_error *err);

#endif

/* eye_input.h -- what disturbs an eye beyond what COM counts: jitter of the sampling
 * instant, noise, quantisation, uneven levels; `eye:` of interfaces and of links. */
#ifndef INTERFACE_EYE_INPUT_H
#define INTERFACE_EYE_INPUT_H

#include "margin/slicer.h"
#include "text/yaml.h"

struct eye_input {
    struct jitter jitter;       /* [UI] symbol_random and symbol_peak are COM's, and 0 */
    double frequency;           /* [Hz] of the sinusoidal jitter               */
    double cdr_corner;          /* [Hz] below which the receiver's clock follows it; 0: it
                                 * does not                                    */
    double noise;               /* [V] rms at the slicer, besides that of COM  */
    double quantum;             /* [V] step of a quantiser at the slicer; 0: none */
    size_t nlevel;              /* 0: equally spaced, as COM has it with R_LM  */
    double level[SLICER_LEVELS_MOST];     /* -1 .. 1, rising                     */
};

/* What the mapping names replaces what is there.  `levels` of the modulation.  LR_EINPUT
 * at its place: an unknown key, what is negative or beyond its range, levels that do not
 * rise or are another number, a sinusoid without its frequency. */
enum lr_status eye_input_read(const struct yaml_node *node, size_t levels,
                              struct eye_input *input, struct lr_error *err);

#endif

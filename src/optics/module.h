/* module.h -- one lane of an optical module, models/module/NAME.yaml: a transmitter that
 * is a linear response, levels and noise, and a receiver. */
#ifndef OPTICS_MODULE_H
#define OPTICS_MODULE_H

#include "optics/laser_chain.h"
#include "optics/modulator.h"
#include "optics/receiver.h"
#include "text/model.h"

enum optics_kind { OPTICS_VCSEL, OPTICS_DML, OPTICS_EML, OPTICS_MZM, OPTICS_RING };

struct optics_ring_drive {      /* of a microring                              */
    struct optics_ring ring;
    double detuning;            /* [Hz] of the laser from resonance, half-way  */
    double swing;               /* [Hz] peak to peak, of the resonance         */
    double drift;               /* [Hz] further, by temperature                */
};

struct optics_module {
    const struct model *model;
    enum optics_kind kind;
    double wavelength;          /* [m]                                         */
    struct optics_laser laser;  /* of what is modulated directly               */
    double bandwidth;           /* [Hz] one pole, of a modulator               */
    struct optics_ring_drive drive;     /* of a ring                           */
    struct optics_laser_chain chain;    /* laser 0: its power is known as OMA  */
    double extinction;          /* a ratio                                     */
    double rin;                 /* [1/Hz]                                      */
    double chirp;               /* alpha                                       */
    double spectral_width;      /* [m] rms; 0: one line                        */
    double partition;           /* k of mode partition noise; 0: none          */
    double return_loss;         /* [dB] of transmitter and receiver            */
    double oma;                 /* [W] that it sends                           */
    double responsivity, dark;  /* [A/W] [A]                                   */
    double receiver_bandwidth;  /* [Hz] -3 dBe, fourth-order Bessel-Thomson    */
    double receiver_noise;      /* [A/Hz^0.5]                                  */
    double overload;            /* [W] the most OMA; INFINITY: not known       */
};

/* Reads a model of kind module, its numbers recorded.  LR_EINPUT, placed. */
enum lr_status optics_module_read(struct model_library *lib, const struct model *model,
                                  struct optics_module *out, struct lr_error *err);

/* A ring whose resonance drifts by `drift` Hz from where the model has it: OMA, extinction
 * and levels follow.  Of no other kind.  LR_EDOMAIN: the light goes over the resonance. */
enum lr_status optics_module_drift(struct optics_module *module, double drift,
                                   struct lr_error *err);

/* The transmitter's response, 1 at DC. */
double complex optics_module_response(const struct optics_module *module, double f);

/* Its n levels of an OMA of 1: even ones, or those that the sine of an MZM at quadrature
 * or the resonance of a ring leaves of evenly spaced voltages. */
void optics_module_levels(const struct optics_module *module, size_t n, double *level);

#endif

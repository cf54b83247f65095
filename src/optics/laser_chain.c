#include "config.h"

#include "optics/laser_chain.h"

#include "optics/levels.h"

double optics_laser_chain_to_modulator(const struct optics_laser_chain *c)
{
    return c->connector + optics_db(c->ways) + c->excess + c->coupling_in + c->waveguide;
}

double optics_laser_chain_oma(const struct optics_laser_chain *c, double swing)
{
    const double loss =
        optics_laser_chain_to_modulator(c) + c->modulator + c->mux + c->coupling_out;
    return c->laser * optics_ratio(-loss) * swing;
}

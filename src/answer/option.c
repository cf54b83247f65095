#include "config.h"

#include "answer/request.h"

#include <string.h>

/* Commands whose --output is a network, and those whose --output is the answer. */
#define NETWORK_WRITERS                                                             \
    "net convert,net cascade,net reorder,net mixed,net renormalise,net extract,"    \
    "net resample,net passivate,net deembed,line"
#define NET_COMMANDS NETWORK_WRITERS ",net check,net info,net diff"
#define ANSWER_WRITERS "reach,com,loss,eye,budget,models,net check,net info,net diff"

/* Not getopt_long: the library parses options too, and getopt keeps its state in
 * globals and prints. */
static const struct request_option options[] = {
    {"interface", 0, "NAME", "com,loss,eye,net check",
     "the standard that judges the channel"},
    {"sheet", 0, "FILE.xlsx", "com,loss,eye", "a COM configuration sheet instead"},
    {"fext", 0, "FILE...", "com,loss,eye", "far-end aggressors, Touchstone"},
    {"next", 0, "FILE...", "com,loss,eye", "near-end aggressors, Touchstone"},
    {"segment", 0, "N", "com,loss,budget",
     "of a link with retimers, counting from 1"},
    {"release", 0, "3.90|4.50", "com", "follow this release of the IEEE tool (3.90)"},
    {"local-search", 0, NULL, "com", "search as the sheet's Local Search does"},
    {"ranges", 0, "step|matlab", "com", "how a:s:b makes its elements (step)"},
    {"show-settings", 0, NULL, "com", "print every setting, and compute nothing"},
    {"view", 0, "loss|ild|icr|icn|erl|tdr|step|pulse", "loss",
     "what to print and draw (loss)"},
    {"view", 0, "pulse|loss|pdf|noise|eye|summary", "com",
     "what --plot draws (pulse; summary of several)"},
    {"against", 0, "FILE", "com", "compare with the --json of an earlier run"},
    {"fall", 0, "DB", "com", "what a margin may fall against it (0.01dB)"},
    {"view", 0, "density|bathtub|pulse|histogram|fec", "eye",
     "what --plot draws (density; histogram of a simulation); fec also prints"},
    {"ber", 0, "P", "eye", "error ratio of the eye's height and width (DER_0)"},
    {"time-domain", 0, "N", "eye", "simulate N symbols beside the statistics"},
    {"pattern", 0, "NAME|FILE", "eye", "PRBS7..31, PRBS13Q, PRBS31Q, random, or symbols"},
    {"seed", 0, "N", "eye", "of the simulation (1)"},
    {"at", 0, "F1,F2...|all", "loss", "frequencies to print, with units"},
    {"at", 0, "FREQ", "budget", "instead of Nyquist, with its unit"},
    {"at", 0, "F1,F2...", "line", "frequencies to print, with units"},
    {"solve", 0, "zdiff=100ohm", "line",
     "seek what gives this z0, zdiff, zcomm, zodd or zeven"},
    {"vary", 0, "KEY", "line", "the length that --solve seeks (width)"},
    {"tolerance", 0, "KEY=X,KEY=X%...", "line",
     "how far keys may be off, width=10um,dk=2%; or none"},
    {"temperature", 0, "T", "line", "of metal and dielectrics (20degC)"},
    {"fast", 0, NULL, "line", "closed forms instead of the field solver"},
    {"view", 0, "loss|section|crosstalk", "line",
     "what --plot draws (loss); crosstalk also prints"},
    {"length", 0, "LENGTH", "line",
     "of the network that --output writes; of crosstalk, L1,L2..."},
    {"pitch", 0, "P1,P2...", "line", "centre to centre of lanes, for crosstalk"},
    {"neighbours", 0, "N", "line", "lanes beside the victim, for crosstalk (1)"},
    {"rise", 0, "TIME", "line", "of the step whose crosstalk is told (10ps)"},
    {"fit", 0, "FILE...", "line",
     "two measured lengths of it, the shorter first: what are dk and df?"},
    {"fit-length", 0, "LENGTH", "line", "by how much the second is longer"},
    {"fit-keys", 0, "KEY1,KEY2...", "line", "of dk, df, rz, resistivity (dk,df)"},
    {"fit-band", 0, "F1,F2", "line", "the frequencies that count in the fit"},
    {"material", 0, "FILE.yaml", "line", "write the fitted laminate, for --data"},
    {"baud", 0, "RATE", "loss,net check", "symbol rate, 53.125GBd; an interface has one"},
    {"view", 0, "rates|detail", "reach",
     "a table over rates, or why in a block for each interface"},
    {"rates", 0, "R1,R2...", "reach", "lane rates of the built-in media: 25,50,100"},
    {"media", 0, "M1,M2...", "reach", "built-in media by name; see lanereach models"},
    {"exhaustive", 0, NULL, "reach", "search every equaliser setting at every length"},
    {"kind", 0, "KIND", "models", "only models of this kind"},
    {"check", 0, NULL, "models", "read every model as answers do; or those of a folder"},
    {"ports", 0, "13-24|12-34|auto", "com,eye", "the pair of ports at each end"},
    {"ports", 0, "MAP",
     "loss,net check,net info,net cascade,net mixed,net extract,net deembed,line",
     "13-24, 12-34, halves, 1,3-2,4:5,7-6,8 or auto"},
    {"touchstone", 0, "1.1|2.0", NETWORK_WRITERS ",loss",
     "version of the file written (1.1)"},
    {"format", 0, "ri|ma|db", NETWORK_WRITERS ",loss",
     "numbers of the file written (ri)"},
    {"unit", 0, "Hz|kHz|MHz|GHz", NETWORK_WRITERS ",loss",
     "frequencies of the file written (Hz)"},
    {"repair", 0, NULL, "net convert", "sort points, merge repeated, drop broken ones"},
    {"single-ended", 0, NULL, "net mixed", "back: from d1 d2 .. c1 c2 .. to legs"},
    {"order", 0, "P1,P2...", "net reorder", "the ports of FILE in their new order: 2,1"},
    {"zref", 0, "Z1,Z2...", "net renormalise", "new reference, 42.5ohm; or one per port"},
    {"step", 0, "FREQ", "net resample", "new grid: 0, step, 2 step ..."},
    {"stop", 0, "FREQ", "net resample", "and its last frequency (the end of the file)"},
    {"victim", 0, "N", "loss,net extract", "the lane that is received (1)"},
    {"opposite", 0, "N1,N2...", "loss,net extract",
     "lanes that send the other way: NEXT"},
    {"tolerance", 0, "X", "net diff", "exit 1 when some |A - B| is larger"},
    {"floor", 0, "DB", "net diff", "compare dB and degrees above this level (-60)"},
    {"thru", 0, "FILE", "eye", "a through file instead of a link"},
    {"thru", 0, "FILE", "net deembed", "the measured 2x-thru to split"},
    {"corrected", 0, NULL, "net deembed", "correct the impedance of the fixtures (ZC)"},
    {"halves", 0, "NAME", "net deembed", "also write NAME_1.sNp and NAME_2.sNp"},
    {"left", 0, "FILE", "net deembed", "a known network to take off the left end"},
    {"right", 0, "FILE", "net deembed", "a known network to take off the right end"},
    {"set", 0, "KEY=VALUE", "com,loss,eye,budget,reach,line",
     "change one value; may be repeated"},
    {"json", 0, NULL, NULL, "print JSON"},
    {"csv", 0, "[=ieee]", "com", "print CSV; ieee: the IEEE tool's own columns"},
    {"csv", 0, NULL, "reach,loss,eye,budget,models," NET_COMMANDS,
     "print CSV, full precision"},
    {"output", 'o', "FILE", ANSWER_WRITERS,
     "write the answer to FILE; loss of a link: or the cascade to FILE.sNp"},
    {"output", 'o', "FILE.sNp", NETWORK_WRITERS, "write the network to FILE"},
    {"plot", 0, "FILE", "com,loss,eye,budget,reach,line,net deembed",
     "draw FILE.svg, FILE.png or FILE.pdf"},
    {"keep-plot", 0, "DIR", "com,loss,eye,budget,reach,line,net deembed",
     "leave the plot's script and data in DIR"},
    {"junit", 0, "FILE", "com,loss", "write the verdicts to FILE as JUnit XML"},
    {"data", 0, "DIR", NULL, "look for models in DIR first; may be repeated"},
    {"threads", 0, "N", NULL, "use N threads"},
    {"strict", 0, NULL, NULL, "treat warnings as errors"},
    {"quiet", 0, NULL, NULL, "print no notes"},
    {"verbose", 0, NULL, NULL, "print every number the answer rests on"},
    {"help", 'h', NULL, NULL, "print this text"},
};
enum { NOPTION = sizeof options / sizeof options[0] };

static bool belongs(const struct request_option *option, const char *command)
{
    const size_t length = strlen(command);
    for (const char *word = option->commands; word;) {
        const size_t n = strcspn(word, ",");
        if (n == length && !strncmp(word, command, n))
            return true;
        word = word[n] ? word + n + 1 : NULL;
    }
    return !option->commands;
}

const struct request_option *request_option(const char *command, size_t i)
{
    for (size_t k = 0; k < NOPTION; k++)
        if (belongs(&options[k], command) && i-- == 0)
            return &options[k];
    return NULL;
}

const struct request_option *request_option_find(const char *command, const char *name,
                                                 size_t length)
{
    for (size_t k = 0; k < NOPTION; k++)
        if (belongs(&options[k], command) && strlen(options[k].name) == length &&
            !strncmp(options[k].name, name, length))
            return &options[k];
    return NULL;
}

const struct request_option *request_option_letter(const char *command, char letter)
{
    for (size_t k = 0; k < NOPTION; k++)
        if (options[k].letter && options[k].letter == letter &&
            belongs(&options[k], command))
            return &options[k];
    return NULL;
}

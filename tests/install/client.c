/* client.c -- a user's program: built with pkg-config against the installed
 * library, and run, by `make installcheck`. */
#include <lanereach.h>

#include <stdio.h>
#include <string.h>

int main(void)
{
    struct lr_error err = {LR_OK, "", NULL};
    lr_net *net = NULL;
    const enum lr_status status = lr_net_read("there is none.s2p", &net, &err);
    printf("lanereach %s says: %s\n", lr_version(), err.text);
    return !(status == LR_EINPUT && !net && strstr(err.text, "there is none.s2p"));
}

/* commands: what the words behind `bantin` do.  Each gives an exit code. */
#ifndef BANTIN_RUN_COMMANDS_H
#define BANTIN_RUN_COMMANDS_H

#include "filters/filter.h"
#include "run/cli.h"

int
run_convert(struct cli *c);
int
run_build(struct cli *c);
int
run_clean_command(struct cli *c);
int
run_decode(struct cli *c);
int
run_check(struct cli *c);
int
run_explain(struct cli *c);
int
run_archive(struct cli *c);
int
run_init(struct cli *c);
int
run_doctor(struct cli *c);
int
run_filters(struct cli *c);
/* The chain of --filters, else the default.  0, or -1 after a diagnostic. */
int
cli_chain(struct cli *c, struct chain *chain);

#endif

/* main: the command line (to come). */
int
main(void)
{
	return 0;
}

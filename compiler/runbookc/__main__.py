"""`python -m runbookc` is the command `runbookc`."""

from runbookc.cli import main

main()

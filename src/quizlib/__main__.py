"""`python -m quizlib`, where the command ``quizlib`` is not on the path."""

from quizlib.cli import main

main()

"""`python -m antigone.cli`."""

from antigone.cli.main import main

if __name__ == "__main__":
    main()

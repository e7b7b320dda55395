"""Run the benchmarks: `python -m benchmarks` for all, `python -m benchmarks account kinship` for some."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import benchmarks

PREFIX = "bench_"


def names() -> list[str]:
    """Topics that there is a `bench_<topic>.py` for."""
    found = (module.name for module in pkgutil.iter_modules(benchmarks.__path__))
    return sorted(name.removeprefix(PREFIX) for name in found if name.startswith(PREFIX))


def main(wanted: list[str]) -> int:
    """Run the topics asked for, or all; 2 where a name is unknown."""
    known = names()
    unknown = [name for name in wanted if name not in known]
    if unknown:
        print(f"No benchmark called {', '.join(unknown)}; there are: {', '.join(known)}.", file=sys.stderr)
        return 2
    for name in wanted or known:
        print(f"\n== {name} ==", flush=True)
        importlib.import_module(f"benchmarks.{PREFIX}{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

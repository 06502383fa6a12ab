"""`python -m benchmarks NAME [--json]` prints figures as a table or a JSON object."""

import argparse
import importlib
import importlib.util
import json
import os
import pkgutil
import sys

# Before numpy is imported, because numpy reads these variables then.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")


def names() -> list[str]:
    """Return the names of the benchmark modules: those with run() and add_arguments()."""
    import benchmarks

    found = [module.name for module in pkgutil.iter_modules(benchmarks.__path__) if not module.name.startswith("_")]
    return sorted(name for name in found if hasattr(importlib.import_module(f"benchmarks.{name}"), "run"))


def main(arguments: list[str] | None = None) -> int:
    words = sys.argv[1:] if arguments is None else arguments
    if not words or words[0].startswith("-") or importlib.util.find_spec(f"benchmarks.{words[0]}") is None:
        is_help = bool(words) and words[0] in ("-h", "--help")
        print(f"{__doc__}\nNAME is one of: {' '.join(names())}", file=sys.stdout if is_help else sys.stderr)
        return 0 if is_help else 2
    module = importlib.import_module(f"benchmarks.{words[0]}")
    if not hasattr(module, "run"):
        print(f"{words[0]} measures nothing; NAME is one of: {' '.join(names())}", file=sys.stderr)
        return 2
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks {words[0]}", description=module.__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    module.add_arguments(parser)
    options = parser.parse_args(words[1:])
    figures = module.run(options)
    if options.json:
        print(json.dumps(figures, ensure_ascii=False))
    elif figures and not getattr(module, "OWN_TABLE", False):
        width = max(map(len, figures))
        for name, value in figures.items():
            print(f"{name:<{width}}  {value:,.4g}" if isinstance(value, float) else f"{name:<{width}}  {value}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

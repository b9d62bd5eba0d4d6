"""`./run manage` and `./run bench`: programs of the project with the demo's servers."""

import ast
import sys
from pathlib import Path

from softone_support.embedded import demo, environment, places, processes, servers
from softone_support.embedded.words import CannotGoOn

BENCHMARKS = places.CHECKOUT / "benchmarks"


def manage(arguments: list[str]) -> int:
    """One management command; return its code."""
    return _with_servers([str(places.CHECKOUT / "manage.py"), *arguments])


def bench(arguments: list[str]) -> int:
    """One benchmark; without a name, list them."""
    if not arguments or arguments[0].startswith("-"):
        print("./run bench NAME …")
        for file in _benchmarks():
            print(f"  {file.stem:<16}{_purpose(file)}")
        return 0
    file = BENCHMARKS / f"{arguments[0]}.py"
    if file not in _benchmarks():
        raise CannotGoOn(f"There is no benchmark {arguments[0]}; ./run bench lists them.")
    # -P: a benchmark named after an app must not stand in its way.
    return _with_servers(["-P", str(file), *arguments[1:]])


def _with_servers(arguments: list[str]) -> int:
    place = places.for_the_demo()
    url = demo.address_of_running_demo() or f"http://localhost:{environment.DEFAULT_PORT}"
    with servers.running(place, servers.needed(place)) as found:
        variables = environment.for_the_demo(found, url)
        return processes.run_in_front([sys.executable, *arguments], variables)


def _benchmarks() -> list[Path]:
    return sorted(file for file in BENCHMARKS.glob("*.py") if not file.name.startswith("_"))


def _purpose(file: Path) -> str:
    """The first line of its docstring."""
    words = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return words.partition("\n")[0]

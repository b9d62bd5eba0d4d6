"""`./run test`: pytest on throw-away servers, removed at its end."""

import sys

from softone_support.embedded import environment, places, processes, servers


def main(arguments: list[str]) -> int:
    """Run pytest with the arguments; return its code."""
    with (
        places.throw_away() as place,
        servers.running(place, servers.needed(place)) as found,
    ):
        variables = environment.for_the_tests(found, place.folder)
        if "--browser" in arguments:
            arguments = [word for word in arguments if word != "--browser"]
            variables["PORTAL_BROWSER"] = "required"
        command = [sys.executable, "-m", "pytest", *parallel(arguments), *arguments]
        return processes.run_in_front(command, variables)


def parallel(arguments: list[str]) -> list[str]:
    """Two test processes, unless the person says how many."""
    decided = any(
        word == "--numprocesses"
        or word.startswith(("-n", "--numprocesses=", "--pdb", "-pno:xdist"))
        or word == "no:xdist"
        for word in arguments
    )
    return [] if decided else ["-n", "2"]

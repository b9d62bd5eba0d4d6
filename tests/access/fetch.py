"""Run with the settings of the environment: ask for the addresses given, say what came.

python -m tests.access.fetch '[["get", "/contact/", {}]]'  →  one JSON object a line
"""

import json
import sys

import django
from django.test import Client


def main() -> None:
    django.setup()
    browser = Client(raise_request_exception=False)
    for method, address, extra in json.loads(sys.argv[1]):
        how = {"secure": True, "headers": {"host": "portal.example.com"}, **extra}
        answer = getattr(browser, method)(address, **how)
        sys.stdout.write(
            json.dumps(
                {
                    "status": answer.status_code,
                    "headers": dict(answer.items()),
                    "cookies": {
                        name: {flag: cookie[flag] for flag in ("secure", "httponly", "samesite")}
                        | {"path": cookie["path"], "domain": cookie["domain"]}
                        for name, cookie in answer.cookies.items()
                    },
                    "body": b"".join(answer).decode("utf-8", "replace"),
                }
            )
            + "\n"
        )


if __name__ == "__main__":
    main()

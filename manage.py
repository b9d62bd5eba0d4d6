#!/usr/bin/env python3
"""Django's command line. People use `./run manage …`, which prepares the environment first."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "softone_support.settings.production")
    execute_from_command_line(sys.argv)

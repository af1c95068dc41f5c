"""`qingting settings`: every environment variable and what it is for."""

from __future__ import annotations

import argparse
import os

from qingting.infra.environment import VARIABLES


def configure(parser: argparse.ArgumentParser, name: str) -> None:
    parser.epilog = "例 example: qingting settings"


def run(name: str, options: argparse.Namespace) -> int:
    for variable, meaning in VARIABLES.items():
        mark = "*" if os.environ.get(variable) else " "
        print(f"{mark} {variable:<30} {meaning}")
    return 0

"""Lets a package be called like the command of the same name."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any


def make_callable(package: str, module: str, function: str) -> None:
    """Make ``package(...)`` call the function of ``module``, which is imported when called.

    The command ``sinergi brief`` has the Python form ``sinergi.brief(…)``, and the package's
    folder is ``sinergi/brief``: one name for both (docs/decisions/0002). ``__wrapped__`` leads
    ``inspect`` and interactive shells to the function's own signature.
    """

    class CallablePackage(ModuleType):
        def __call__(self, *arguments: Any, **keywords: Any) -> Any:
            return self.__wrapped__(*arguments, **keywords)

        @property
        def __wrapped__(self) -> Any:
            return getattr(importlib.import_module(module), function)

    sys.modules[package].__class__ = CallablePackage

"""Runs a reader of a file from outside in a process of its own, with limits.

Whoever may send a file may send one that was made to hang a program, to fill its memory, or to
break the library that reads it. Such a file costs one child process and one line:

>>> from sinergi.confined import Limits, call
>>> call("sinergi.confined.examples:count", b"A text.", where="a.txt", limits=Limits(seconds=5))
{'bytes': 7}

A function that is a generator gives its answer in parts, as they come (:func:`stream`).
A web application calls its own reader of an upload in the same way: a function of an importable
module that takes the bytes and plain values, and returns what JSON can hold.
"""

from sinergi.confined.calling import call, stream
from sinergi.confined.resource_limits import Limits

__all__ = ["Limits", "call", "stream"]

"""A session of Spark, as customs lines and the linkage of registers open it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

LOCAL = "local[2]"
"""Two workers in this process."""

_HERE = ("spark.driver.host", "spark.driver.bindAddress")
_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.sql.session.timeZone": "UTC",
    # How long Java waits until Python fetches a result. After Spark's own 15 seconds a busy
    # machine is told "Connection refused".
    "spark.python.authenticate.socketTimeout": "600s",
}


@contextmanager
def session(name: str, master: str | None, settings: Mapping[str, str]) -> Iterator[Any]:
    """A session, ended with the block.

    Args:
        name: What the master shows.
        master: Its address; :data:`LOCAL` listens on this machine only; None: what
            ``spark-submit`` or Spark's own settings say, else this machine.
        settings: More than those that all sessions have.

    Raises:
        ImportError: PySpark is not installed.
    """
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName(name)
    if master is not None:
        builder = builder.master(master)
    if master in (None, LOCAL):
        settings = dict.fromkeys(_HERE, "127.0.0.1") | dict(settings)
    for key, value in (_SETTINGS | dict(settings)).items():
        builder = builder.config(key, value)
    opened = builder.getOrCreate()
    try:
        yield opened
    finally:
        opened.stop()

"""A session of Spark on a machine that is busy."""

from __future__ import annotations

import time
from typing import Any

import pytest

from sinergi import spark


@pytest.mark.spark
@pytest.mark.filterwarnings("ignore")
def test_a_result_waits_for_a_slow_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    dataframe = pytest.importorskip("pyspark.sql.classic.dataframe")
    util = pytest.importorskip("pyspark.util")
    connect = util.local_connect_and_auth

    def late(*values: Any) -> Any:
        # Beyond the 15 seconds that Spark gives it by itself.
        time.sleep(17)
        return connect(*values)

    monkeypatch.setattr(util, "local_connect_and_auth", late)
    assert dataframe.DataFrame.collect
    with spark.session("slow", spark.LOCAL, {}) as session:
        assert len(session.range(3).collect()) == 3

"""Load of the workbench: many people at once on the pages they use most, with locust.

    sinergi manage migrate && sinergi manage fill && sinergi serve --port 8099
    locust -f benchmarks/workbench.py --headless -u 20 -r 5 -t 120s --host http://127.0.0.1:8099

The limits: each page at most 300 ms at the 95th percentile, the search for a company 200 ms. The
run ends with exit code 1 when one is missed. Locust is not locked with the project: install it
beside it (``pip install locust``).
"""

from __future__ import annotations

import random
from typing import Any

from locust import HttpUser, between, events, task

LIMITS = {"companies": 200.0}
LIMIT = 300.0


class Officer(HttpUser):
    """Someone who looks at pages, a few seconds apart."""

    wait_time = between(1, 3)

    def on_start(self) -> None:
        """Sign in."""
        page = self.client.get("/account/login/", name="login")
        token = page.text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        who = f"load-{random.randrange(20)}"
        form = {"login": who, "password": "load-test-1", "csrfmiddlewaretoken": token}
        self.client.post("/account/login/", form, headers={"Referer": self.host}, name="login")

    @task(4)
    def desk(self) -> None:
        """My desk."""
        self.client.get("/", name="desk")

    @task(4)
    def steps(self) -> None:
        """The board."""
        status = random.choice(("", "open", "late"))
        self.client.get(f"/steps/?status={status}", name="steps")

    @task(3)
    def pair(self) -> None:
        """A pair."""
        self.client.get(f"/pairs/{random.randint(1, 200)}/", name="pair")

    @task(3)
    def meeting(self) -> None:
        """A meeting."""
        self.client.get(f"/meetings/{random.randint(1, 5000)}/", name="meeting")

    @task(2)
    def companies(self) -> None:
        """A company by name, in two scripts."""
        words = random.choice(
            ("Синар Маджу Джая", "kapas samudra", "PT Baja Utama 17", "agro kimia")
        )
        self.client.get("/companies/", params={"q": words}, name="companies")

    @task(1)
    def pairs(self) -> None:
        """All pairs."""
        self.client.get("/pairs/", name="pairs")

    @task(1)
    def search(self) -> None:
        """Search: words that stand in thousands of records, in one, in none; two scripts."""
        words = random.choice(("jakarta", "Джакарта", "kapas", "said 4711", "bukhara"))
        self.client.get("/search/", params={"q": words}, name="search")


@events.quitting.add_listener
def check(environment: Any, **_: Any) -> None:
    """Say what is above its limit."""
    slow = [
        (one.name, one.get_response_time_percentile(0.95))
        for one in environment.stats.entries.values()
        if one.name != "login"
        and one.get_response_time_percentile(0.95) > LIMITS.get(one.name, LIMIT)
    ]
    for name, taken in slow:
        print(f"{name}: {taken:.0f} ms at the 95th percentile")
    failed = environment.stats.total.num_failures
    environment.process_exit_code = 1 if slow or failed else 0

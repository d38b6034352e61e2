"""Load for Hermes.Service in steps: people who look at the page, work that costs a processor and memory, and requests that wait.

The environment sets it; a value that makes no sense ends the run with its name.
"""

import os

from locust import HttpUser, LoadTestShape, between, task


def number(name, default, minimum):
    text = os.environ.get(name) or str(default)
    try:
        value = float(text)
    except ValueError:
        raise SystemExit(f"{name}: must be a number, not '{text}'") from None
    if not minimum <= value <= 1_000_000:
        raise SystemExit(f"{name}: must be from {minimum} to 1000000, not {text}")
    return value


STEPS = int(number("LOAD_STEPS", 5, 1))
STEP_USERS = int(number("LOAD_STEP_USERS", 10, 1))
STEP_SECONDS = number("LOAD_STEP_SECONDS", 60, 1)
THINK_MIN_SECONDS = number("LOAD_THINK_MIN_SECONDS", 0.5, 0)
THINK_MAX_SECONDS = number("LOAD_THINK_MAX_SECONDS", 2, THINK_MIN_SECONDS)
WORK_MS = int(number("LOAD_WORK_MS", 100, 0))
WORK_MB = int(number("LOAD_WORK_MB", 8, 0))
SLOW_MS = int(number("LOAD_SLOW_MS", 1000, 0))

# For an address that serves several hosts, such as an Ingress controller's or an interceptor's.
HOST_HEADER = os.environ.get("LOAD_HOST_HEADER")


class Visitor(HttpUser):
    """Of ten requests six look, three work and one waits."""

    wait_time = between(THINK_MIN_SECONDS, THINK_MAX_SECONDS)

    def on_start(self):
        if HOST_HEADER:
            self.client.headers["Host"] = HOST_HEADER

    @task(6)
    def look(self):
        self.client.get("/", name="/")

    @task(3)
    def work(self):
        self.client.get("/work", params={"ms": WORK_MS, "mb": WORK_MB}, name="/work")

    @task(1)
    def wait(self):
        self.client.get("/slow", params={"ms": SLOW_MS}, name="/slow")


class Steps(LoadTestShape):
    """So many users more at each step; the run ends after the last."""

    def tick(self):
        step = int(self.get_run_time() // STEP_SECONDS)
        return ((step + 1) * STEP_USERS, STEP_USERS) if step < STEPS else None

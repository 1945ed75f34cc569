"""How soon a page is painted on a slow line: told with -rP, decided by bytes and no clock."""

from __future__ import annotations

import pytest

from tests.browser import soundness

# 400 kbit/s with 400 ms there and back, on a processor four times slower than this one.
LINE = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
SLOWER = 4
LARGEST_PAINT = """() => new Promise(done => new PerformanceObserver(
    list => done(list.getEntries().at(-1).startTime)
).observe({type: "largest-contentful-paint", buffered: true}))"""
SIGN_IN = 60 * 1024


@pytest.fixture
def slow(phone):
    def open_slowly(town, path):
        page = phone(None, town)
        page.context.add_init_script(soundness.SEEN)
        devtools = page.context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.send("Network.emulateNetworkConditions", LINE)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.goto(path)
        return page

    return open_slowly


@pytest.mark.parametrize(
    ("town", "path"),
    [("kuopio", "/"), ("kuopio", "/areas/{karttula}"), ("platform", "/sign-in?to=kuopio")],
)
def test_the_first_paint_is_light(slow, world, town, path):
    page = slow(town, path.format(karttula=world.area("karttula")))
    weight, paint = page.evaluate(soundness.WEIGHT), page.evaluate(LARGEST_PAINT)
    told = ", ".join(f"{what} {round(weight[what], 3)}" for what in soundness.MOST)
    print(f"{path}: largest paint after {paint:.0f} ms; {told}")
    assert weight["all"] <= SIGN_IN
    assert weight["requests"] <= soundness.MOST["requests"]

"""What runs a page's cells in the page itself: a Python that lives in a worker of the browser, beside no server.

book/live/worker.js starts it. It imports nothing that the page has not fetched yet: see `unrolled.page.tiers`.
"""

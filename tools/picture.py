"""Take the README's picture of the story from the built book: python -m tools.picture."""

from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.chromium import ARGUMENTS, find_or_install

ROOT = Path(__file__).resolve().parent.parent

chromium = find_or_install()
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
    page = browser.new_page(
        viewport={"width": 1280, "height": 1000},
        device_scale_factor=2,
        reduced_motion="reduce",
    )
    page.goto((ROOT / "_build/html/book/intro.html").as_uri())
    story = page.locator("[data-widget=follow]")
    for name in ["Next", "Show me", "Next", "Show me"]:
        story.get_by_role("button", name=name).click()
    box = story.bounding_box()
    words = story.locator("[data-role=words]").bounding_box()
    clip = box | {"height": words["y"] + words["height"] - box["y"]}
    page.screenshot(path=ROOT / "book/assets/story.png", clip=clip)
    browser.close()

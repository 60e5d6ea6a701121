"""The network explorer's Train and Break: a network learns on the page, and four others, one of them right."""

import re
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from cnnlib import Affine, Convolution, ReLU, Sequential
from tests.browser.axe import axe_finds_nothing
from tests.browser.stepper import PHONE, SMALL_PHONE, button, press, tab_to
from tests.browser.test_network import FAULTS, bar, numbers, said
from tools.server import serve
from unrolled.digits import digits_network
from unrolled.widgets import NetworkExplorer

LONG = 300_000  # milliseconds: four networks on a busy machine
PARAMETERS = [f"{name}.{of}" for name in ("conv1", "conv2", "affine") for of in "Wb"]


@pytest.fixture
def explorer(show_widget):
    """Show the shipped network with its code, and the digits to learn from, in files."""
    return lambda **options: show_widget(NetworkExplorer(), in_files=True, **options)


def open_tab(root: Locator, name: str) -> None:
    button(root, name).click()
    expect(root).to_have_attribute("data-lesson", "ready")


def asked(root: Locator) -> Locator:
    return root.locator(".question")


def rested(root: Locator) -> None:
    expect(root).not_to_have_attribute("data-running", "", timeout=LONG)


def right(root: Locator) -> float:
    return float(root.locator('[data-plot="right"] .now').text_content().split()[0])


def test_from_random_weights_to_97_percent_and_the_other_verbs_look_into_it(explorer):
    root = explorer()
    shipped = numbers(root, "conv1.W")
    open_tab(root, "Train")
    said(root, r"^Random weights: the network says \d .* from 1,347 other images\.$")
    assert right(root) < 40
    button(root, "Play").click()
    expect(button(root, "Pause")).to_be_visible()
    rested(root)
    assert right(root) >= 97, "it rests by itself at the goal"
    said(root, r"^After \d+ epochs it reads 9[789]\.\d\s% of the 450 test images")
    trained = {name: numbers(root, name) for name in PARAMETERS}
    network = digits_network()
    network.parameters = {
        key: trained[name] for key, name in zip(network.parameters, PARAMETERS, strict=True)
    }
    widget = NetworkExplorer()
    share = (network.forward(widget.x).argmax(axis=1) == widget.labels).mean()
    assert abs(100 * share - right(root)) < 0.06, "cnnlib reads as many with these weights"
    button(root, "Read").click()
    expect(root.locator(".own")).to_contain_text("This is the network that you trained")
    assert np.array_equal(numbers(root, "conv1.W"), trained["conv1.W"])
    button(root, "Blame").click()
    assert np.array_equal(numbers(root, "conv1.W"), trained["conv1.W"])
    button(root, "The book’s own weights").click()
    expect(root.locator(".own")).to_be_hidden()
    assert np.array_equal(numbers(root, "conv1.W"), shipped)
    button(root, "Train").click()
    assert np.array_equal(numbers(root, "conv1.W"), trained["conv1.W"])
    button(root, "Start over").click()
    said(root, "^Random weights")
    assert not np.array_equal(numbers(root, "conv1.W"), trained["conv1.W"])


def test_another_digit_is_one_that_the_network_now_misreads(explorer):
    """Whatever was misread before it learned; and with the weights that were given, what these misread."""
    root, shipped = explorer(), NetworkExplorer()
    x, labels = shipped.x, np.array(shipped.labels)
    open_tab(root, "Train")
    button(root, "One epoch").click()
    said(root, "^After one epoch it reads")
    button(root, "Read").click()
    network = digits_network()
    names = zip(network.parameters, PARAMETERS, strict=True)
    network.parameters = {key: numbers(root, name) for key, name in names}
    learned = NetworkExplorer(network, x, labels)
    assert learned.order != shipped.order

    def follow(order: list[int]) -> None:
        first = int(np.array_equal(numbers(root, "input"), x[order[0]]))
        for digit in order[first : first + 3]:
            button(root, "Another digit").click()
            assert np.array_equal(numbers(root, "input"), x[digit])

    follow(learned.order)
    button(root, "The book’s own weights").click()
    follow(shipped.order)


NOTE_LINES = """root => {
    const line = root.querySelector(".words");
    const note = () => line.textContent.startsWith("Random weights") && root.told.push(line.textContent);
    root.told = [];
    new MutationObserver(note).observe(line, { childList: true, characterData: true, subtree: true });
}"""


def test_from_the_first_the_line_tells_of_the_random_network(explorer):
    root = explorer()
    root.evaluate(NOTE_LINES)
    for name in ("Train", "Start over"):
        root.evaluate("root => { root.told = []; }")
        button(root, name).click()
        root.page.wait_for_function(
            "root => root.told.length > 0", arg=root.element_handle()
        )
        expect(asked(root)).to_be_visible()
        shown = numbers(root, "probabilities")
        right_line = (
            f"the network says {shown.argmax()} ({round(100 * shown.max())}\u00a0%)"
        )
        told = root.evaluate("root => root.told")
        assert all(right_line in line for line in told), told


def test_one_step_stops_four_times(explorer):
    root = explorer()
    open_tab(root, "Train")
    expect(asked(root)).to_be_visible()
    before = numbers(root, "affine.W")
    button(root, "One step").click()
    said(
        root, r"^Forward: 32 images run through the network\. The first of them is in sight"
    )
    button(root, "Next: the loss").click()
    said(
        root, r"^Loss: the mean of the 32 is \d\.\d+\. Blind guessing gives log 10 = 2\.303"
    )
    assert np.array_equal(numbers(root, "affine.W"), before)
    expect(root.locator(".scale")).to_be_hidden()
    button(root, "Next: backward").click()
    said(root, r"^Backward: .* 6,090 parameters gets the mean of all 32\.$")
    expect(root.locator(".scale")).to_be_visible()
    expect(root.locator('[data-stage="pool2"] .size')).to_have_text(re.compile("^±"))
    button(root, "Next: update").click()
    said(root, r"^Update: .* On the same 32 images the loss (fell|rose)")
    expect(root.locator(".scale")).to_be_hidden()
    assert not np.array_equal(numbers(root, "affine.W"), before)
    button(root, "One epoch").click()
    said(root, "^After one epoch it reads")


def test_will_the_loss_fall(explorer):
    root = explorer()
    open_tab(root, "Train")
    expect(asked(root)).to_have_text(re.compile("^Will the loss fall?"))
    expect(root.locator(".ask [data-answer]")).to_have_text(["0.001", "0.01", "0.1", "1"])
    button(root, "1").click()
    expect(root.locator(".ask .said")).to_have_text(re.compile("jump over the valley"))
    button(root, "0.01").click()
    said(
        root,
        r"^Yes: with 0\.01 it goes from \d\.\d+ to [01]\.\d+, the lowest of the four\.$",
    )
    expect(root.locator(".tried li")).to_have_count(4)


def test_who_gives_up_is_shown(explorer):
    root = explorer()
    open_tab(root, "Train")
    expect(asked(root)).to_be_visible()
    root.page.keyboard.press("Escape")
    button(root, "Train").focus()
    root.page.keyboard.press("Escape")
    said(root, r"^With 0\.01 it goes from")


def test_steps_that_are_too_long_diverge_and_one_may_start_over(explorer):
    root = explorer()
    open_tab(root, "Train")
    root.locator("summary").click()
    root.get_by_label("Learning rate").select_option("1")
    expect(asked(root)).to_be_visible()
    button(root, "Play").click()
    said(root, "^It has diverged: .* Start over, with a smaller learning rate under More")
    rested(root)
    expect(button(root, "Play")).to_have_attribute("aria-disabled", "true")
    root.get_by_label("Learning rate").select_option("0.01")
    said(root, "^Random weights")
    expect(button(root, "Play")).to_have_attribute("aria-disabled", "false")


def test_keys_alone_train_it(explorer):
    root = explorer()
    press(button(root, "Train"))
    expect(asked(root)).to_be_visible()
    tab_to(root.locator('.ask [data-answer="1"]'))
    root.page.keyboard.press("Enter")
    said(root, "^Yes: with 0.01")
    expect(button(root, "Play")).to_be_focused()
    root.page.keyboard.press("Shift+Tab")
    root.page.keyboard.press("Enter")
    said(root, "^After one epoch it reads")
    expect(button(root, "One epoch")).to_be_focused()


def test_nothing_is_fetched_before_train_is_pressed(explorer):
    fetched = []
    root = explorer(
        prepare=lambda page: page.on("request", lambda request: fetched.append(request.url))
    )
    button(root, "Blame").click()
    expect(root.locator(".scale")).to_be_visible()
    assert not [url for url in fetched if "digits" in url or url.startswith("blob:")]
    open_tab(root, "Train")
    (digits,) = (url for url in fetched if "/digits.js" in url)
    (code,) = (url for url in fetched if "/network.js" in url)
    assert digits.replace("digits", "network") == code, "under the same version"
    assert "?v=" in code


def test_from_a_server_it_trains_as_well(show_widget, tmp_path, open_page):
    show_widget(NetworkExplorer(), in_files=True)
    (page,) = tmp_path.glob("*.html")
    text = page.read_text("utf8")
    host = re.search(r'<script defer src="(file:[^"]*widget-host\.js)"', text)[1]
    (tmp_path / "host.js").write_bytes(Path(host.removeprefix("file://")).read_bytes())
    page.write_text(text.replace(host, "host.js"), "utf8")
    with serve(tmp_path) as address:
        root = open_page(page.name, site=address).locator("[data-widget]")
        open_tab(root, "Train")
        button(root, "One epoch").click()
        said(root, "^After one epoch it reads")


@pytest.mark.parametrize(
    "refusal", ["delete globalThis.Worker", "globalThis.Worker = class { constructor() { "
    "setTimeout(() => this.onerror(new Event('error'))); } postMessage() {} terminate() {} }"],
    ids=["none", "refused"],
)  # fmt: skip
def test_where_no_worker_starts_the_page_itself_computes(explorer, refusal):
    root = explorer(prepare=lambda page: page.add_init_script(refusal))
    open_tab(root, "Train")
    expect(asked(root)).to_be_visible()
    button(root, "One epoch").click()
    said(root, "^After one epoch it reads")
    assert right(root) > 50


def test_images_that_do_not_come_are_said_to(show_widget):
    """No file beside the code, and no kernel that could be asked."""
    root = show_widget(NetworkExplorer())
    button(root, "Train").click()
    said(root, "could not be fetched")
    button(root, "Read").click()
    said(root, "The network says")


def own_network(train=None) -> NetworkExplorer:
    rng = np.random.default_rng(0)
    network = Sequential(
        Convolution(rng.normal(size=(3, 2, 3, 3)), pad=1),
        ReLU(),
        Affine(rng.normal(size=(3 * 25, 2)), np.zeros(2)),
    )
    x, labels = rng.normal(size=(20, 2, 5, 5)), rng.integers(0, 2, 20)
    x[labels == 1, 0] += 2
    train = (x, labels) if train else None
    return NetworkExplorer(network, x, labels, train=train)


def test_without_images_to_learn_from_there_is_no_train(show_widget):
    root = show_widget(own_network())
    expect(root.locator(".verbs button")).to_have_text(["Read", "Explain", "Blame"])


def test_a_network_of_ones_own_learns_from_its_own_images(show_widget):
    root = show_widget(own_network(train=True))
    expect(root.locator(".verbs button")).to_have_text(
        ["Read", "Explain", "Blame", "Train"]
    )
    given = numbers(root, "conv1.W")
    open_tab(root, "Train")
    for _ in range(2):
        button(root, "One epoch").click()
        rested(root)
    said(root, "^After 2 epochs it reads .* of the 20 test images")
    button(root, "Explain").click()
    button(root, "The weights as given").click()
    assert np.array_equal(numbers(root, "conv1.W"), given)


def test_what_is_opened_while_it_learns_is_opened_in_what_it_has_become(explorer):
    root = explorer()
    open_tab(root, "Train")
    button(root, "Play").click()
    expect(root.locator('[data-plot="loss"] .now')).not_to_be_empty()
    bar(root, 3).click()
    expect(root).to_have_attribute("data-verb", "explain")
    said(root, r"^score 3 = 128 products")
    expect(root).not_to_have_attribute("data-running", "")
    expect(root.locator(".own")).to_be_visible()


@pytest.mark.slow
def test_four_networks_a_bet_and_the_verdict_of_the_wiggles(explorer):
    root = explorer()
    open_tab(root, "Break")
    said(root, "^Four networks, alike but for their way back")
    expect(button(root, "Check by wiggling")).to_have_attribute("aria-disabled", "true")
    button(root, "Train four networks").click()
    said(root, r"^They learn side by side")
    expect(root).to_have_attribute("data-contest", "betting", timeout=LONG)
    shares = [float(text.split()[0]) for text in root.locator(".share").all_text_contents() if text][-4:]  # fmt: skip
    assert all(share >= 95 for share in shares), shares
    said(root, r"^All four read .* Place your bet\.$")
    press(button(root, "C is right"))
    said(root, "^You bet on C")
    button(root, "Check by wiggling").click()
    expect(root).to_have_attribute("data-contest", "checked", timeout=LONG)
    wrong = root.locator("tbody tr").evaluate_all(
        """rows => [0, 1, 2, 3].map((i) => rows.flatMap((row) =>
          [...row.cells[i + 1].querySelectorAll('[data-verdict="wrong"]')].map((badge) =>
            `${row.cells[0].textContent}.${badge.textContent[0]}`)))"""
    )
    faults = root.locator("tfoot tr").first.locator("td").all_text_contents()[1:]
    before_conv2 = ["conv1.x", "conv1.W", "conv1.b", "relu1.x", "pool1.x", "conv2.x"]
    expected = {
        "right": [],
        "= for += in col2im": before_conv2,
        "dx upside down": before_conv2,
        "every tie rewarded": ["conv1.b"],
    }
    assert sorted(faults) == sorted(expected)
    assert wrong == [expected[fault] for fault in faults]
    letter = "ABCD"[faults.index("right")]
    said(
        root, f"^{letter} is right, {'as you bet' if letter == 'C' else 'and you bet on C'}"
    )
    axe_finds_nothing(root.page)
    root.get_by_label("how does a pixel get its gradient").fill("It adds up.")
    button(root, "Compare").click()
    expect(root.locator(".model")).to_have_text(re.compile("adds up all that arrives"))


STATES = ["asked", "tried", "backward", "trained", "more", "break"]


def bring(root: Locator, state: str) -> None:
    if state == "break":
        return open_tab(root, "Break")
    open_tab(root, "Train")
    expect(asked(root)).to_be_visible()
    if state == "tried":
        button(root, "0.01").click()
        said(root, "^Yes")
    if state == "backward":
        for name in ("One step", "Next: the loss", "Next: backward"):
            button(root, name).click()
    if state == "trained":
        button(root, "One epoch").click()
        said(root, "^After one epoch")
        button(root, "Read").click()
    if state == "more":
        root.locator("summary").click()
    return None


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(explorer, state, theme):
    root = explorer(theme=theme, reduced_motion="reduce")
    bring(root, state)
    axe_finds_nothing(root.page)


@pytest.mark.parametrize("size", [PHONE, SMALL_PHONE], ids=["phone", "small"])
@pytest.mark.parametrize("state", STATES)
def test_it_is_made_for_the_thumb(explorer, state, size):
    root = explorer(reduced_motion="reduce", **size)
    bring(root, state)
    root.page.evaluate("scrollTo(0, 0)")
    faults = root.evaluate(FAULTS)
    assert not faults, "\n".join(faults)
    assert root.evaluate("root => root.getAnimations({ subtree: true }).length") == 0

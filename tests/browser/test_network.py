"""The network explorer: read, drawn into, and walked through from a score to a pixel, by mouse, touch and keys."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from cnnlib import Affine, Convolution, Pooling, ReLU, Sequential, SoftmaxWithLoss
from tests.browser.axe import axe_finds_nothing
from tests.browser.stepper import (
    PHONE,
    SMALL_PHONE,
    button,
    press,
    stop_clock,
    tab_to,
    words,
)
from unrolled.digits import digits_network
from unrolled.widgets import NetworkExplorer
from unrolled.widgets.layers import layer_names

DRAWINGS = json.loads(
    (Path(__file__).parents[1] / "js/network/drawings.json").read_text("utf8")
)
FOUR = next(drawing["strokes"] for drawing in DRAWINGS if drawing["digit"] == 4)
WALK = ["affine", "pool2", "relu2", "conv2", "pool1", "relu1", "conv1", "input"]
HANDS = {
    "mouse": (Locator.click, {}),
    "touch": (Locator.tap, PHONE),
    "keyboard": (press, {}),
}


@pytest.fixture
def explorer(show_widget):
    """Show the shipped network on the digit that it opens with: explorer(theme="dark", ...)."""
    return lambda **options: show_widget(NetworkExplorer(), **options)


def numbers(root: Locator, layer: str, kind: str = "value") -> np.ndarray:
    told = root.evaluate(
        "(root, [layer, kind]) => root.numbers(layer, kind)", [layer, kind]
    )
    return np.array(told["data"]).reshape(told["shape"])


def bar(root: Locator, k: int) -> Locator:
    return root.locator(f'[data-bar="{k}"]')


def trail(root: Locator) -> list[str]:
    return root.locator(".trail button").all_text_contents()


def said(root: Locator, text: str) -> None:
    expect(words(root)).to_have_text(re.compile(text))


def largest_way(widget: NetworkExplorer) -> list[tuple]:
    """From the score that is open down to a pixel, always to the largest part, as cnnlib's numbers have it."""
    network, x = digits_network(), widget.x[[widget.digit]]
    values = {"input": x[0]}
    for name, layer in zip([*WALK[-2:0:-1], "affine"], network.layers, strict=True):
        x = layer.forward(x)
        values[name] = x[0]
    (k,) = (widget.path[0][1],)
    products = values["pool2"].ravel() * network.layers[6].W[:, k]
    c, h, w = np.unravel_index(products.argmax(), (32, 2, 2))
    way = [("affine", k), ("pool2", c, h, w)]
    for conv, relu, before, place in (
        ("conv2", "relu2", "pool1", 3),
        ("conv1", "relu1", "input", 0),
    ):
        c, h, w = way[-1][1:]
        window = values[relu][c, 2 * h : 2 * h + 2, 2 * w : 2 * w + 2]
        down, across = np.unravel_index(window.argmax(), (2, 2))
        h, w = 2 * h + down, 2 * w + across
        way += [(relu, c, h, w), (conv, c, h, w)]
        padded = np.pad(values[before], ((0, 0), (1, 1), (1, 1)))
        products = padded[:, h : h + 3, w : w + 3] * network.layers[place].W[c]
        channel, i, j = np.unravel_index(products.argmax(), products.shape)
        way.append((before, channel, h + i - 1, w + j - 1))
    return [(name, *map(int, index)) for name, *index in way]


def shown(place: tuple) -> str:
    name, *index = place
    if name == "affine":
        return f"score {index[0]}"
    return (
        f"pixel ({index[1]}, {index[2]})"
        if name == "input"
        else f"{name}[{', '.join(map(str, index))}]"
    )


def test_it_opens_on_a_misread_digit_and_asks_why(explorer):
    root = explorer()
    probabilities = numbers(root, "probabilities")
    widget = NetworkExplorer()
    label = widget.labels[widget.digit]
    network_says = int(probabilities.argmax())
    assert network_says != label
    shares = [round(100 * float(probabilities[k])) for k in (network_says, label)]
    said(
        root,
        rf"The network says {network_says} \({shares[0]}\s%\)\. It is an? {label} \({shares[1]}\s%\)\. Why\?",
    )
    assert trail(root) == [f"score {network_says}"]
    expect(root.locator(".term")).to_have_count(8)


def test_its_numbers_are_cnnlibs(explorer):
    root = explorer()
    widget, loss = NetworkExplorer(), SoftmaxWithLoss()
    network = widget.network
    names = layer_names(network)
    for i in (widget.digit, 0, 449):
        root.evaluate("(root, i) => root.choose(i)", i)
        x, label = widget.x[[i]], np.array([widget.labels[i]])
        values = {"input": x}
        for name, layer in zip(names, network.layers, strict=True):
            values[name] = x = layer.forward(x)
        assert abs(root.evaluate("root => root.loss()") - loss.forward(x, label)) < 1e-9
        np.testing.assert_allclose(
            numbers(root, "probabilities"), loss.probabilities[0], atol=1e-12
        )
        gradient = loss.backward()
        for name, layer in zip(names[::-1], network.layers[::-1], strict=True):
            np.testing.assert_allclose(
                numbers(root, name), values[name][0], rtol=1e-9, atol=1e-9
            )
            np.testing.assert_allclose(
                numbers(root, name, "gradient"), gradient[0], rtol=1e-8, atol=1e-9
            )
            gradient = layer.backward(gradient)
            if getattr(layer, "W", None) is not None:
                np.testing.assert_allclose(numbers(root, f"{name}.W"), layer.W, rtol=1e-12)
                np.testing.assert_allclose(
                    numbers(root, f"{name}.W", "gradient"), layer.dW, rtol=1e-4, atol=1e-6
                )
        np.testing.assert_allclose(
            numbers(root, "input", "gradient"), gradient[0], rtol=1e-8, atol=1e-9
        )


@pytest.mark.parametrize("hand", HANDS)
def test_from_a_score_to_a_pixel_by_one_means_alone(explorer, hand):
    act, options = HANDS[hand]
    root = explorer(reduced_motion="reduce", **options)
    way = [shown(place) for place in largest_way(NetworkExplorer())]
    assert len(way) == 8
    for i in range(1, 8):
        act(button(root, "Follow the largest"))
        expect(root.locator(".trail button")).to_have_count(i + 1)
        assert trail(root) == way[: i + 1]
    said(root, "You have followed one number through 7 layers")
    expect(button(root, "Follow the largest")).to_be_disabled()
    act(button(root, "Back"))
    assert trail(root) == way[:-1]


def test_the_keyboard_walks_from_a_bar_with_enter_alone_and_backspace_leads_back(explorer):
    root = explorer()
    keyboard = root.page.keyboard
    tab_to(bar(root, 8))
    keyboard.press("Enter")
    assert trail(root) == ["score 8"]
    for i in range(2, 9):
        keyboard.press("Enter")
        expect(root.locator(".trail button")).to_have_count(i)
    assert trail(root)[-1].startswith("pixel")
    for i in range(7, 0, -1):
        keyboard.press("Backspace")
        expect(root.locator(".trail button")).to_have_count(i)
    keyboard.press("Backspace")
    assert trail(root) == ["score 8"]


def test_parts_are_buttons_and_keep_the_focus(explorer):
    root = explorer()
    tab_to(root.locator(".term").first)
    for i in range(2, 9):
        root.page.keyboard.press("Enter")
        if i in (
            3,
            6,
        ):  # a pooling window asks first, and its first number is not the winner's place
            assert root.evaluate(
                "root => root.querySelector('.panel').contains(document.activeElement)"
            )
            root.page.keyboard.press("Backspace")
            button(root, "Follow the largest").press("Enter")
            button(root, "Follow the largest").press("Enter")
            if i == 6:
                break
            tab_to(root.locator(".panel button").first)
    assert root.evaluate("root => root.contains(document.activeElement)")


def test_keys_reach_every_number_of_a_layer(explorer):
    root = explorer()
    keyboard = root.page.keyboard
    maps = root.locator('[data-grid="relu1"]')
    tab_to(maps)
    current = maps.locator("[role=gridcell]")
    assert maps.get_attribute("aria-activedescendant") == current.get_attribute("id")
    values = numbers(root, "relu1")

    def at(*index):
        expect(current).to_have_attribute("data-index", ",".join(map(str, index)))
        expect(current).to_have_text(
            re.compile(re.escape(f"relu1[{', '.join(map(str, index))}] = "))
        )
        number = float(re.search(r"= (\S+)$", current.text_content())[1])
        assert number == pytest.approx(values[index], rel=0.01, abs=1e-3)

    at(0, 0, 0)
    for key, index in [
        ("PageDown", (1, 0, 0)),
        ("ArrowDown", (1, 1, 0)),
        ("ArrowLeft", (0, 1, 7)),
        ("End", (1, 1, 7)),
        ("Home", (0, 1, 0)),
        ("PageUp", (0, 1, 0)),
    ]:
        keyboard.press(key)
        at(*index)
    said(root, r"relu1\[0, 1, 0\] = max\(0, .*It sees 9 pixels|It sees 6 pixels")
    keyboard.press("Enter")
    assert trail(root) == ["relu1[0, 1, 0]"]
    keyboard.press("Enter")
    assert trail(root) == ["relu1[0, 1, 0]", "conv1[0, 1, 0]"]


def point_at(root: Locator, layer: str, x: float, y: float) -> None:
    root.locator(f'[data-grid="{layer}"] canvas').hover(position={"x": x, "y": y})


def test_the_mouse_names_a_number_and_a_click_opens_it(explorer):
    root = explorer()
    point_at(root, "input", 17 * 3 + 8, 17 * 4 + 8)
    said(root, rf"^pixel \(4, 3\) = {numbers(root, 'input')[0, 4, 3]:g}\.$")
    root.page.mouse.down()
    root.page.mouse.up()
    assert trail(root) == ["pixel (4, 3)"]
    expect(root.locator(".feeds")).to_have_text("It feeds 144 numbers of conv1.")
    root.page.mouse.move(0, 0)
    said(root, "a number of the image itself")


def test_what_is_pointed_at_does_not_change_the_page(explorer):
    root = explorer()
    before = root.evaluate("root => root.querySelector('.panel').innerHTML")
    point_at(root, "pool1", 5, 5)
    said(root, "the largest of 4")
    assert root.evaluate("root => root.querySelector('.panel').innerHTML") == before


@pytest.mark.parametrize("hand", HANDS)
def test_which_number_of_a_window_went_on_is_guessed_first(explorer, hand):
    act, options = HANDS[hand]
    root = explorer(reduced_motion="reduce", **options)
    act(button(root, "Follow the largest"))
    candidates = root.locator("[data-guess]")
    expect(candidates).to_have_count(4)
    said(root, r"is one of these 4 numbers\. Which one went on\?")
    expect(root.locator("[data-winner]")).to_have_count(0)
    values = [float(text) for text in candidates.all_text_contents()]
    wrong, winner = int(np.argmin(values)), int(np.argmax(values))
    act(candidates.nth(wrong))
    said(root, "is smaller:")
    expect(candidates.nth(wrong)).to_have_attribute("data-wrong", "")
    expect(candidates.nth(winner)).to_have_attribute("data-winner", "")
    act(candidates.nth(winner))
    assert trail(root)[-1].startswith("relu2")
    act(button(root, "Back"))
    act(candidates.nth(winner))
    said(root, "^Yes: .* and only it went on")


def test_a_convolution_is_a_row_of_col_times_a_column_of_its_weights(explorer):
    root = explorer()
    for _ in range(3):
        button(root, "Follow the largest").click()
    _, f, oh, ow = largest_way(NetworkExplorer())[3]
    row = root.locator("details.row")
    expect(row.locator("summary")).to_have_text(
        re.compile(rf"row {4 * oh + ow} of col \(144 numbers\) · column {f} of col_W")
    )
    row.locator("summary").click()
    cells = row.locator("td")
    expect(cells).to_have_count(144)
    padded = np.pad(numbers(root, "pool1"), ((0, 0), (1, 1), (1, 1)))
    window, weights = (
        padded[:, oh : oh + 3, ow : ow + 3].ravel(),
        numbers(root, "conv2.W")[f].ravel(),
    )
    found = [[float(n) for n in text.split()] for text in cells.all_inner_texts()]
    np.testing.assert_allclose(found, np.stack([window, weights], axis=1), rtol=6e-3)
    products = window * weights
    nonzero = int((products != 0).sum())
    said(root, f"{nonzero} of the products are not 0")
    terms = [float(text) for text in root.locator(".term b").all_text_contents()]
    ordered = np.sort(products)
    np.testing.assert_allclose(terms, [*ordered[:-6:-1], *ordered[:3]], rtol=6e-3)


def draw(root: Locator, strokes, hand: str) -> None:
    sheet, page = root.locator(".sheet"), root.page
    sheet.scroll_into_view_if_needed()
    box = sheet.bounding_box()

    def place(x: float, y: float) -> tuple[float, float]:
        return box["x"] + x / 32 * box["width"], box["y"] + y / 32 * box["height"]

    if hand == "touch":
        session = page.context.new_cdp_session(page)
        send = lambda kind, *at: session.send(  # noqa: E731
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in at]},
        )
        for first, *rest in strokes:
            send("touchStart", place(*first))
            for point in rest:
                send("touchMove", place(*point))
            send("touchEnd")
        return
    for first, *rest in strokes:
        page.mouse.move(*place(*first))
        page.mouse.down()
        for point in rest:
            page.mouse.move(*place(*point), steps=4)
        page.mouse.up()


@pytest.mark.parametrize("hand", ["mouse", "touch"])
def test_a_four_is_drawn_and_read_and_named(explorer, hand):
    root = explorer(**(PHONE if hand == "touch" else {}))
    button(root, "Draw one").click()
    said(root, "Draw a digit, as large as you like")
    root.locator(".sheet").scroll_into_view_if_needed()
    scroll = root.page.evaluate("scrollY")
    draw(root, FOUR, hand)
    said(root, r"The network says 4 \(.*%\)\. What did you draw\? Tap its bar\.")
    assert root.page.evaluate("scrollY") == scroll, "the page has scrolled under the finger"
    counts = np.array(
        [int(text) for text in root.locator(".drawing .numbers span").all_text_contents()]
    )
    assert np.array_equal(numbers(root, "input").ravel() * 16, counts)
    assert counts.max() <= 16
    assert counts.sum() > 150
    bar(root, 4).click()
    said(root, r"The network says 4 \(.*%\)\. You drew a 4: right\. Why\?")
    assert trail(root) == ["score 4"]
    expect(root.locator(".sheet")).to_have_count(0)
    button(root, "Follow the largest").click()
    assert trail(root)[-1].startswith("pool2")
    button(root, "Back to the test digits").click()
    said(root, "The network says 7")


def test_bars_follow_while_a_digit_is_drawn(explorer):
    root = explorer()
    button(root, "Draw one").click()
    seen = []
    for count in range(1, len(FOUR) + 1):
        button(root, "Clear").click()
        said(root, "Draw a digit")
        draw(root, FOUR[:count], "mouse")
        said(root, "What did you draw")
        seen.append(root.locator("[data-bar] .share").all_text_contents())
    assert seen[0] != seen[1]


def test_keys_alone_draw_a_one(explorer):
    root = explorer()
    keyboard = root.page.keyboard
    tab_to(button(root, "Draw one"))
    keyboard.press("Enter")
    expect(root.locator(".sheet")).to_be_focused()
    for key in ["ArrowUp", "Space", *["ArrowDown"] * 12, "Space"]:
        keyboard.press(key)
    said(root, "What did you draw")
    counts = numbers(root, "input")[0] * 16
    assert (counts.sum(axis=1) > 0).all(), "it fills the sheet from top to bottom"
    assert (counts.sum(axis=0)[[0, 1, 6, 7]] == 0).all()
    keyboard.press("Backspace")
    said(root, "Draw a digit")
    assert numbers(root, "input").sum() == 0
    assert trail(root)[0].startswith("score")


def test_another_digit_is_the_next_that_was_misread(explorer):
    root, widget = explorer(), NetworkExplorer()
    for digit in widget.order[1:3]:
        button(root, "Another digit").click()
        assert np.array_equal(numbers(root, "input"), widget.x[digit])
        said(root, rf"It is an? {widget.labels[digit]} ")
        answer = root.locator("[data-answer]")
        expect(answer).to_have_attribute("data-bar", str(widget.labels[digit]))


def test_python_can_set_what_is_open(show_widget):
    root = show_widget(
        NetworkExplorer(digit=0, verb="explain", path=[("affine", 3), ("pool2", 1, 1, 1)])
    )
    assert trail(root) == ["score 3", "pool2[1, 1, 1]"]
    expect(root.locator('[aria-pressed="true"]')).to_have_text("Explain")


def test_a_network_of_other_layers_and_sizes(show_widget):
    rng = np.random.default_rng(0)
    network = Sequential(
        Convolution(rng.normal(size=(3, 2, 3, 2)), stride=2),
        Pooling(2, 2, pad=1, stride=2),
        Affine(rng.normal(size=(27, 5)), rng.normal(size=5)),
        ReLU(),
        Affine(rng.normal(size=(5, 4))),
    )
    x = rng.normal(size=(3, 2, 10, 9))
    assert network.forward(x).shape == (3, 4)
    root = show_widget(NetworkExplorer(network, x, np.array([0, 1, 2])))
    expect(button(root, "Draw one")).to_have_count(0)
    np.testing.assert_allclose(
        numbers(root, "relu1"),
        network.layers[3].forward(
            network.layers[2].forward(
                network.layers[1].forward(network.layers[0].forward(x))
            )
        )[NetworkExplorer(network, x, np.array([0, 1, 2])).digit],
    )
    follow = button(root, "Follow the largest")
    for _ in range(12):
        if follow.get_attribute("aria-disabled") == "true":
            break
        follow.click()
    assert trail(root)[-1].startswith("pixel")


MAPS = ["input", "relu1", "pool1", "relu2", "pool2"]  # stages, by what they show


def blame(root: Locator) -> None:
    button(root, "Blame").click()
    expect(root).to_have_attribute("data-verb", "blame")


def scales(root: Locator) -> dict[str, str]:
    """What stands above each stage: its shape, or the largest of its gradients."""
    return {
        name: root.locator(f'[data-stage="{name}"] .size').text_content() for name in MAPS
    }


def expect_turned(root: Locator, count: int) -> None:
    """So many stages, from the last, show gradients, on a scale that says how large they are."""
    for i, name in enumerate(MAPS[::-1]):
        size = root.locator(f'[data-stage="{name}"] .size')
        most = np.abs(numbers(root, name, "gradient")).max()
        if i < count:
            expect(size).to_have_text(re.compile("^± "))
            assert float(size.text_content()[2:]) == pytest.approx(most, rel=6e-3)
        else:
            expect(size).to_have_text(re.compile("×"))


def test_blame_asks_which_bar_should_have_won_and_says_the_loss(explorer):
    root = explorer()
    blame(root)
    p, label = (
        numbers(root, "probabilities"),
        NetworkExplorer().labels[NetworkExplorer().digit],
    )
    loss = root.evaluate("root => root.loss()")
    assert loss == pytest.approx(-np.log(p[label]))
    said(
        root,
        rf"^Which bar should have won\? It is an? {label}: loss = −log {p[label]:.3g} = {loss:.3g}\.$",
    )
    shares = [
        float(text or 0) for text in root.locator("[data-bar] .share").all_text_contents()
    ]
    np.testing.assert_allclose(shares, p - np.eye(10)[label], atol=0.006)
    expect(root.locator("[data-answer]")).to_have_attribute("data-bar", str(label))
    expect_turned(root, 0)


@pytest.mark.parametrize("hand", HANDS)
def test_another_bar_is_another_answer(explorer, hand):
    act, options = HANDS[hand]
    root = explorer(reduced_motion="reduce", **options)
    act(button(root, "Blame"))
    act(bar(root, 3))
    p = numbers(root, "probabilities")
    said(root, "Suppose that it were a 3: loss")
    assert root.evaluate("root => root.loss()") == pytest.approx(-np.log(p[3]))
    np.testing.assert_allclose(
        numbers(root, "affine", "gradient"), p - np.eye(10)[3], atol=1e-12
    )
    act(button(root, "Read"))
    said(root, "The network says 7")


def test_the_loss_flows_back_layer_by_layer(explorer):
    root = explorer()
    stop_clock(root.page)
    blame(root)
    for count in range(1, 6):
        button(root, "One layer back").click()
        expect_turned(root, count)
    said(root, r"^Image: each number adds up what all windows .* That is col2im\.$")
    expect(button(root, "One layer back")).to_be_disabled()

    button(root, "Play").click()  # once more, from the loss
    expect_turned(root, 0)
    for count in range(1, 6):
        root.page.clock.run_for(1100)
        expect_turned(root, count)
    expect(button(root, "Play")).to_be_visible()
    root.page.clock.run_for(60_000)
    expect_turned(root, 5)


def test_play_can_be_paused(explorer):
    root = explorer()
    stop_clock(root.page)
    blame(root)
    button(root, "Play").click()
    root.page.clock.run_for(1700)
    expect_turned(root, 2)
    button(root, "Pause").click()
    root.page.clock.run_for(60_000)
    expect_turned(root, 2)


def test_where_motion_is_unwanted_all_turns_at_once(explorer):
    root = explorer(reduced_motion="reduce")
    blame(root)
    button(root, "Play").click()
    expect_turned(root, 5)
    assert root.evaluate("root => root.getAnimations({ subtree: true }).length") == 0


@pytest.mark.parametrize("hand", HANDS)
def test_from_a_pixel_back_to_the_loss_by_one_means_alone(explorer, hand):
    """Down to a pixel, and back as a gradient: what is followed is what gives most, up or down."""
    act, options = HANDS[hand]
    root = explorer(reduced_motion="reduce", **options)
    for _ in range(7):
        act(button(root, "Follow the largest"))
    pixel = trail(root)[-1]
    act(button(root, "Blame"))
    assert trail(root) == [pixel]
    for i in range(2, 9):
        act(button(root, "Follow the largest"))
        expect(root.locator(".trail button")).to_have_count(i)
    names = [text.partition("[")[0].partition(" ")[0] for text in trail(root)]
    assert names == ["pixel", "conv1", "relu1", "pool1", "conv2", "relu2", "pool2", "score"]
    said(root, "You have followed a gradient back through 7 layers")
    expect(button(root, "Follow the largest")).to_be_disabled()
    act(button(root, "Back"))
    said(root, r"^The gradient of pool2\[.*\] is the sum of 10 products")


def test_a_gradient_is_the_sum_of_what_its_windows_give_back(explorer):
    root = explorer()
    for _ in range(4):
        button(root, "Follow the largest").click()
    place = tuple(map(int, re.findall(r"\d+", trail(root)[-1])[1:]))
    blame(root)
    widget = NetworkExplorer()
    layer = widget.network.layers[3]
    names, x = layer_names(widget.network), widget.x[[widget.digit]]
    for each in widget.network.layers[:4]:
        x = each.forward(x)
    assert names[3] == "conv2"
    rows = numbers(root, "conv2", "gradient").reshape(32, 16).T  # (OH*OW, FN)
    dcol = (rows @ layer.W.reshape(32, -1)).reshape(4, 4, 16, 3, 3)
    c, h, w = place
    given = [
        dcol[h + 1 - i, w + 1 - j, c, i, j]
        for i in (2, 1, 0)
        for j in (2, 1, 0)
        if 0 <= h + 1 - i < 4 and 0 <= w + 1 - j < 4
    ]
    chips = root.locator("[data-addition]")
    found = [
        float(text.replace("−", "-").replace(" ", "")) for text in chips.all_text_contents()
    ]
    np.testing.assert_allclose(found, given, rtol=6e-3)
    assert sum(given) == pytest.approx(numbers(root, "pool1", "gradient")[place])
    said(root, f"{len(given)} windows read pool1")
    assert [chip.get_attribute("aria-pressed") for chip in chips.all()].index(
        "true"
    ) == np.argmax(np.abs(given))
    before = root.locator(".terms").inner_text()
    other = 0 if np.argmax(np.abs(given)) else 1
    chips.nth(other).click()
    expect(chips.nth(other)).to_have_attribute("aria-pressed", "true")
    assert root.locator(".terms").inner_text() != before


def test_weights_show_their_gradients(explorer):
    root = explorer()
    for _ in range(3):
        button(root, "Follow the largest").click()
    f = int(re.findall(r"\d+", trail(root)[-1])[1])
    blame(root)
    root.locator("summary").click()
    found = [
        [float(n) for n in text.split()] for text in root.locator("td").all_inner_texts()
    ]
    W, dW = (
        numbers(root, "conv2.W")[f].ravel(),
        numbers(root, "conv2.W", "gradient")[f].ravel(),
    )
    np.testing.assert_allclose(found, np.stack([W, dW], axis=1), rtol=6e-3)


def test_a_number_that_lost_its_window_gets_nothing(explorer):
    root = explorer()
    blame(root)
    values = numbers(root, "relu2")
    windows = values.reshape(32, 2, 2, 2, 2).transpose(0, 1, 3, 2, 4).reshape(32, 2, 2, 4)
    c, h, w = np.argwhere((windows[..., 3] < windows.max(axis=-1)) & (windows[..., 3] > 0))[
        0
    ]
    maps = root.locator('[data-grid="relu2"]')
    tab_to(maps)
    for key in (
        ["PageDown"] * int(c)
        + ["ArrowDown"] * int(2 * h + 1)
        + ["ArrowRight"] * int(2 * w + 1)
    ):
        root.page.keyboard.press(key)
    root.page.keyboard.press("Enter")
    said(root, "was not the largest of its window, so its gradient is 0")
    expect(button(root, "Follow the largest")).to_be_disabled()
    expect_turned(root, 5)


def test_a_drawing_can_be_blamed(explorer):
    root = explorer()
    button(root, "Draw one").click()
    draw(root, FOUR, "mouse")
    said(root, "Tap its bar")
    bar(root, 9).click()
    said(root, "You drew a 9")
    blame(root)
    said(root, r"It is a 9: loss")
    p = numbers(root, "probabilities")
    assert root.evaluate("root => root.loss()") == pytest.approx(-np.log(p[9]))


def losses(widget: NetworkExplorer, x: np.ndarray) -> float:
    label = np.array([widget.labels[widget.digit]])
    return SoftmaxWithLoss().forward(widget.network.forward(x[None]), label)


def open_pixel(root: Locator, h: int, w: int) -> None:
    tab_to(root.locator('[data-grid="input"]'))
    for key in ["ArrowDown"] * h + ["ArrowRight"] * w + ["Enter"]:
        root.page.keyboard.press(key)
    assert trail(root) == [f"pixel ({h}, {w})"]


def ink(root: Locator, layer: str) -> str:
    """What the stage's canvas shows, as one text."""
    return root.locator(f'[data-grid="{layer}"] canvas').evaluate(
        "canvas => canvas.toDataURL()"
    )


@pytest.mark.parametrize("hand", HANDS)
def test_a_pixel_is_wiggled_and_the_loss_agrees_with_backward(explorer, hand):
    act, options = HANDS[hand]
    root, widget = explorer(reduced_motion="reduce", **options), NetworkExplorer()
    for _ in range(7):
        act(button(root, "Follow the largest"))
    place = tuple(map(int, re.findall(r"\d+", trail(root)[-1])))
    act(button(root, "Blame"))
    x = widget.x[widget.digit]
    moved = [x.copy(), x.copy()]
    moved[0][0][place], moved[1][0][place] = x[0][place] + 1e-4, x[0][place] - 1e-4
    quotient = (losses(widget, moved[0]) - losses(widget, moved[1])) / 2e-4
    expect(root.locator(".verdict")).to_have_text(
        f"Δloss / 2h = {quotient:.4g}; backward said {numbers(root, 'input', 'gradient')[0][place]:.4g}."
    )
    # The loss, once the pixel is moved in sight, is cnnlib's as well; what the pixel can't reach is faint.
    expect(root).to_have_attribute("data-kinks", re.compile(r"\d"))
    still = {name: ink(root, name) for name in MAPS}
    for _ in range(2):
        act(button(root, "more"))
    moved[0][0][place] = x[0][place] + 0.1
    after = losses(widget, moved[0])
    said(root, rf"^The loss went from {losses(widget, x):.4g} to {after:.4g}: by ")
    expect(root.locator(".pulled")).to_have_text(f"pixel {place} = {x[0][place]:.3g} + 0.1")
    assert all(ink(root, name) != still[name] for name in MAPS)
    for _ in range(2):
        act(button(root, "less"))
    assert {name: ink(root, name) for name in MAPS} == still
    said(root, "windows read pixel")


def test_keys_and_the_slider_wiggle_too(explorer):
    root = explorer()
    blame(root)
    open_pixel(root, 4, 3)
    keyboard, slider = root.page.keyboard, root.get_by_role("slider", name="Change")
    keyboard.press("+")
    expect(root.locator(".pulled")).to_have_text(re.compile(r"\+ 0\.05$"))
    keyboard.press("-")
    keyboard.press("-")
    expect(root.locator(".pulled")).to_have_text(re.compile("− 0\\.05$"))
    tab_to(slider)
    keyboard.press("End")
    expect(root.locator(".pulled")).to_have_text(re.compile(r"\+ 1$"))
    expect(slider).to_have_attribute("aria-valuetext", re.compile(r"\+ 1$"))
    keyboard.press("ArrowLeft")
    expect(root.locator(".pulled")).to_have_text(re.compile(r"\+ 0\.95$"))
    assert slider.evaluate("slider => slider === document.activeElement"), (
        "it is not drawn anew under the hand"
    )


def test_kinks_are_hatched_before_they_are_touched_and_say_why(explorer):
    root, widget = explorer(), NetworkExplorer()
    blame(root)
    button(root, "One layer back").click()
    expect(root).not_to_have_attribute("data-kinks", re.compile("."))
    for _ in range(4):
        button(root, "One layer back").click()
    expect(root).to_have_attribute("data-kinks", re.compile(r"\d"))
    found = {int(at) for at in root.get_attribute("data-kinks").split(",")}
    x, expected = widget.x[widget.digit], set()
    here = losses(widget, x)
    for at in range(64):
        up, down = x.copy(), x.copy()
        up.ravel()[at] += 1e-6
        down.ravel()[at] -= 1e-6
        slopes = (losses(widget, up) - here) / 1e-6, (here - losses(widget, down)) / 1e-6
        if abs(slopes[0] - slopes[1]) > max(1e-8, 1e-3 * max(map(abs, slopes))):
            expected.add(at)
    assert found == expected
    at = min(found)
    open_pixel(root, *divmod(at, 8))
    expect(root.locator(".verdict")).to_have_text(
        re.compile(
            r"^A kink: the slope up is .*, the slope down .*; backward said .* The cause is pool1\[.*equal numbers"
        )
    )


def test_a_weight_is_chosen_and_wiggled(explorer):
    root, widget = explorer(), NetworkExplorer()
    for _ in range(3):
        button(root, "Follow the largest").click()
    blame(root)
    weights = root.locator("[data-weight]")
    expect(weights).to_have_count(9)
    pressed = weights.evaluate_all(
        "all => all.map((each) => each.getAttribute('aria-pressed'))"
    )
    assert pressed.count("true") == 1
    other = (pressed.index("true") + 1) % 9
    weights.nth(other).click()
    expect(weights.nth(other)).to_have_attribute("aria-pressed", "true")
    index = np.unravel_index(
        int(weights.nth(other).get_attribute("data-weight")), (32, 16, 3, 3)
    )
    name = f"conv2.W[{', '.join(map(str, index))}]"
    expect(root.locator(".pulled")).to_have_text(re.compile(re.escape(f"{name} = ")))
    expect(root.locator(".verdict")).to_have_text(
        re.compile(
            re.escape(f"backward said {numbers(root, 'conv2.W', 'gradient')[index]:.4g}.")
        )
    )
    button(root, "more").click()
    layer = widget.network.layers[3]
    layer.W = layer.W.astype(float)
    layer.W[index] += 0.05
    said(root, rf"to {losses(widget, widget.x[widget.digit]):.4g}: by")
    button(root, "Back").press("Backspace")

    bar(root, 8).click()
    expect(root.locator(".term[data-weight]")).to_have_count(5)
    root.locator(".term[data-weight]").nth(1).click()
    expect(root.locator(".pulled")).to_have_text(re.compile(r"^affine\.W\[\d+, 8\] = "))


STATES = [
    "kink",
    "open",
    "pool",
    "conv",
    "row",
    "pixel",
    "draw",
    "blame",
    "won",
    "dW",
    "dcol",
    "shares",
]


def bring(root: Locator, state: str) -> None:
    steps = {
        "pool": 1,
        "shares": 1,
        "won": 2,
        "conv": 3,
        "row": 3,
        "dW": 3,
        "dcol": 4,
        "pixel": 7,
    }
    for _ in range(steps.get(state, 0)):
        button(root, "Follow the largest").click()
    if state in ("blame", "won", "dW", "dcol", "shares"):
        blame(root)
    if state == "pool":
        root.locator("[data-guess]").first.click()
    if state in ("row", "dW"):
        root.locator("summary").click()
    if state == "kink":
        blame(root)
        root.locator('[data-grid="input"] canvas').click(position={"x": 2, "y": 2})
        button(root, "more").click()
    if state == "draw":
        button(root, "Draw one").click()
        draw(root, FOUR, "mouse")
        said(root, "What did you draw")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(explorer, state, theme):
    root = explorer(theme=theme, reduced_motion="reduce")
    bring(root, state)
    axe_finds_nothing(root.page)


FAULTS = """root => {
  const faults = [];
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) faults.push(`the page is ${wide} px wide`);
  for (const part of root.querySelectorAll("*")) {
    const { overflowX, overflowY } = getComputedStyle(part);
    if (/auto|scroll/.test(overflowX + overflowY)) faults.push(`scrolls: ${part.className}`);
    if (!part.matches("button, summary") || !part.checkVisibility()) continue;
    const { width, height } = part.getBoundingClientRect();
    if (width < 44 || height < 44) faults.push(`${width} by ${height}: ${part.outerHTML.slice(0, 80)}`);
  }
  const bar = root.querySelector(".bar").getBoundingClientRect();
  if (bar.height > 180) faults.push(`the bar is ${bar.height} px high`);
  const end = Math.min(innerHeight, root.getBoundingClientRect().bottom);
  if (Math.abs(bar.bottom - end) > 2) faults.push("the bar is not at the bottom");
  return faults;
}"""


@pytest.mark.parametrize("size", [PHONE, SMALL_PHONE], ids=["phone", "small"])
@pytest.mark.parametrize("state", STATES)
def test_it_is_made_for_the_thumb(explorer, state, size):
    root = explorer(reduced_motion="reduce", **size)
    bring(root, state)
    root.page.evaluate("scrollTo(0, 0)")
    faults = root.evaluate(FAULTS)
    assert not faults, "\n".join(faults)


def test_on_a_phone_the_stages_are_a_list_and_the_open_one_is_large(explorer):
    root = explorer(reduced_motion="reduce", **PHONE)
    layers = root.locator(".layer")
    tops = layers.evaluate_all(
        "layers => layers.map((layer) => layer.getBoundingClientRect().top)"
    )
    assert tops == sorted(tops)
    size = "maps => maps.clientHeight"
    closed = root.locator('[data-grid="pool2"]').evaluate(size)
    button(root, "Follow the largest").tap()
    expect(root.locator('[data-stage="pool2"]')).to_have_attribute("data-open", "")
    assert root.locator('[data-grid="pool2"]').evaluate(size) > 3 * closed
    below = root.evaluate("root => root.querySelector('[data-open] + .panel') !== null")
    assert below, "what the number is made of stands below its stage"


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_moves_on_the_way(explorer, width):
    """Where stages stand beside each other, the picture and the sentence keep their places."""
    root = explorer(width=width, reduced_motion="reduce")
    assert root.evaluate("root => root.getAnimations({ subtree: true }).length") == 0
    if width < 640:
        return
    place = "root => ['.picture', '.words', '.moves'].map((part) => root.querySelector(part).getBoundingClientRect().top)"
    before = root.evaluate(place)
    for _ in range(7):
        button(root, "Follow the largest").click()
        assert root.evaluate(place) == before


def test_a_new_width_lays_it_out_anew(explorer):
    root = explorer(width=1280)
    picture = root.locator(".picture")
    expect(picture).to_have_attribute("data-form", "row")
    root.page.set_viewport_size({"width": 420, "height": 800})
    expect(picture).to_have_attribute("data-form", "list")
    root.page.set_viewport_size({"width": 1280, "height": 800})
    expect(picture).to_have_attribute("data-form", "row")


def test_forward_and_backward_of_a_digit_take_less_than_a_frame(explorer):
    """A drawing is read at each frame; the bar is 8 ms, with room for a busy machine."""
    root = explorer()
    times = root.evaluate("""root => Array.from({ length: 30 }, (_, i) => {
      const start = performance.now();
      root.choose(i);
      return performance.now() - start;
    }).sort((a, b) => a - b)""")
    print(f"a digit: median {times[15]:.1f} ms, with drawing")
    assert times[3] < 16

"""What the book's build leaves out of its pages' HTML."""

from book._ext import pages

CSS = """html[data-theme="light"] .highlight { background: #fefefe; color: #080808 }
html[data-theme="light"] .highlight .n { color: #080808 }
html[data-theme="light"] .highlight .p { color: #080808 }
html[data-theme="light"] .highlight .k { color: #080808; font-weight: bold }
html[data-theme="light"] .highlight .o { color: #00622F }
html[data-theme="light"] .highlight .s { color: #00622F }
html[data-theme="dark"] .highlight { background: #2b2b2b; color: #F8F8F2 }
html[data-theme="dark"] .highlight .n { color: #F8F8F2 }
html[data-theme="dark"] .highlight .p { color: #ABE338 }
html[data-theme="dark"] .highlight .k { color: #F8F8F2; font-weight: bold }
"""


def test_operators_and_code_that_looks_like_its_block_in_both_modes_go_without_an_element():
    code = "".join(f'<span class="{name}">{name}1</span>' for name in "npkos")
    kept = "".join(f'<span class="{name}">{name}1</span>' for name in "pk")
    assert pages.plain_code(CSS).sub(r"\1", code) == f'n1{kept}o1<span class="s">s1</span>'

"""The graders of the book's exercises. They take the library's answers for the truth, so they can't judge the library."""

from collections.abc import Iterator
from functools import partial

from unrolled.exercises import GRADERS
from unrolled.proof.claims import Claim


def claims(kit) -> Iterator[Claim]:
    """That every grader accepts what stands for cnnlib's name."""
    for part, graders in GRADERS.items():
        for grader in graders:
            case = f"the grader {grader.__name__}"
            yield Claim(part, case, partial(grader, getattr(kit, part)))

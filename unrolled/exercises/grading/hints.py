"""The hints that any exercise gives, before and after its own, and which of them all fits."""

from collections.abc import Sequence

from unrolled.exercises.grading.likeness import Pair, common_fault

# Looked at before an exercise's own hints: what is wrong with the answer as a whole …
FIRST_HINTS = {
    "call": "It must take these arguments, and the settings by these names.",
    "nothing": "It gave None. Does every way through it end in a return, or set the value?",
    "type": "An array must be a NumPy array of numbers, a count a whole number, and several results "
    "a tuple of them in the order asked.",
    "written": "It changed what it was given. The caller may still need that: work on a copy.",
}
# … and after them, what holds in any exercise.
LAST_HINTS = {
    "N is above 1": "One image is right, two are not. Where does each array have its axis N?",
    "C is above 1": "One channel is right, two are not. Where does each array have its axis C?",
    "H and W differ": "Height and width got swapped somewhere; a square image can't tell.",
    "raised": "Make the call above yourself, and look at the shapes before that line.",
    "turned": "The sizes are right, their order is not. What does each axis count?",
    "shape": "Compare the two shapes, size by size. What does each axis count?",
    "order": "The right numbers in the wrong places. `reshape` never changes the order in "
    "which numbers are read; `transpose` does.",
    "numbers": "Wrong numbers, with nothing in common but this. Which is the first that differs, and "
    "from which numbers of the input should it be made?",
    "dtype": "The numbers are right, their type is not. `np.zeros(shape)` makes float64, "
    "whatever it is to hold: say which dtype.",
}


def fitting_hint(cues: set[str], own: dict[str, str], numbers: Sequence[Pair]) -> str:
    """The first hint for one of these cues: a symptom, or a tag that all wrong cases share.

    own: the exercise's hints. numbers: the expected and received arrays of all wrong cases, if all are
    wrong in their numbers: what they have in common is said where nothing else is known.
    """
    common = common_fault(numbers) if numbers else ""
    last = LAST_HINTS | ({"numbers": common} if common else {})
    hints = (*FIRST_HINTS.items(), *own.items(), *last.items())
    return next(said for cue, said in hints if cue in cues)

"""The ranges that chapter 8 quotes come from runs, and a run made anew gives what is stored, give or take a few digits."""

import numpy as np
import pytest

from benchmarks import learning
from unrolled.figures.learning import runs

STORED = runs()
APART = 6  # of 450 digits: another machine adds in another order


def test_every_run_is_stored_with_what_made_it():
    assert {"command", "date", "machine", "versions"} <= STORED.keys()
    for name in ("random", "strangers"):
        counts = np.array(STORED[name])
        assert counts.shape == (learning.ORDERS, 10, 10)
        assert (counts.sum(axis=(1, 2)) == learning.TEST).all()
    assert list(STORED["race"]) == list(learning.RIVALS)
    assert {len(runs) for runs in STORED["race"].values()} == {learning.RACES}


@pytest.mark.slow
def test_a_run_made_anew_reads_as_many():
    again = learning.confusion(*learning.random_split(), order=3)
    stored = STORED["random"][3]
    assert abs(np.trace(again) - np.trace(stored)) <= APART
    assert np.sum(again, axis=1).tolist() == np.sum(stored, axis=1).tolist()


@pytest.mark.slow
def test_a_race_run_anew_ends_alike():
    assert abs(learning.race("EveryTie", 2) - STORED["race"]["EveryTie"][2]) <= APART

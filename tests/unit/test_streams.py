from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from calibrated import assert_cells, assert_law, assert_uncorrelated

from omnisim.streams import identify, key, uniform, uniforms

if TYPE_CHECKING:
    import numpy.typing as npt

    from omnisim.streams import Floats

N = 1 << 18
CUSTOMERS = identify(key(0, 0, "customer"), np.arange(N, dtype=np.uint64))
TALK = key(1, 0, "talk")

# pairs of streams that must know nothing of each other
PAIRS = {
    "purposes": (uniforms(TALK, CUSTOMERS), uniforms(key(1, 0, "patience"), CUSTOMERS)),
    "seeds": (uniforms(TALK, CUSTOMERS), uniforms(key(2, 0, "talk"), CUSTOMERS)),
    "replications": (uniforms(TALK, CUSTOMERS), uniforms(key(1, 1, "talk"), CUSTOMERS)),
    "legs": (
        uniforms(TALK, CUSTOMERS, 1 << 32),
        uniforms(TALK, CUSTOMERS, 1 << 32 | 1),
    ),
    "attempts": (
        uniforms(TALK, CUSTOMERS, 1 << 32),
        uniforms(TALK, CUSTOMERS, 2 << 32),
    ),
    "neighbours": (uniforms(TALK, CUSTOMERS)[:-1], uniforms(TALK, CUSTOMERS)[1:]),
    "agents": (
        uniforms(TALK, np.arange(N, dtype=np.uint64)),
        uniforms(TALK, np.arange(1, N + 1, dtype=np.uint64)),
    ),
    "days": (
        uniforms(TALK, np.arange(N, dtype=np.uint64), 0),
        uniforms(TALK, np.arange(N, dtype=np.uint64), 1),
    ),
}


def grid(a: Floats, b: Floats, cells: int = 16) -> npt.NDArray[np.float64]:
    """Count pairs in the squares of a chessboard."""
    return np.histogram2d(a, b, bins=cells, range=((0, 1), (0, 1)))[0]


def test_numbers_of_several_counters_are_those_of_each() -> None:
    index = np.array([0, 1, 1 << 33 | 5 << 16 | 7, 2**64 - 1], dtype=np.uint64)

    of_each = uniforms(TALK, CUSTOMERS[:4], index)
    of_one = uniforms(TALK, CUSTOMERS[:1], index)
    assert of_each.tolist() == [
        uniform(TALK, int(CUSTOMERS[n]), int(index[n])) for n in range(4)
    ]
    assert of_one.tolist() == [
        uniform(TALK, int(CUSTOMERS[0]), counter) for counter in index.tolist()
    ]


def test_an_address_keeps_its_number_for_ever() -> None:
    numbers = [uniform(key(1, 0, "talk"), 17, 1), uniform(key(2, 3, "gap", "phone"), 0)]

    assert [number.hex() for number in numbers] == [
        "0x1.746f9d4a93ea7p-1",
        "0x1.24d3b33df7f30p-5",
    ]


@pytest.mark.parametrize(
    "other",
    [
        key(2, 0, "ab", 1),
        key(1, 1, "ab", 1),
        key(1, 0, "ac", 1),
        key(1, 0, "ab", 2),
        key(1, 0, "ab", "1"),
        key(1, 0, "a", "b", 1),
        key(0, 1, "ab", 1),
        key(1, 0, "ab"),
    ],
)
def test_every_part_of_a_name_counts(other: int) -> None:
    assert other != key(1, 0, "ab", 1)


def test_keys_take_large_seeds() -> None:
    assert key(2**70, 0, "talk") != key(2**70 + 1, 0, "talk")


def test_a_single_number_equals_its_place_in_an_array() -> None:
    whole = uniforms(TALK, CUSTOMERS[:500], 3)

    assert whole.tolist() == [uniform(TALK, one, 3) for one in CUSTOMERS[:500].tolist()]


def test_numbers_do_not_depend_on_the_shape_of_the_array() -> None:
    flat = uniforms(TALK, CUSTOMERS[:64])

    assert (uniforms(TALK, CUSTOMERS[:64].reshape(4, 16)).ravel() == flat).all()
    assert (uniforms(TALK, CUSTOMERS[:64:7]) == flat[::7]).all()


def test_drawing_leaves_identities_as_they_are() -> None:
    before = CUSTOMERS[:10].copy()

    uniforms(TALK, CUSTOMERS[:10])

    assert (CUSTOMERS[:10] == before).all()


def test_numbers_are_odd_steps_so_that_neither_end_can_occur() -> None:
    steps = uniforms(TALK, CUSTOMERS) * 2.0**53

    assert (steps % 2 == 1).all()
    assert steps.min() >= 1
    assert steps.max() < 2.0**53


def test_identities_under_one_name_are_distinct() -> None:
    assert np.unique(CUSTOMERS).size == N


def test_identities_under_many_names_broadcast() -> None:
    names = identify(TALK, np.arange(3, dtype=np.uint64))
    table = identify(names[:, None], np.arange(5, dtype=np.uint64))

    rows = [identify(name, np.arange(5, dtype=np.uint64)) for name in names.tolist()]
    assert (table == rows).all()


@pytest.mark.parametrize("seed", [0, 1, 2, 20260302])
def test_numbers_are_uniform(seed: int) -> None:
    assert_law(uniforms(key(seed, 0, "talk"), CUSTOMERS), np.asarray, detect=0.01)


def test_numbers_of_one_customer_are_uniform_over_her_attempts() -> None:
    attempts = [uniform(TALK, 17, attempt << 32) for attempt in range(1 << 14)]

    assert_law(attempts, np.asarray, detect=0.05)


@pytest.mark.parametrize("bits", [8, 16, 24, 32, 40, 44])
def test_no_group_of_bits_is_favoured(bits: int) -> None:
    part = (uniforms(TALK, CUSTOMERS) * 2.0**bits).astype(np.uint64) % 256

    assert_cells(np.bincount(part.astype(int)), np.full(256, 1 / 256), detect=0.03)


@pytest.mark.parametrize("pair", PAIRS)
def test_streams_are_uncorrelated(pair: str) -> None:
    assert_uncorrelated(*PAIRS[pair], detect=0.015)


@pytest.mark.parametrize("pair", PAIRS)
def test_pairs_of_streams_fill_the_square_evenly(pair: str) -> None:
    assert_cells(grid(*PAIRS[pair]), np.full(256, 1 / 256), detect=0.03)


@pytest.mark.parametrize("bit", range(64))
def test_flipping_any_bit_of_an_identity_gives_an_unrelated_number(bit: int) -> None:
    flipped = CUSTOMERS[: 1 << 15] ^ np.uint64(1 << bit)

    assert_cells(
        grid(uniforms(TALK, CUSTOMERS[: 1 << 15]), uniforms(TALK, flipped), 8),
        np.full(64, 1 / 64),
        detect=0.08,
    )

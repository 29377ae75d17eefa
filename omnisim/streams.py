"""Uniform numbers addressed by name: the same address, the same number, for ever.

A number is a function of (seed, replication, purpose) and of the counters that
name what it is for: which customer, which of her contacts, which leg. Nothing
is consumed, so no draw can shift another. `key` turns names into 64 bits with
NumPy's `SeedSequence`; `uniforms` mixes a key with counters by the finaliser
"variant 13" of D. Stafford, the one SplitMix64 uses (Steele, Lea and Flood,
*Fast splittable pseudorandom number generators*, OOPSLA 2014). Only integer
operations and one exact multiplication take part, so arrays, single numbers
and other engines agree to the last bit.
"""

from __future__ import annotations

import hashlib

import numpy as np
import numpy.typing as npt

__all__ = ["Counters", "Floats", "identify", "key", "uniform", "uniforms"]

Counters = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]

_MASK = (1 << 64) - 1
_GOLDEN = 0x9E3779B97F4A7C15
_MIX_1 = 0xBF58476D1CE4E5B9
_MIX_2 = 0x94D049BB133111EB
_UNIT = 2.0**-53


def key(seed: int, replication: int, *words: str | int) -> int:
    """Return the 64-bit key of a stream.

    Parameters
    ----------
    seed : int
        The one number a user gives, at least 0.
    replication : int
        From 0.
    *words : str or int
        The stream's name, ``"patience"``; any number of parts.

    Returns
    -------
    int
        Between 0 and 2**64 - 1.

    Examples
    --------
    >>> key(1, 0, "patience") == key(1, 0, "patience")
    True
    >>> key(1, 0, "patience") == key(1, 0, "talk")
    False
    """
    name = hashlib.blake2b(repr(words).encode(), digest_size=16).digest()
    spawn = (replication, *np.frombuffer(name, dtype="<u4").tolist())
    state = np.random.SeedSequence(seed, spawn_key=spawn).generate_state(1, np.uint64)
    return int(state[0])


def _mix_array(bits: Counters) -> Counters:
    bits ^= bits >> np.uint64(30)
    bits *= np.uint64(_MIX_1)
    bits ^= bits >> np.uint64(27)
    bits *= np.uint64(_MIX_2)
    bits ^= bits >> np.uint64(31)
    return bits


def _mix(bits: int) -> int:
    bits = (bits ^ (bits >> 30)) * _MIX_1 & _MASK
    bits = (bits ^ (bits >> 27)) * _MIX_2 & _MASK
    return bits ^ (bits >> 31)


def identify(name: int | Counters, counters: Counters) -> Counters:
    """Return one 64-bit identity for each counter under a named key.

    Distinct counters give distinct identities, because the mixing is one to
    one. An identity may serve as the name of further ones.

    Parameters
    ----------
    name : int or array of uint64
        A key from `key`, or identities; an array is broadcast with `counters`.
    counters : array of uint64, any shape

    Returns
    -------
    array of uint64, shape of `counters` and `name` broadcast

    Examples
    --------
    >>> years = identify(key(0, 0, "year"), np.arange(2, dtype=np.uint64))
    >>> days = identify(years[:, None], np.arange(365, dtype=np.uint64))
    >>> np.unique(days).size
    730
    """
    return _mix_array(counters * np.uint64(_GOLDEN) + np.asarray(name, dtype=np.uint64))


def uniforms(name: int, identity: Counters, index: int | Counters = 0) -> Floats:
    """Return a number strictly between 0 and 1 for each identity.

    Parameters
    ----------
    name : int
        A key from `key`.
    identity : array of uint64, any shape
        Whose numbers these are.
    index : int or array of uint64
        Which of theirs, from 0 to 2**64 - 1: contact number, leg, offer. An array
        is broadcast with `identity`.

    Returns
    -------
    array of float, shape of `identity` and `index` broadcast
        Odd multiples of 2**-53, from 2**-53 to 1 - 2**-53, each as likely as
        any other: neither 0 nor 1 can occur, and u and 1 - u are alike.

    Examples
    --------
    >>> numbers = uniforms(key(1, 0, "talk"), np.arange(3, dtype=np.uint64))
    >>> bool(numbers[2] == uniform(key(1, 0, "talk"), 2))
    True
    """
    offset: Counters | np.uint64
    if isinstance(index, np.ndarray):
        offset = index * np.uint64(_GOLDEN) + np.uint64(name)
    else:
        offset = np.uint64((name + index * _GOLDEN) & _MASK)
    bits = _mix_array(_mix_array(identity ^ np.uint64(name)) + offset)
    return (bits >> np.uint64(12)).astype(np.float64) * (2 * _UNIT) + _UNIT


def uniform(name: int, identity: int, index: int = 0) -> float:
    """Return what `uniforms` returns, for one identity.

    Parameters
    ----------
    name : int
        A key from `key`.
    identity : int
        Whose number this is, below 2**64.
    index : int
        Which of theirs.

    Returns
    -------
    float
        Strictly between 0 and 1.
    """
    bits = _mix(_mix(identity ^ name) + name + index * _GOLDEN & _MASK)
    return (bits >> 12) * (2 * _UNIT) + _UNIT

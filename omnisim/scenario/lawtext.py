"""Laws of durations as people write them: ``{lognormal: {mean: 4 min, cv: 1.1}}``.

A bare duration is constant, ``never`` is endless, ``[1 min, 3 min]`` is uniform,
and every other law is a mapping with one key, its name.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from omnisim.scenario import laws
from omnisim.scenario.nodes import Items, Keys, Text
from omnisim.scenario.reading import (
    Form,
    FormError,
    file_of,
    misfit,
    single,
    unknown_key,
)
from omnisim.units import (
    format_share,
    parse_count,
    parse_duration,
    parse_factor,
    parse_share,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from omnisim.scenario.laws import Law
    from omnisim.scenario.reading import Setting

    _Reader = Callable[[object, Setting], Law]

__all__ = ["LAW_NAMES", "SHARES_MUST_SUM_TO", "read_law", "weibull_shape"]

EXAMPLE = "'5 min', {exponential: 3 min} or {lognormal: {mean: 260 s, cv: 1.1}}"
SHARES_MUST_SUM_TO = 1e-6  # to 1 within so much
MAX_PHASES = 1000
_COLUMN = ("column", "unit", "sheet", "encoding")


def read_law(value: object, setting: Setting) -> object:
    """Turn a law as written into a `Law`; let anything else pass.

    Parameters
    ----------
    value : object
        A node of a scenario's tree, or a law made in Python.
    setting : Setting
        Reads the file of an empirical law.

    Returns
    -------
    object

    Raises
    ------
    FormError
        With every fault of the law.
    """
    if isinstance(value, Text):
        return laws.Constant(value=_duration_or_never(single(value)))
    if isinstance(value, Items):
        return _uniform_of(value)
    if isinstance(value, Keys):
        return _named(value, setting)
    return value


def _duration_or_never(text: str) -> float:
    if text.strip().lower() == "never":
        return math.inf
    try:
        return parse_duration(text)
    except ValueError as error:
        if text.strip() in LAW_NAMES:
            raise ValueError(
                f"law {text.strip()!r} needs its parameters, as in {EXAMPLE}"
            ) from None
        raise ValueError(f"{error}; or give a law: {EXAMPLE}") from None


def _named(keys: Keys, setting: Setting) -> Law:
    names = list(keys)
    if len(names) == 1 and names[0] in _READERS:
        name = names[0]
        form = Form(keys, LAW_NAMES)
        law = None
        with form.within((name,)):
            law = _READERS[name](keys[name], setting)
        form.finish()
        assert law is not None  # noqa: S101 - else finish has raised
        return law
    faults = [
        ((name,), unknown_key(name, LAW_NAMES))
        for name in names
        if name not in LAW_NAMES
    ]
    if faults:
        raise FormError(faults)
    found = ", ".join(names) or "none"
    raise ValueError(
        f"a law is a mapping with one name, found {found}; write {EXAMPLE}"
    )


def _positive(text: str) -> float:
    seconds = parse_duration(text)
    if seconds <= 0:
        raise ValueError(f"{text!r} must be more than 0 s")
    return seconds


def _cv(text: str) -> float:
    cv = parse_factor(text)
    if cv <= 0:
        raise ValueError(f"{text!r} must be above 0; a duration alone is constant")
    return cv


def _cv_above_1(text: str) -> float:
    cv = parse_factor(text)
    if cv <= 1:
        raise ValueError(f"{text!r} must be above 1; below it use gamma or erlang")
    return cv


def _phases(text: str) -> int:
    phases = parse_count(text)
    if not 1 <= phases <= MAX_PHASES:
        raise ValueError(f"{text!r} must be from 1 to {MAX_PHASES}")
    return phases


def _form(node: object, *allowed: str) -> Form:
    if not isinstance(node, Keys):
        raise misfit(f"a mapping with {' and '.join(allowed)}", node)
    return Form(node, allowed)


def _constant(node: object, _: Setting) -> Law:
    if not isinstance(node, Text):
        raise misfit("a duration such as '5 min'", node)
    return laws.Constant(value=_duration_or_never(node))


def _exponential(node: object, _: Setting) -> Law:
    if isinstance(node, Text):
        return laws.Exponential(mean=_positive(node))
    form = _form(node, "mean")
    mean = form.need("mean", _positive, "5 min")
    form.finish()
    return laws.Exponential(mean=mean)


def _erlang(node: object, _: Setting) -> Law:
    form = _form(node, "mean", "phases")
    mean = form.need("mean", _positive, "5 min")
    phases = form.need("phases", _phases, "3")
    form.finish()
    return laws.Erlang(mean=mean, phases=phases)


def _by_cv(make: type[Any], parse_cv: Callable[[str], float]) -> _Reader:
    def read(node: object, _: Setting) -> Law:
        form = _form(node, "mean", "cv")
        mean = form.need("mean", _positive, "5 min")
        cv = form.need("cv", parse_cv, "1.2")
        form.finish()
        made: Law = make(mean=mean, cv=cv)
        return made

    return read


def _weibull(node: object, _: Setting) -> Law:
    form = _form(node, "mean", "cv", "shape")
    mean = form.need("mean", _positive, "5 min")
    shape: float | None = None
    if "cv" in form and "shape" in form:
        form.note("gives both cv and shape; give one of them")
    elif "cv" in form:
        shape = form.need("cv", lambda text: weibull_shape(_weibull_cv(text)), "1.2")
    else:
        shape = form.need("shape", _cv, "1.5")
    form.finish()
    return laws.Weibull(mean=mean, shape=shape)


def _weibull_cv(text: str) -> float:
    cv = _cv(text)
    if not 0.02 <= cv <= 20:  # noqa: PLR2004 - beyond it the law is a point or all tail
        raise ValueError(f"{text!r} must be from 0.02 to 20 for a weibull law")
    return cv


def weibull_shape(cv: float) -> float:
    """Return the shape of the Weibull law with a given coefficient of variation.

    Solves gamma(1 + 2/k) / gamma(1 + 1/k)**2 = 1 + cv**2 for k by bisection; the
    left side falls in k.

    Parameters
    ----------
    cv : float
        From 0.02 to 20.

    Returns
    -------
    float

    Examples
    --------
    >>> round(weibull_shape(1.0), 12)
    1.0
    """
    wanted = math.log1p(cv * cv)
    low, high = 0.1, 100.0
    for _ in range(200):
        middle = (low + high) / 2
        if math.lgamma(1 + 2 / middle) - 2 * math.lgamma(1 + 1 / middle) > wanted:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _uniform(node: object, _: Setting) -> Law:
    if isinstance(node, Items):
        return _uniform_of(node)
    form = _form(node, "low", "high")
    low = form.need("low", parse_duration, "1 min")
    high = form.need("high", parse_duration, "3 min")
    form.finish()
    return _rising(laws.Uniform, low=low, high=high)


def _uniform_of(items: Items) -> Law:
    if len(items) != 2:  # noqa: PLR2004 - a lowest and a highest duration
        raise ValueError("a list is a uniform law and has two ends: [1 min, 3 min]")
    form = Form(Keys(), ())
    low, high = (form.read((n,), one, parse_duration) for n, one in enumerate(items))
    form.finish()
    return _rising(laws.Uniform, low=low, high=high)


def _triangular(node: object, _: Setting) -> Law:
    form = _form(node, "low", "mode", "high")
    corners = {
        key: form.need(key, parse_duration, example)
        for key, example in (("low", "1 min"), ("mode", "2 min"), ("high", "5 min"))
    }
    form.finish()
    return _rising(laws.Triangular, **corners)


def _rising(make: type[Any], **corners: float | None) -> Law:
    values = [value for value in corners.values() if value is not None]
    if values != sorted(values):
        raise ValueError(f"must rise: {' <= '.join(corners)}")
    if values[0] == values[-1]:
        raise ValueError("low and high are equal; write the duration alone")
    made: Law = make(**corners)
    return made


def _empirical(node: object, setting: Setting) -> Law:
    form = _form(node, "quantiles", "file", *_COLUMN)
    if ("quantiles" in form) == ("file" in form):
        form.note("needs either quantiles or a file of observations")
    elif "file" in form:
        return _observed_in(form, setting)
    law = None
    with form.within(("quantiles",)):
        if "quantiles" in form:
            law = _quantiles(form.keys["quantiles"])
    form.finish()
    assert law is not None  # noqa: S101 - else finish has raised
    return law


def _quantiles(node: object) -> Law:
    if not isinstance(node, Keys):
        raise misfit("a mapping such as {10%: 30 s, 50%: 3 min, 100%: 20 min}", node)
    form = Form(node, tuple(node))
    points: dict[float, float] = {}
    for key, value in node.items():
        level = form.read((key,), Text(key), parse_share)
        duration = form.read((key,), value, parse_duration)
        if level is None or duration is None:
            continue
        if level in points:
            form.note("is given twice", at=(key,))
        points[level] = duration
    form.finish()
    points.setdefault(0.0, 0.0)
    levels = sorted(points)
    values = [points[level] for level in levels]
    if levels[-1] != 1:
        form.note("the longest duration, 100%, is missing")
    if values != sorted(values):
        form.note("durations must not fall as the share rises")
    if values[-1] == 0:
        form.note("the longest duration must be more than 0 s")
    form.finish()
    return laws.Empirical(levels=tuple(levels), values=tuple(values))


def _observed_in(form: Form, setting: Setting) -> Law:
    values: tuple[float, ...] = ()
    with form.within(("file",)):
        values = _column(form.keys, setting)
    form.finish()
    return laws.Observed(values=tuple(sorted(values)))


def _column(keys: Keys, setting: Setting) -> tuple[float, ...]:
    if setting.files is None:
        raise ValueError("a file can only be named in a scenario file")
    options = {key: str(keys[key]) for key in _COLUMN if keys.get(key) is not None}
    return setting.files.read_durations(file_of(keys["file"]), options)


def _observations(node: object, _: Setting) -> Law:
    form = Form(Keys(), ())
    if not isinstance(node, Items):
        raise misfit("a list of durations", node)
    read = [form.read((n,), one, parse_duration) for n, one in enumerate(node)]
    if not node:
        form.note("needs at least one duration")
    form.finish()
    return laws.Observed(values=tuple(sorted(one for one in read if one is not None)))


def _mixture(node: object, setting: Setting) -> Law:
    if not isinstance(node, Items) or not node:
        raise misfit(
            "a list such as [{share: 30%, exponential: 1 min}, {share: 70%, ...}]", node
        )
    whole = Form(Keys(), ())
    shares: list[float] = []
    parts: list[Law] = []
    for n, item in enumerate(node):
        with whole.within((n,)):
            share, law = _part(item, setting)
            shares.append(share)
            parts.append(law)
    whole.finish()
    total = math.fsum(shares)
    if abs(total - 1) > SHARES_MUST_SUM_TO:
        raise ValueError(f"shares sum to {format_share(total)}, not 100%")
    return laws.Mixture(shares=tuple(shares), parts=tuple(parts))


def _part(item: object, setting: Setting) -> tuple[float, Law]:
    form = _form(item, "share", *LAW_NAMES)
    share = form.need("share", parse_share, "30%")
    rest = Keys(form.keys.mark)
    for key, value in form.keys.items():
        if key != "share" and key in LAW_NAMES:
            rest.put(key, value, form.keys.marks[key])
    law = None
    with form.within(()):
        law = _named(rest, setting)
    form.finish()
    assert law is not None  # noqa: S101 - else finish has raised
    assert share is not None  # noqa: S101 - as above
    return share, law


_READERS: dict[str, _Reader] = {
    "constant": _constant,
    "exponential": _exponential,
    "erlang": _erlang,
    "gamma": _by_cv(laws.Gamma, _cv),
    "lognormal": _by_cv(laws.Lognormal, _cv),
    "weibull": _weibull,
    "uniform": _uniform,
    "triangular": _triangular,
    "hyperexponential": _by_cv(laws.Hyperexponential, _cv_above_1),
    "empirical": _empirical,
    "observations": _observations,
    "mixture": _mixture,
}
LAW_NAMES = tuple(_READERS)

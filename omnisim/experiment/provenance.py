"""What a result was made with: versions and platform."""

from __future__ import annotations

import importlib.metadata
import platform

from omnisim.version import __version__

__all__ = ["versions"]

_PACKAGES = ("numpy", "scipy", "simpy", "pandas")


def versions() -> dict[str, str]:
    """Return the versions that may matter to a number, and the platform.

    Examples
    --------
    >>> sorted(versions())
    ['numpy', 'omnisim', 'pandas', 'platform', 'python', 'scipy', 'simpy']
    """
    return {
        "omnisim": __version__,
        "python": platform.python_version(),
        **{name: importlib.metadata.version(name) for name in _PACKAGES},
        "platform": platform.platform(),
    }

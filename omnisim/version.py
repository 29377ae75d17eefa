"""The version, where every stage can read it; pyproject.toml takes it from here."""

__version__ = "0.1.0"

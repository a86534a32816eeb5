"""Strict reading of rule files: TOML in, editions out, every refusal with file, line and reason."""

from nghisu.core.law.loader.editions import load_edition, load_editions, shipped_editions
from nghisu.core.law.loader.places import regulations_folder

__all__ = ["load_edition", "load_editions", "regulations_folder", "shipped_editions"]

"""Put the data that the checkout keeps at its top level into the wheel, as ``claimbench/_data``."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DATA = ("annotations", "seeds", "baselines")


class DataHook(BuildHookInterface):  # type: ignore[type-arg,misc,unused-ignore]
    """Standard wheels carry the data; editable ones read the checkout, where a copy would go stale."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add each data file to the wheel.

        Args:
            version: ``standard`` or ``editable``.
            build_data: hatchling's record of the build, changed in place.
        """
        if version != "standard":
            return
        root = Path(self.root)
        for name in DATA:
            for path in sorted((root / name).rglob("*")):
                inside = path.relative_to(root)
                if path.is_file() and not any(_is_litter(part) for part in inside.parts):
                    build_data["force_include"][str(path)] = f"claimbench/_data/{inside.as_posix()}"


def _is_litter(part: str) -> bool:
    """What tools leave behind; force-include does not look at .gitignore, as an sdist does."""
    return part.startswith(".") or part in ("__pycache__", "build", "dist")

"""The files that `COPY . .` puts into the image: the checkout without what .dockerignore names."""

import fnmatch
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def copy_context(target: Path) -> None:
    """Copy the checkout into the folder, which may exist."""
    patterns = (ROOT / ".dockerignore").read_text("utf-8").split()
    top = [pattern for pattern in patterns if "/" not in pattern]
    anywhere = [pattern.removeprefix("**/") for pattern in patterns if pattern.startswith("**/")]

    def ignore(folder: str, names: list[str]) -> set[str]:
        here = (*anywhere, *top) if Path(folder) == ROOT else tuple(anywhere)
        return {name for name in names for pattern in here if fnmatch.fnmatch(name, pattern)}

    shutil.copytree(ROOT, target, ignore=ignore, dirs_exist_ok=True)

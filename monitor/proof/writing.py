"""A proof on the disk: a folder, or a .zip that holds it. Whole or not at all; nothing that is there is overwritten."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from pathlib import Path

from monitor.errors import MonitorError, refused
from monitor.files import create
from monitor.i18n.locale import Text
from monitor.proof.verify import Files

_ALWAYS = (1980, 1, 1, 0, 0, 0)  # the same proof is the same .zip, whenever it is packed


def write(files: Files, target: Path) -> None:
    """Write *files* to *target*, made anew: a .zip where its name says so, else a folder. Raises MonitorError."""
    if target.exists() or target.is_symlink():
        raise MonitorError(Text("errors.proof.exists", target=target), remedy=Text("errors.proof.exists_do"))
    part = target.with_name(f"{target.name}.part-{os.getpid()}")
    try:
        if target.suffix.lower() == ".zip":
            with os.fdopen(create(part), "wb") as file:
                file.write(packed(files, target.stem))
        else:
            part.mkdir()
            for name, data in files.items():
                path = part / name
                path.parent.mkdir(parents=True, exist_ok=True)
                with os.fdopen(create(path), "wb") as file:
                    file.write(data)
        part.rename(target)
    except OSError as error:
        raise MonitorError(refused(target, error)) from error
    finally:
        if part.is_dir():
            shutil.rmtree(part, ignore_errors=True)
        else:
            part.unlink(missing_ok=True)


def packed(files: Files, folder: str) -> bytes:
    """A .zip that holds *files* in *folder*, stored as they are and in the order of their names: see `container`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{name}", date_time=_ALWAYS)
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # wherever it is packed
            archive.writestr(entry, files[name])
    return out.getvalue()

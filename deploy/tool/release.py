"""The bytes that are deployed: one zip, known by its SHA-256."""
import base64
import hashlib
import io
import pathlib
import tempfile
import zipfile

# e_machine of an ELF file (ELF-64 Object File Format, and the processors' supplements).
MACHINES = {183: "arm64", 62: "x86_64"}


class ReleaseFault(Exception):
    """There is no zip, or it is none that Lambda could run."""


class Release:
    """A zip with bootstrap and policies/."""

    def __init__(self, path, content, architecture):
        self.path, self.architecture = path, architecture
        self.digest = hashlib.sha256(content).hexdigest()
        self.sha256 = base64.b64encode(hashlib.sha256(content).digest()).decode()
        self.key = f"remediation/{self.digest}.zip"

    @staticmethod
    def read(folder: pathlib.Path, policies: pathlib.Path, stand_in=False):
        """Raises ReleaseFault with what is wrong and how to mend it."""
        path = stand_in_zip(policies) if stand_in else folder / "remediation.zip"
        try:
            content = path.read_bytes()
            with zipfile.ZipFile(io.BytesIO(content)) as zipped:
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
        return Release(path, content, MACHINES[machine])


def stand_in_zip(policies):
    """For rehearsals of the stacks alone: the policies, and a program that is none."""
    path = pathlib.Path(tempfile.mkdtemp(prefix="secret-scoops-")) / "remediation.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        entry = zipfile.ZipInfo("bootstrap")
        entry.external_attr = 0o100755 << 16
        zipped.writestr(entry, b"\x7fELF".ljust(18, b"\0") + (183).to_bytes(2, "little"))
        for file in sorted(each for each in policies.rglob("*") if each.is_file()):
            zipped.writestr(zipfile.ZipInfo(f"policies/{file.relative_to(policies).as_posix()}"), file.read_bytes())
    return path

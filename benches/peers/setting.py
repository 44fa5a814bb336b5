"""Where and with what was measured: the peers' environment, the machine, the program, the batches."""
import json
import os
import platform
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "target" / "peers"
RELEASE = ROOT / "target" / "release"
PEERS = ["duckdb", "pandas", "polars"]


def run(command, **more):
    """Runs a command to its end and gives what it wrote; what it said on standard error is shown when it fails."""
    done = subprocess.run(command, text=True, capture_output=True, cwd=ROOT, **more)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def environment(say):
    """The Python of a virtual environment with the newest peers, and their versions."""
    folder = WORK / "venv"
    python = folder / "bin" / "python"
    if not python.exists():
        try:
            import ensurepip  # noqa: F401
            import venv
        except ImportError as error:
            raise SystemExit(f"this Python cannot make virtual environments ({error}): install python3-venv") from None
        say("making a virtual environment")
        venv.create(folder, with_pip=True, clear=True)
    say("taking the newest peers from PyPI")
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--upgrade", *PEERS]
    failed = subprocess.run(install).returncode != 0
    listed = json.loads(run([python, "-m", "pip", "list", "--disable-pip-version-check", "--format", "json"]).stdout)
    versions = {package["name"]: package["version"] for package in listed if package["name"] in PEERS}
    if missing := [name for name in PEERS if name not in versions]:
        raise SystemExit(f"pip could not install {', '.join(missing)}")
    if failed:
        say("PyPI was not reached: the peers are those that were here before")
    return python, {**versions, "python": platform.python_version()}


def build(say):
    say("building the program and the generator")
    command = ["cargo", "build", "--release", "--bin", "carbonlabel", "--example", "generate-batch"]
    if subprocess.run(command, cwd=ROOT).returncode != 0:
        raise SystemExit("the program does not build")


def cold_build(say):
    """Processor and wall seconds of a release build from nothing; packages are downloaded before."""
    from processes import measure, remove

    say("building from nothing, which takes minutes")
    run(["cargo", "fetch", "--locked"])
    command = ["cargo", "build", "--release", "--locked", "--bin", "carbonlabel", "--manifest-path", ROOT / "Cargo.toml", "--target-dir", WORK / "cold"]
    found = measure(command, WORK / "cold")
    remove(WORK / "cold")
    return found


def batch(enterprises, more_items, say):
    """A generated batch: its folder, rows and bytes."""
    folder = WORK / f"batch-{enterprises}-{more_items}"
    say(f"writing a batch of {enterprises} enterprises")
    made = run([RELEASE / "examples" / "generate-batch", str(enterprises), folder, "--more-items", str(more_items)]).stderr
    count, energy, production = map(int, re.fullmatch(r"(\d+) enterprises, (\d+) energy rows, (\d+) production rows", made.strip()).groups())
    size = sum(file.stat().st_size for file in folder.iterdir())
    return {"folder": folder, "enterprises": count, "energy_rows": energy, "production_rows": production, "bytes": size}


def program():
    """Version and commit of what is measured, and the size of its binary."""
    commit = run(["git", "rev-parse", "--short=12", "HEAD"]).stdout.strip()
    changed = bool(run(["git", "status", "--porcelain", "--untracked-files=no"]).stdout.strip())
    version = run([RELEASE / "carbonlabel", "--version"]).stdout.strip()
    return {"version": version, "commit": commit, "uncommitted_changes": changed, "binary_bytes": (RELEASE / "carbonlabel").stat().st_size}


def machine():
    """What measured, and how busy it was before."""
    about = {"system": f"{platform.system()} {platform.release()}", "cpu": platform.processor() or platform.machine()}
    about["cores"] = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    about["memory_bytes"] = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    if Path("/proc/cpuinfo").exists():
        models = re.findall(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(), re.M)
        about["cpu"] = models[0] if models else about["cpu"]
    about["load_before"] = round(os.getloadavg()[0], 2)
    about["date"] = time.strftime("%Y-%m-%d")
    return about


def say(text):
    print(text, file=sys.stderr, flush=True)

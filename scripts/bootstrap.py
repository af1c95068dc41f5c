"""Makes .venv ready, and does nothing when it is. Standard library only; run by make, from any folder, as root or not.

    python3 scripts/bootstrap.py [--dev] [--browser] [--lock] [--clean]

--dev      the tools for tests and checks too
--browser  a Chromium for the browser tests: one on the machine, or from Debian as root, or from playwright
--lock     writes requirements.txt and requirements-dev.txt anew from pyproject.toml (needs --dev done before)
--clean    removes .venv and caches; data (var/) stays
"""

import collections
import hashlib
import importlib.util
import json
import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

FLOOR = (3, 11)
ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
LOCKS = {"run": ROOT / "requirements.txt", "dev": ROOT / "requirements-dev.txt"}
CACHES = (
    ".venv",
    "build",
    "dist",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    ".import_linter_cache",
    "test-results",
    "staticfiles",
)


def newer_python():
    """Runs this file again with a newer Python of this machine, or says in one line what is missing. Old Pythons read this far."""
    for minor in range(20, FLOOR[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found and subprocess.call([found, "-c", "import tomllib"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
            os.execv(found, [found, *sys.argv])
    here = f"{sys.version_info[0]}.{sys.version_info[1]}"
    sys.exit(f"需要 Python 3.11 或更高版本，这里是 {here}。 / Python 3.11 or newer is needed, this is {here}.")


def say(text):
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def environment():
    """Ours, without what would make pip or Python look elsewhere."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME", "PIP_USER", "PIP_TARGET")}
    return kept | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PYTHONUNBUFFERED": "1"}


def wanted(kind):
    """What an installation is made from: the lock file and the parts of pyproject.toml that an installation depends on."""
    import tomllib  # not in the Pythons that newer_python turns away

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    parts = json.dumps([project["build-system"], project["project"]], sort_keys=True)
    return hashlib.sha256(LOCKS[kind].read_bytes() + parts.encode()).hexdigest()


def installed():
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def setup(kind):
    """Installs what `kind` ("run" or "dev") needs, unless the stamp says that it is there."""
    stamp, want = installed(), wanted(kind)
    if stamp.get("root") == str(ROOT) and stamp.get(kind) == want and PYTHON.exists():
        return
    began = time.monotonic()
    stamp = make_venv(stamp)
    count = sum("==" in line for line in LOCKS[kind].read_text(encoding="utf-8").splitlines())
    say(f"正在安装 {count} 个依赖包，首次约需一分钟…… / Installing {count} packages, about a minute the first time…")
    pip(count, "--progress-bar", "off", "--require-hashes", "-r", str(LOCKS[kind]))
    pip(1, "--no-deps", "--no-build-isolation", "-e", ".")
    stamp |= {"root": str(ROOT), kind: want}
    if kind == "dev":
        stamp["run"] = wanted("run")  # the larger lock holds the smaller one
    STAMP.write_text(json.dumps(stamp), encoding="utf-8")
    say(f"环境已就绪（{time.monotonic() - began:.0f} 秒） / Ready after {time.monotonic() - began:.0f} s")


def make_venv(stamp):
    """A virtual environment does not survive being moved or losing its Python: then it is made anew. Returns what is in it."""
    moved = stamp.get("root", str(ROOT)) != str(ROOT)
    works = PYTHON.exists() and subprocess.run([PYTHON, "-c", "import pip"], capture_output=True, check=False).returncode == 0
    if works and not moved:
        return stamp
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python3.{sys.version_info.minor}-venv"
        sys.exit(f"缺少 venv 模块，请先安装 {package}。 / Python's venv module is missing: install {package} first.")
    say("正在创建 .venv…… / Creating .venv…")
    if VENV.exists():
        shutil.rmtree(VENV)
    done = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False, env=environment())
    if done.returncode != 0:
        words = (done.stdout + done.stderr).strip().splitlines()
        sys.exit(f"无法创建 .venv：{words[-1] if words else ''} / .venv could not be created")
    return {}


def pip(count, *arguments):
    """Runs pip install, says every two seconds how far it is, and on failure its last words."""
    process = subprocess.Popen(
        [str(PYTHON), "-m", "pip", "install", *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=environment(),
    )
    last, found, step = collections.deque(maxlen=20), 0, "…"
    began = shown = time.monotonic()
    for line in timed_lines(process.stdout):
        words = line.split()
        if words:
            last.append(line.rstrip())
        if words and words[0] in ("Collecting", "Processing"):
            found += 1
            step = f"{found}/{count}  {words[1].split('/')[-1]}"
        elif words and words[0] == "Installing":
            step = "正在写入 / writing"
        if time.monotonic() - shown > 2:
            shown = time.monotonic()
            say(f"  {shown - began:3.0f} s  {step}")
    if process.wait() != 0:
        say("\n".join(last))
        sys.exit("安装失败：见上面 pip 的输出。请检查网络后重试。 / The installation failed, see above. Check the network and try again.")


def timed_lines(stream):
    """The lines of a stream as they come, and an empty one whenever a moment passes without any."""
    lines = queue.Queue()

    def read():
        for line in stream:
            lines.put(line)
        lines.put(None)

    threading.Thread(target=read, daemon=True).start()
    while True:
        try:
            line = lines.get(timeout=0.5)
        except queue.Empty:
            yield ""
            continue
        if line is None:
            return
        yield line


def lock():
    """Pins what pyproject.toml asks for, with hashes. The package index is the default one, whatever this machine is set to."""
    compile_ = [
        VENV / "bin" / "pip-compile",
        "--quiet",
        "--generate-hashes",
        "--allow-unsafe",
        "--strip-extras",
        "--build-deps-for",
        "editable",
    ]
    compile_ += ["--no-emit-index-url", "--no-emit-find-links", "--no-emit-trusted-host"]
    plain = {name: value for name, value in environment().items() if name not in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL", "PIP_INDEX_URL")}
    plain |= {"CUSTOM_COMPILE_COMMAND": "make lock", "PIP_CONFIG_FILE": os.devnull}
    run, dev = LOCKS["run"].name, LOCKS["dev"].name
    for more in (["-o", run], ["--extra", "dev", "-c", run, "-o", dev]):
        say(f"正在生成 {more[-1]}…… / Writing {more[-1]}…")
        subprocess.run([*compile_, *more, "pyproject.toml"], cwd=ROOT, check=True, env=plain)


def clean():
    for name in CACHES:
        shutil.rmtree(ROOT / name, ignore_errors=True)
    for folder in ("src", "tests", "scripts"):
        for cache in (ROOT / folder).rglob("__pycache__"):
            shutil.rmtree(cache, ignore_errors=True)


def main(arguments):
    if sys.version_info < FLOOR:
        newer_python()
    sys.stdout.reconfigure(errors="replace")
    unknown = set(arguments) - {"--dev", "--browser", "--lock", "--clean"}
    if unknown:
        sys.exit(__doc__)
    if "--clean" in arguments:
        return clean()
    try:
        setup("dev" if "--dev" in arguments or "--lock" in arguments else "run")
    except PermissionError as error:
        sys.exit(f"无法写入 {error.filename}：请以创建它的用户运行。 / {error.filename} cannot be written: run as the user who made it.")
    if "--lock" in arguments:
        lock()
    if "--browser" in arguments:
        import browser

        browser.provide(PYTHON, say)
    return None


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)

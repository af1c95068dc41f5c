"""The Chromium of the browser tests: where it is on this machine, and how it gets there. Standard library only."""

import os
import shutil
import subprocess
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DEBIAN = ("chromium", "fonts-noto-cjk")


def find():
    """The path of a Chromium that runs, or None. QINGTING_BROWSER names one by hand."""
    named = os.environ.get("QINGTING_BROWSER")
    for candidate in [named] if named else [*filter(None, map(shutil.which, NAMES)), *_of_playwright()]:
        if _runs(candidate):
            return candidate
    return None


def provide(python, say):
    """Installs one when there is none. What could not be had is said here; the checks then report the browser tests as not run."""
    if find() or os.environ.get("NO_BROWSER") == "1":
        return
    tried = []
    if os.geteuid() == 0 and Path("/etc/debian_version").exists() and shutil.which("apt-get"):
        say("正在安装浏览器…… / Installing a browser: apt-get install " + " ".join(DEBIAN))
        tried.append(_apt(say))
    if not find():
        say("正在下载浏览器…… / Downloading a browser: playwright install chromium")
        tried.append(_run([str(python), "-m", "playwright", "install", "chromium"], say))
    if not find():
        say("没有可用的浏览器 / No browser could be installed: " + "; ".join(filter(None, tried)))


def missing():
    """One line for people: what to do when `find` gives None."""
    return (
        "缺少 Chromium：请安装 chromium 和 fonts-noto-cjk，或设置 NO_BROWSER=1 跳过"
        " / no Chromium: install chromium and fonts-noto-cjk, or set NO_BROWSER=1 to leave the browser tests out"
    )


def _apt(say):
    install = ["apt-get", "install", "-y", "--no-install-recommends", *DEBIAN]
    problem = _run(install, say)
    if problem:  # the package lists of a fresh machine are empty
        _run(["apt-get", "update"], say)
        problem = _run(install, say)
    return problem


def _run(command, say):
    """None when it went well, else the last line it wrote. Shows the time every ten seconds."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env=environment,
        )
    except OSError as error:
        return str(error)
    spent = 0
    while True:
        try:
            output, _ = process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            spent += 10
            say(f"  {spent:3d} s")
        else:
            break
    words = output.strip().splitlines()
    return None if process.returncode == 0 else f"{command[0]}: {words[-1] if words else process.returncode}"


def _of_playwright():
    """Browsers that `playwright install` left, newest first."""
    caches = [os.environ.get("PLAYWRIGHT_BROWSERS_PATH"), "~/.cache/ms-playwright", "~/Library/Caches/ms-playwright"]
    found = []
    for cache in filter(None, caches):
        for pattern in ("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/*.app/Contents/MacOS/*"):
            found += sorted(Path(cache).expanduser().glob(pattern), reverse=True)
    return [str(path) for path in found]


def _runs(path):
    """A name in PATH is not enough: Ubuntu's is a script that asks for a snap."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, text=True, errors="replace", timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and "Chrom" in done.stdout

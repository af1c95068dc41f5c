from __future__ import annotations

import procrastinate

_app: procrastinate.App | None = None


def on_app_ready(app: procrastinate.App) -> None:
    """Kept so that doors can defer a task by name without importing the task's module."""
    global _app
    _app = app


def defer(task: str, **arguments: object) -> int:
    """Enqueue `task` by name in the current transaction; returns the job's id."""
    if _app is None:
        raise RuntimeError("jobs are not ready: Django has not started")
    return _app.configure_task(task, allow_unknown=True).defer(**arguments)  # type: ignore[arg-type]

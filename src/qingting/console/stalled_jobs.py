"""Jobs whose worker is gone are given to the next one. Every task here can be begun again: it looks at what is done already."""

from __future__ import annotations

import logging
from datetime import timedelta

from procrastinate import JobContext
from procrastinate.contrib.django import app

from qingting.infra import clock
from qingting.infra.progress.jobs import SILENT

log = logging.getLogger("qingting.worker")
SILENT_SECONDS = 45


@app.periodic(cron="* * * * *")
@app.task(name="retry_stalled_jobs", queueing_lock="retry_stalled_jobs", pass_context=True)
async def retry_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """A little later, so that a job's own row has fallen silent too by then."""
    for job in await context.app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
        log.warning("job %s %s lost its worker and is given to another one", job.task_name, job.id)
        await context.app.job_manager.retry_job(
            job, retry_at=clock.now() + SILENT - timedelta(seconds=SILENT_SECONDS) + timedelta(seconds=5)
        )

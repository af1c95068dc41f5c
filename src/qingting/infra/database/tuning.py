"""How the embedded server is set: modest values for two cores, durable, silent about what customers wrote."""

import os
from pathlib import Path

SETTINGS: dict[str, str] = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "256MB",
    "effective_cache_size": "4GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "max_parallel_workers_per_gather": "1",
    "synchronous_commit": "on",
    "fsync": "on",
    "full_page_writes": "on",
    "wal_compression": "pglz",
    "max_wal_size": "1GB",
    "checkpoint_timeout": "10min",
    "autovacuum_naptime": "30s",
    "autovacuum_vacuum_scale_factor": "0.05",
    "autovacuum_vacuum_insert_scale_factor": "0.1",
    "autovacuum_analyze_scale_factor": "0.03",
    "autovacuum_vacuum_cost_limit": "1000",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    "datestyle": "'iso, ymd'",
    "lc_messages": "'C'",
    "log_line_prefix": "'%m [%p] '",
    # A statement or the detail of a violated key repeats customers' words and phone numbers: the log holds neither.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}

EPHEMERAL: dict[str, str] = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

# Only our socket, only with the password.
ACCESS = "local all all scram-sha-256\n"

_SMALL_SHARED_MEMORY = 256 << 20


def configuration(*, access_file: Path, socket_folder: Path, durable: bool) -> str:
    """The text of postgresql.conf."""
    settings = dict(SETTINGS, hba_file=_quoted(access_file), unix_socket_directories=_quoted(socket_folder))
    if not durable:
        settings |= EPHEMERAL
    if _shared_memory_is_small():
        settings["max_parallel_workers_per_gather"] = "0"  # containers give 64 MB, which a parallel hash overruns
    return "".join(f"{name} = {value}\n" for name, value in settings.items())


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _shared_memory_is_small() -> bool:
    try:
        shared = os.statvfs("/dev/shm")
    except OSError:
        return False
    return shared.f_blocks * shared.f_frsize < _SMALL_SHARED_MEMORY

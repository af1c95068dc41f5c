"""The database: an embedded PostgreSQL that this package supervises, or any server named by DATABASE_URL.

Nothing here imports Django, so that the command line can start the server before the framework is loaded.
"""

from qingting.infra.database.embedded import EmbeddedPostgres
from qingting.infra.database.url import databases_from_url, parse_database_url

__all__ = ["EmbeddedPostgres", "databases_from_url", "parse_database_url"]

"""What can go wrong with the database before a single query is sent, each with what to do about it."""

from qingting.kernel.errors import DomainError


class DatabaseError(DomainError):
    """Base of everything below. Raised by `EmbeddedPostgres` and by the reading of DATABASE_URL."""

    code = "infra.database.unavailable"
    status = 503
    zh = "数据库不可用。"
    en = "The database is not available."


class BadDatabaseUrl(DatabaseError):
    """`reason` is a Bi. The address itself is never repeated: it holds a password."""

    code = "infra.database.bad_url"
    zh = "DATABASE_URL 无法使用：{reason}。格式：postgresql://用户:密码@主机:5432/数据库。"
    en = "DATABASE_URL cannot be used: {reason}. Its form is postgresql://user:password@host:5432/name."


class NoBinaries(DatabaseError):
    code = "infra.database.no_binaries"
    zh = "本机（{platform}）没有可用的内置 PostgreSQL {major}。请重新运行 make setup，或用 DATABASE_URL 指定一个 PostgreSQL 服务器。"
    en = "There is no built-in PostgreSQL {major} for this machine ({platform}). Run make setup again, or name a PostgreSQL server in DATABASE_URL."


class HomeNotWritable(DatabaseError):
    code = "infra.database.home_not_writable"
    zh = "无法写入 {path}。请检查它的权限，或用 QINGTING_HOME 指定另一个文件夹。"
    en = "{path} cannot be written. Check its permissions, or name another folder in QINGTING_HOME."


class DiskFull(DatabaseError):
    """`needed` and `free` are whole megabytes."""

    code = "infra.database.disk_full"
    status = 507
    zh = "{path} 所在磁盘空间不足：剩余 {free} MB，至少需要 {needed} MB。请清理后重试。"
    en = "The disk that holds {path} is full: {free} MB free, at least {needed} MB needed. Make room and try again."


class SocketPathTooLong(DatabaseError):
    code = "infra.database.socket_path_too_long"
    zh = "找不到足够短的套接字文件夹：{path} 超过 {limit} 字节。请把 TMPDIR 设为较短的路径，例如 /tmp。"
    en = "No socket folder is short enough: {path} is longer than {limit} bytes. Set TMPDIR to a short path such as /tmp."


class AnotherOwner(DatabaseError):
    """`owner` names the system user that may use the data."""

    code = "infra.database.another_owner"
    status = 403
    zh = "{path} 属于系统用户 {owner}。请以该用户运行，或用 QINGTING_HOME 指定另一个文件夹。"
    en = "{path} belongs to the system user {owner}. Run as that user, or name another folder in QINGTING_HOME."


class AnotherHome(DatabaseError):
    code = "infra.database.another_home"
    status = 409
    zh = "{home} 是 {other} 的副本，二者指向同一个数据库。请删除 {home}/instance 和 {home}/database 后重试（将新建数据库）。"
    en = "{home} is a copy of {other} and both point at one database. Remove {home}/instance and {home}/database and try again (a new database is made)."


class OtherVersion(DatabaseError):
    code = "infra.database.other_version"
    zh = "{path} 中的数据由 PostgreSQL {found} 创建，而这里是 {major}。请用原来的版本执行 backup，再在这里执行 restore。"
    en = "The data in {path} was made by PostgreSQL {found} and this is {major}. Run backup with the old version and restore here."


class InstanceUnreadable(DatabaseError):
    """The file that names this folder's database is missing or damaged although the database exists."""

    code = "infra.database.instance_unreadable"
    zh = "{path} 缺失或已损坏，但数据库仍在 {place}。请在该文件中写入一行：{id}"
    en = "{path} is missing or damaged, but the database is still in {place}. Write this one line into the file: {id}"


class InstanceDamaged(DatabaseError):
    """The same, and nothing is known about the database."""

    code = "infra.database.instance_damaged"
    zh = "{path} 已损坏，也没有找到它的数据库。请删除该文件后重试（将新建数据库）。"
    en = "{path} is damaged and its database was not found. Remove the file and try again (a new database is made)."


class DataMissing(DatabaseError):
    code = "infra.database.data_missing"
    zh = "{home} 的数据库原在 {place}，现在不完整或已不存在。请恢复该文件夹；若不再需要这些数据，请运行 qingting remove-data。"
    en = "The database of {home} was in {place} and is incomplete or gone. Put that folder back; if the data is no longer needed, run qingting remove-data."


class NotRunning(DatabaseError):
    code = "infra.database.not_running"
    zh = "{home} 的数据库没有运行。请先运行 qingting serve。"
    en = "The database of {home} is not running. Run qingting serve first."


class InUse(DatabaseError):
    code = "infra.database.in_use"
    status = 409
    zh = "{home} 的数据库正由进程 {pid} 使用。请先停止它。"
    en = "The database of {home} is in use by process {pid}. Stop that first."


class DurableData(DatabaseError):
    code = "infra.database.durable_data"
    zh = "{home} 中是正式数据，不能以测试用的不落盘方式启动。"
    en = "{home} holds real data: it cannot be started in the mode for tests that does not write safely to disk."


class NoSystemUser(DatabaseError):
    code = "infra.database.no_system_user"
    zh = "PostgreSQL 不能以 root 运行，而系统用户 {name} 无法使用：{reason}。请以普通用户运行，或用 DATABASE_URL 指定服务器。"
    en = "PostgreSQL does not run as root, and the system user {name} cannot be used: {reason}. Run as an ordinary user, or name a server in DATABASE_URL."


class StartFailed(DatabaseError):
    """`reason` is the last line of the server's own log."""

    code = "infra.database.start_failed"
    zh = "内置 PostgreSQL 没有启动：{reason}（日志：{log}）"
    en = "The built-in PostgreSQL did not start: {reason} (log: {log})"


class ToolFailed(DatabaseError):
    code = "infra.database.tool_failed"
    zh = "{tool} 失败：{reason}"
    en = "{tool} failed: {reason}"

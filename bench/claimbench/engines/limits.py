"""What a worker may use, and the command prefix that holds one process to it without control groups."""

import shutil

import msgspec

MIB = 1024 * 1024


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What one worker may use.

    Attributes:
        seconds: for loading, and for each article.
        memory: MiB; of the whole worker under control groups, else of each of its processes.
        processes: and threads, at one time.
        scratch: MiB of its temporary folder, where it has one of its own.
    """

    seconds: float = 60.0
    memory: int = 4096
    processes: int = 256
    scratch: int = 512


def rlimit_prefix(limits: Limits, grouped: bool, fenced: bool) -> list[str]:
    """Command prefix that sets rlimits, empty where ``prlimit`` is missing.

    RLIMIT_DATA rather than RLIMIT_AS: runtimes such as Node.js reserve far more address space than they use. It holds
    private memory of each process; shared memory is held by the size of the temporary folders only.

    Args:
        limits: to set.
        grouped: whether a control group holds memory and processes already.
        fenced: whether it has processes and files of its own; else all of the user's processes would count with it.
    """
    if (tool := shutil.which("prlimit")) is None:
        return []
    memory = [] if grouped else [f"--data={limits.memory * MIB}"]
    others = [f"--nproc={limits.processes}", f"--fsize={limits.scratch * MIB}"] if fenced and not grouped else []
    return [tool, "--core=0", "--nofile=1024", *memory, *others]

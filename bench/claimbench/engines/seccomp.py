"""A system call filter for fenced workers: what no extractor needs and what name spaces do not divide.

A worker could else trace the fence's own process, read the user's kernel keyrings, reach the hypervisor's sockets,
which no network name space holds, or make name spaces of its own. The program is classic BPF (seccomp(2)), read by
bubblewrap.
"""

import errno
import platform
import struct

_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCH, _FIRST = 0, 4, 16  # offsets in struct seccomp_data
_NEW_USER = 0x10000000
_FAMILIES = (1, 2, 10, 16)  # AF_UNIX, AF_INET, AF_INET6, AF_NETLINK
_X32 = 0x40000000

# ptrace, process_vm_readv and writev, add_key, request_key, keyctl, unshare, setns, mount, umount2, pivot_root, bpf,
# userfaultfd, perf_event_open, name_to_handle_at, open_by_handle_at, kcmp
_DENIED = {
    "x86_64": (101, 310, 311, 248, 249, 250, 272, 308, 165, 166, 155, 321, 323, 298, 303, 304, 312),
    "aarch64": (117, 270, 271, 217, 218, 219, 97, 268, 40, 39, 41, 280, 282, 241, 264, 265, 272),
}
# io_uring, the newer mount calls, pidfd_getfd and process_madvise, the same everywhere
_DENIED_ALL = (425, 426, 427, 428, 429, 430, 432, 438, 440, 442, 467)
_AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_SOCKET = {"x86_64": 41, "aarch64": 198}
_CLONE = {"x86_64": 56, "aarch64": 220}
_CLONE3 = 435  # its flags stand in memory and cannot be looked at; C libraries fall back to clone

Instruction = tuple[int, int, int, int]


def program() -> bytes | None:
    """The filter for this machine, None for a processor that it is not written for."""
    machine = platform.machine()
    if machine not in _AUDIT:
        return None
    deny, unknown = _ERRNO | errno.EPERM, _ERRNO | errno.ENOSYS
    steps: list[Instruction] = [
        (_LOAD, 0, 0, _ARCH),
        (_EQUAL, 1, 0, _AUDIT[machine]),
        (_RETURN, 0, 0, unknown),  # calls in the manner of another processor have other numbers
        (_LOAD, 0, 0, _NUMBER),
    ]
    if machine == "x86_64":
        steps += [(_AT_LEAST, 0, 1, _X32), (_RETURN, 0, 0, unknown)]
    for number in (*_DENIED[machine], *_DENIED_ALL):
        steps += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, deny)]
    steps += [(_EQUAL, 0, 1, _CLONE3), (_RETURN, 0, 0, unknown)]
    steps += [
        (_EQUAL, 0, 4, _CLONE[machine]),
        (_LOAD, 0, 0, _FIRST),
        (_ANY_BIT, 0, 1, _NEW_USER),
        (_RETURN, 0, 0, deny),
    ]
    steps += [(_RETURN, 0, 0, _ALLOW), (_EQUAL, 0, 2 + len(_FAMILIES), _SOCKET[machine]), (_LOAD, 0, 0, _FIRST)]
    for index, family in enumerate(_FAMILIES):
        steps.append((_EQUAL, len(_FAMILIES) - index, 0, family))
    steps += [(_RETURN, 0, 0, _ERRNO | errno.EAFNOSUPPORT), (_RETURN, 0, 0, _ALLOW)]
    return b"".join(struct.pack("<HBBI", *step) for step in steps)

"""Which network addresses a visit may reach: public ones; no page or redirect makes us ask the inside of a network."""

from __future__ import annotations

import socket
import threading
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

from monitor.fetch.trouble import Trouble

NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are the IPv4 address that is really reached
COMPATIBLE = IPv6Network("::/96")  # RFC 4291 §2.5.5.1, deprecated
# Special by IANA's registries and not so in every Python that we run on (3.11.4 knows 192.0.0.0/29 alone).
SPECIAL = tuple(map(ip_network, ("192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "2001::/23", "3fff::/20", "5f00::/16")))
METADATA = frozenset({IPv4Address("168.63.129.16")})  # Azure's, the one cloud whose metadata address counts as public


def refusal(address: str) -> str | None:
    """Return why *address* (IPv4 or IPv6 as text, a zone allowed) must not be reached, None where it may.

    What an IPv6 address carries of an IPv4 one (mapped, NAT64, 6to4, compatible) is judged as that one.
    """
    ip = ip_address(address.partition("%")[0])
    ip = _carried(ip) if isinstance(ip, IPv6Address) else ip
    if ip in METADATA or ip.is_link_local:
        return "link-local or metadata address"
    names = {"loopback": ip.is_loopback, "unspecified": ip.is_unspecified, "multicast": ip.is_multicast, "private": ip.is_private}
    for name, holds in names.items():
        if holds:
            return f"{name} address"
    special = any(ip in network for network in SPECIAL) or (isinstance(ip, IPv6Address) and ip.is_site_local)
    return None if ip.is_global and not ip.is_reserved and not special else "reserved address"


def _carried(ip: IPv6Address) -> IPv4Address | IPv6Address:
    if ip.ipv4_mapped or ip.sixtofour:
        return ip.ipv4_mapped or ip.sixtofour or ip
    if ip in NAT64 or (ip in COMPATIBLE and int(ip) > 0xFFFF):
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip


def resolved(name: str, port: int, *, allow_private: bool, timeout_s: float) -> list[str]:
    """Return the addresses of *name* that may be reached, in the order to try them.

    Raises `Trouble`: `dns` where it has none or none is found in *timeout_s*, `blocked_address` where none may be reached.
    Names and numbers in any spelling ("127.1", "0x7f000001") go the same way: what is judged is what is connected to.
    """
    addresses = [name] if _is_literal(name) else _looked_up(name, port, timeout_s)
    if allow_private:
        return addresses
    refused = {a: why for a in addresses if (why := refusal(a))}
    if len(refused) == len(addresses):
        raise Trouble("blocked_address", f"{name}: {next(iter(refused.values()))}")
    return [a for a in addresses if a not in refused]


def _is_literal(name: str) -> bool:
    try:
        ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return True


def _looked_up(name: str, port: int, timeout_s: float) -> list[str]:
    """Ask the system's resolver, which knows no time-out of its own, in a thread that is left behind if it takes too long."""
    found: list[list[str] | OSError | UnicodeError] = []
    thread = threading.Thread(target=lambda: found.append(_ask_system(name, port)), name="resolve", daemon=True)
    thread.start()
    thread.join(timeout_s)
    match found:
        case [list(addresses)] if addresses:
            return addresses
        case [OSError() as error]:
            raise Trouble("dns", f"{name}: {error.strerror}")
        case []:
            raise Trouble("dns", f"{name}: no answer in {timeout_s:.0f} s")
        case _:
            raise Trouble("dns", f"{name}: not a host name")


def _ask_system(name: str, port: int) -> list[str] | OSError | UnicodeError:
    try:
        entries = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        return error
    return list(dict.fromkeys(str(entry[4][0]) for entry in entries))

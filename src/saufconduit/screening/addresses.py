"""Addresses of cohorts: what they ask for, and what messages may show of them."""

from urllib.parse import unquote


def options_of(address: str, *names: str) -> tuple[str, dict[str, str]]:
    """The address without those of its options (`?name=value&…`) that are named, and what they say."""
    base, _, query = address.partition("?")
    pairs = [pair.partition("=") for pair in query.split("&") if pair]
    kept = "&".join("".join(pair) for pair in pairs if pair[0] not in names)
    return base + (f"?{kept}" if kept else ""), {name: unquote(value) for name, _, value in pairs if name in names}


def shown(address: str) -> str:
    """The path or the address as messages show it: neither user nor options, where a password may be."""
    scheme, found, rest = address.partition("?")[0].partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}" if found else address

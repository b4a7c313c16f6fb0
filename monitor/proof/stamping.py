"""RFC 3161: a time-stamping authority says that it saw a digest, and when (DESIGN 5.20)."""

from __future__ import annotations

import hashlib
import time

from monitor import __version__
from monitor.errors import NotStamped
from monitor.i18n.locale import Foreign, Text

TIMEOUT_S = 30.0
MOST = 1_000_000  # bytes of an answer
_QUERY, _REPLY = "application/timestamp-query", "application/timestamp-reply"


def ask(data: bytes, tsa: str, *, within_s: float = TIMEOUT_S) -> bytes:
    """The answer of *tsa* that stamps *data*: for this data, to this question, granted. Raises NotStamped.

    Who signed it is not looked at here: that is `openssl ts -verify` with the certificates that one trusts.
    """
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder, decode_timestamp_response

    request = TimestampRequestBuilder().data(data).hash_algorithm(HashAlgorithm.SHA256).build()
    body = _posted(request.as_bytes(), tsa, within_s)
    try:
        answer = decode_timestamp_response(in_order(body))
        granted, info = answer.status in (0, 1), answer.tst_info if answer.status in (0, 1) else None
    except ValueError as error:
        raise NotStamped(Text("errors.stamp.unreadable", tsa=tsa, why=Foreign(error))) from error
    if not granted or info is None:
        raise NotStamped(
            Text("errors.stamp.refused", tsa=tsa, why=Foreign("; ".join(map(str, answer.status_string)) or answer.status))
        )
    if info.message_imprint.message != hashlib.sha256(data).digest() or info.nonce != request.nonce:
        raise NotStamped(Text("errors.stamp.other", tsa=tsa))
    return body


_CONSTRUCTED, _SET, _IMPLICIT = 0x20, 0x31, (0xA0, 0xA1)
_SETS_END = 10  # levels: signed attributes' values are the innermost sets of an answer


def in_order(answer: bytes, levels: int = _SETS_END, *, is_set: bool = False) -> bytes:
    """*answer* with the members of each SET OF as DER orders them, itself one where it *is_set*: to be read, not to be kept.

    OpenSSL's own authority sends the certificates, a SET OF under an implicit tag, as its file has them, and `rfc3161_client`
    refuses that. Lengths stay what they are, and no signature covers that order. Raises ValueError.
    """
    parts, at = [], 0
    while at < len(answer):
        length, body = answer[at + 1] if at + 1 < len(answer) else 0x80, at + 2  # where the content of the element begins
        if length & 0x80:
            body += length & 0x7F
            length = int.from_bytes(answer[at + 2 : body], "big") if body > at + 2 else len(answer)  # no definite length
        end = body + length
        if end > len(answer):
            raise ValueError("no DER")
        inside, tag = answer[body:end], answer[at]
        if tag & _CONSTRUCTED and levels:
            inside = in_order(inside, levels - 1, is_set=tag == _SET or tag in _IMPLICIT)  # an explicit tag has one member
        parts.append(answer[at:body] + inside)
        at = end
    return b"".join(sorted(parts) if is_set else parts)


def _posted(query: bytes, tsa: str, within_s: float) -> bytes:
    import httpx

    headers = {"Content-Type": _QUERY, "Accept": _REPLY, "User-Agent": f"city-page-monitor/{__version__}"}
    try:
        with httpx.stream("POST", tsa, content=query, headers=headers, timeout=within_s) as answer:
            if answer.status_code != 200:
                raise NotStamped(Text("errors.stamp.status", tsa=tsa, status=answer.status_code))
            body, over = b"", time.monotonic() + within_s
            for chunk in answer.iter_bytes():
                body += chunk
                if time.monotonic() > over:  # httpx's own limit is one for each piece
                    raise NotStamped(Text("errors.stamp.slow", tsa=tsa))
                if len(body) > MOST:
                    raise NotStamped(Text("errors.stamp.too_long", tsa=tsa))
            return body
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise NotStamped(Text("errors.stamp.unreachable", tsa=tsa, error=Foreign(error))) from error

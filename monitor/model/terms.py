"""The words that several nouns share: closed sets of values."""

from __future__ import annotations

from typing import Literal, TypeAlias

Language: TypeAlias = Literal["fr", "en"]
Outcome: TypeAlias = Literal["first", "unchanged", "changed", "failed"]
Significance: TypeAlias = Literal["substantive", "minor", "cosmetic"]
ItemKind: TypeAlias = Literal["section", "document"]
BlockKind: TypeAlias = Literal["paragraph", "list_item", "heading", "table_row"]
SectionKind: TypeAlias = Literal["text", "orgchart"]
DocumentKind: TypeAlias = Literal["orgchart", "text", "table", "file"]
CheckAlertKind: TypeAlias = Literal["change", "minor", "failure", "recovery"]  # what a check may have to tell
AlertKind: TypeAlias = CheckAlertKind | Literal["heartbeat", "welcome"]
ChannelKind: TypeAlias = Literal["mail", "webhook", "feed", "apprise"]
DigestEvery: TypeAlias = Literal["daily", "weekly", "round"]
CheckSource: TypeAlias = Literal["live", "import"]
FailureKind: TypeAlias = Literal[
    "dns", "connect", "tls", "timeout", "http_error", "redirect_loop", "redirected", "too_large", "blocked_address", "robots",
    "wrong_type", "empty", "js_shell", "truncated", "encoding", "soft_404", "maintenance", "bot_wall", "login_redirect",
    "other_page", "item_missing", "document_unavailable", "document_unreadable",
    "database_damaged",  # the watch's own rows are no longer what was written: recorded, the others go on
    "internal_error",  # a bug of ours in one check: recorded and logged, the others go on
]  # fmt: skip
UNANSWERED: tuple[FailureKind, ...] = ("dns", "connect", "timeout")  # of a visit to which no server has answered
OUR_OWN = "(page_timeout)"  # how a time-out ends that is of reading what did come

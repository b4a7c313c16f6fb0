"""`monitor alerts setup`: what it asks and says. In English."""

from __future__ import annotations

TEXTS = {
    "ask_from": "Which address is to send the messages? Your own will do.",
    "ask_provider": "Whose mailbox is {address}?",
    "ask_host": "What is the sending server called? The IT department knows, smtp.town.example for instance.",
    "ask_password": "Its password? Nothing shows while you type it.",
    "enter_keeps": "Enter alone: the one of last time stays.",
    "enter_for_none": "Enter alone: this server wants none.",
    "needs_password": "{name} sends nothing without a password.",
    "without_password": "No password, then; the test will tell whether the server accepts that.",
    "empty_password": "{file}: its first line is empty, and should be the password",
    "ask_to": "Who is to get the alerts? Several addresses are parted by commas.",
    "relay": "A server of the town hall or newsroom, without a password",
    "other": "Another one, or I do not know",
    "a_provider": "Write the number, from 1 to {most}, or the name. An address replaces this one; Ctrl-C writes nothing.",
    "a_number": "Write a number, from 1 to {most}.",
    "no_answer": "{host} answers at none of the usual ports ({ports}): is the name right, and is sending allowed from here?",
    "ask_port": "At which port? The IT department knows that too.",
    "something": "An answer is needed.",
    "no_domain": "“{text}”: the end of the address is missing; write for example watch@example.org",
    "no_address": "“{text}” is no mail address; write for example watch@example.org",
    "no_host": "“{text}” is no server's name; write for example smtp.town.example",
    "by_domain": "By its domain, {address} has its mail at {name}. If that is wrong: Ctrl-C, then --provider or --host.",
    "missing": "{option} ADDRESS is missing",
    "which_server": "the address does not tell which server sends: add --provider ({names}) or --host SERVER",
    "no_password": "the password is missing: --password-file FILE, or the variable {name}",
    "provider": "{name}: settings known, checked on {day} ({host}, {port}).",
    "provider_unchecked": "{name}: the usual settings, checked by nobody; "
    "the test will tell whether they are right ({host}, {port}).",
    "app_password": "Your usual password will not do: one made for this program is needed, to be had at {page}",
    "note": {
        "outlook": "Microsoft is closing this way in bit by bit: where the server refuses a right password, take another address.",
        "microsoft365": "The administrator must have allowed “SMTP AUTH” for this mailbox; Microsoft is closing this "
        "way in bit by bit.",
        "free": "Authenticated sending must be switched on in Free's subscriber area.",
        "infomaniak": "Without two-factor authentication the mailbox's own password will do.",
        "ovh": "For an Exchange or Zimbra mailbox give the server that your customer area names: --host.",
    },
    "relay_tls": "{host} encrypts the messages.",
    "relay_plain": "{host} offers no encryption that can be verified: messages go there in clear, which is fine within a house.",
    "secret": "Password written to {file}, which you alone can read.",
    "written": "{file}: alerts will go to {to}.",
    "no_longer": (
        "{to} is no longer told. To keep both, run the command again and put a comma between the addresses.",
        "{to} are no longer told. To keep them too, run the command again and put commas between the addresses.",
    ),
    "trying": "Trying {host}, port {port}: the server has {n} seconds for an answer …",
    "silent": "No mail server spoke in time at {host}, port {port}: is that the port? Usual ones are 587, 465 and 25.",
    "well": "Look into your mailbox: the test message should be there, or else among the spam.",
    "again": "Nothing is lost: run monitor alerts setup again to put it right.",
}

"""The calendar part of a mail, as far as a receiver sees it."""

import re
from datetime import UTC, datetime

from deploy.mailbox.letters import FINLAND

METHODS = {"REQUEST": "Kutsu", "CANCEL": "Peruutus", "REPLY": "Vastaus", "PUBLISH": "Tapahtuma"}
LINE = re.compile(r"(?P<name>[A-Z-]+)(?P<parameters>(;[^:\"]*(\"[^\"]*\")?)*):(?P<value>.*)")


def read(text):
    """Summary, time, place and method of the first event; None when there is none."""
    fields, inside = {}, False
    for line in re.sub(r"\r?\n[ \t]", "", text).splitlines():
        match = LINE.fullmatch(line)
        if not match:
            continue
        if match["value"] == "VEVENT":
            inside = match["name"] == "BEGIN"
        elif inside or match["name"] == "METHOD":
            fields.setdefault(match["name"], (match["value"], match["parameters"]))
    if "SUMMARY" not in fields and "DTSTART" not in fields:
        return None
    return {
        "method": METHODS.get(_text(fields, "METHOD"), _text(fields, "METHOD")),
        "summary": _text(fields, "SUMMARY"),
        "place": _text(fields, "LOCATION"),
        "starts": _time(fields, "DTSTART"),
        "ends": _time(fields, "DTEND"),
    }


def _text(fields, name):
    value, _ = fields.get(name, ("", ""))
    return re.sub(r"\\([,;\\])", r"\1", re.sub(r"\\[nN]", "\n", value))


def _time(fields, name):
    """A local time as it stands there, with its zone; UTC in Finnish time."""
    value, parameters = fields.get(name, ("", ""))
    if re.fullmatch(r"\d{8}", value):
        return f"{datetime.strptime(value, '%Y%m%d').replace(tzinfo=UTC):%-d.%-m.%Y}"
    if not re.fullmatch(r"\d{8}T\d{6}Z?", value):
        return value
    moment = datetime.strptime(value.rstrip("Z"), "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    if value.endswith("Z"):
        moment = moment.astimezone(FINLAND)
    zone = re.search(r"TZID=([^;]+)", parameters)
    return f"{moment:%-d.%-m.%Y klo %-H.%M}" + (f" ({zone[1]})" if zone else "")

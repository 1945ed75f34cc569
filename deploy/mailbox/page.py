"""The page that shows each mail as its receiver sees it: text, HTML, calendar part, links."""

import re

from flask import Blueprint, Flask, abort, current_app, render_template, request
from markupsafe import Markup, escape

from deploy.mailbox import event, letters

LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")
PAGE = (
    "default-src 'none'; style-src 'self'; img-src data:; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# A sender's HTML runs nothing and reaches nothing; its links open beside the mailbox.
MAIL = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
)
HOSTS = ("localhost", "127.0.0.1")


bp = Blueprint("mailbox", __name__)


def create_page(folder):
    app = Flask(__name__)
    app.config["FOLDER"] = folder
    app.jinja_env.filters["links"] = links
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.register_blueprint(bp)
    return app


@bp.before_request
def refuse_other_hosts():
    if request.host.partition(":")[0] not in HOSTS:
        abort(400)


@bp.after_request
def guard(response):
    response.headers.setdefault("Content-Security-Policy", PAGE)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/")
def inbox():
    number = max(1, min(request.args.get("page", 1, type=int), 10_000))
    mails, more = letters.page(current_app.config["FOLDER"], number)
    return render_template("inbox.html", mails=mails, number=number, more=more)


@bp.get("/mail/<name>")
def mail(name):
    found = _find(name)
    calendar = found.calendar()
    meeting = event.read(calendar.get_content()) if calendar else None
    return render_template("mail.html", mail=found, meeting=meeting)


@bp.get("/mail/<name>/html")
def html(name):
    body = _find(name).html() or abort(404)
    return f'<base target="_blank">{body}', {"Content-Security-Policy": MAIL}


@bp.get("/mail/<name>/attachment/<int:number>")
def attachment(name, number):
    parts = _find(name).attachments()
    if number >= len(parts):
        abort(404)
    content = parts[number].get_payload(decode=True) or b""
    named = f'attachment; filename="{_file_name(parts[number])}"'
    return content, {"Content-Type": "application/octet-stream", "Content-Disposition": named}


def links(text):
    """Plain text whose addresses can be pressed, as mail programs show it."""
    shown, end = Markup(), 0
    for match in LINK.finditer(text):
        shown += escape(text[end : match.start()])
        shown += Markup('<a href="{0}" target="_blank" rel="noreferrer">{0}</a>').format(match[0])
        end = match.end()
    return shown + escape(text[end:])


def _find(name):
    return letters.find(current_app.config["FOLDER"], name) or abort(404)


def _file_name(part):
    return re.sub(r"[^A-Za-z0-9._-]", "_", part.get_filename() or "liite")

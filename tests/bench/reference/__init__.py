"""The references: the same page of 20 rows by one prepared query, and by eight ORM queries."""

import os
import random
import threading
from datetime import datetime

import psycopg
from flask import Flask, render_template
from flask_sqlalchemy import SQLAlchemy
from psycopg.rows import namedtuple_row
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

TOWNS, BOARDS, ROWS = 100, 10, 20

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["REFERENCE_URL"]
app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"pool_size": 8, "max_overflow": 0}


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(app, model_class=Base)


class Item(db.Model):
    tenant_id: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int]
    position: Mapped[int]
    title: Mapped[str]
    body: Mapped[str]
    status: Mapped[str]
    owner: Mapped[str]
    email: Mapped[str]
    created_at: Mapped[datetime]
    saved_at: Mapped[datetime]


BOARD = """
    select id, title, body, status, owner, email, created_at, saved_at from item
    where tenant_id = %s and board_id = %s order by position limit 20
"""
_mine = threading.local()


def connection() -> psycopg.Connection:
    """One for each thread, which costs less than any pool."""
    if not hasattr(_mine, "connection"):
        address = os.environ["REFERENCE_URL"].replace("+psycopg", "")
        _mine.connection = psycopg.connect(address, row_factory=namedtuple_row)
    return _mine.connection


def somewhere() -> tuple[int, int]:
    return random.randint(1, TOWNS), random.randrange(BOARDS)


@app.get("/one")
def one():
    tenant, board = somewhere()
    with connection().transaction():
        rows = connection().execute(BOARD, (tenant, board), prepare=True).fetchall()
    return render_template("items.html", rows=rows, tenant=tenant)


@app.get("/eight")
def eight():
    tenant, board = somewhere()
    for number in range(7):
        place = (Item.position == number, Item.board_id == number % BOARDS)
        db.session.scalars(select(Item).where(Item.tenant_id == tenant, *place)).first()
    whole = select(Item).where(Item.tenant_id == tenant, Item.board_id == board)
    rows = db.session.scalars(whole.order_by(Item.position).limit(ROWS)).all()
    return render_template("items.html", rows=rows, tenant=tenant)

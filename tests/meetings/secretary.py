"""The secretary of Karttula's table, who writes memos, and what the world did not foresee."""

from __future__ import annotations

from sqlalchemy import update

from tests import database
from webapp.demonstration.cast import id_of


class Secretary:
    def __init__(self, world, client, here):
        self.world, self.client, self.here, self.version = world, client, here, 0

    def write(self, text="Puhuttiin kyydeistä.", agreed="Kokeillaan kimppakyytejä."):
        path = f"/meetings/items/{self.world.item('karttula')}/text"
        data = {"text": text, "agreed": agreed, "version": self.version}
        answer = self.client.post(path, data=data)
        self.version += 1
        return answer

    def seat(self, role):
        return id_of("participant", f"{self.world.group('karttula')} {role}")

    def send(self, *roles):
        chosen = [str(self.seat(role)) for role in roles]
        return self.client.post(f"{self.here}/checks", data={"checkers": chosen})

    def publish(self, note=""):
        return self.client.post(f"{self.here}/memo", data={"note": note})

    def published(self):
        """All the way to the first version."""
        self.write()
        self.send("chair")
        self.client.post(f"{self.here}/checks/{self.seat('chair')}")
        return self.publish()


def change(table, *where, **values):
    """As the owner: what the world did not foresee."""
    with database.engine().begin() as connection:
        connection.execute(update(table).where(*where).values(**values))

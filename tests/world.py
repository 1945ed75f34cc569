"""The cast of every test: the demonstration's towns, areas, actors and people, by name."""

from __future__ import annotations

from uuid import UUID

from webapp.demonstration import cast

PLATFORM = "yhteispoyta.test"


class World:
    """`world.tenant("kuopio")`, `world.area("karttula")`, `world.member("villager")`: ids, no rows."""

    def tenant(self, key: str) -> UUID:
        return cast.id_of("tenant", key)

    def area(self, key: str) -> UUID:
        return cast.id_of("area", key)

    def actor(self, key: str) -> UUID:
        return cast.id_of("actor", key)

    def account(self, key: str) -> UUID:
        return cast.id_of("account", key)

    def member(self, key: str, town: str | None = None) -> UUID:
        """The membership at home, or of the same person in another `town`."""
        return cast.id_of("member", f"{key}@{town}" if town else key)

    def hosting(self, key: str) -> UUID:
        return cast.id_of("hosting", key)

    def email(self, key: str) -> str:
        return cast.address(cast.person(key))

    def home(self, key: str) -> str:
        return cast.person(key).town

    def site(self, town: str) -> str:
        """The address of a town's own host."""
        return f"https://{PLATFORM}" if town == "platform" else f"https://{town}.{PLATFORM}"

"""The kinds of area and the events around one, as people call them."""

from webapp.areas import bp
from webapp.core.language import lazy
from webapp.traits.words import name_events

KIND_NAMES = {
    "merged": lazy("Former municipality"),
    "parish": lazy("Parish area"),
    "village": lazy("Village"),
    "district": lazy("District"),
    "island": lazy("Island"),
}
name_events(
    {
        "area_added": lazy("An area was added"),
        "area_renamed": lazy("An area was renamed"),
        "area_moved": lazy("An area was moved"),
        "area_closed": lazy("An area was closed"),
        "area_reopened": lazy("An area was opened again"),
        "area_page_saved": lazy("An area's page was changed"),
    }
)


@bp.app_template_global()
def area_kind(kind: str) -> str:
    return str(KIND_NAMES[kind])

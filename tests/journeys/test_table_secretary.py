"""A table is opened, meets, and its memo is checked, published and corrected (story 3)."""

from __future__ import annotations

from tests.journeys import after_the_meeting as after
from tests.journeys import before_the_meeting as before


def test_from_opening_to_results(story):
    desk = before.open_and_ask_in(story)
    before.they_join(story, desk)
    before.the_meeting_is_called(story, desk)
    before.they_answer(story)
    before.the_place_changes(story, desk)
    before.the_agenda_is_made(story, desk)
    before.they_are_reminded_once(story, desk)
    after.the_memo_is_written(story, desk)
    after.it_is_checked(story, desk)
    after.it_is_published(story, desk)
    after.everybody_reads_the_summary(story, desk)
    after.it_is_corrected(story, desk)
    after.the_days_are_held(story, desk)
    after.the_next_meeting_begins_with_what_is_open(story, desk)

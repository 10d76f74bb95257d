"""The job that mails people what waits unread for them, each in their language."""

import os
from typing import Any

from tropa.kit.locale import LANGUAGES, Language
from tropa.studio import digest, mail
from tropa.studio.jobs import JobWork
from tropa.studio.studio import Studio
from tropa.studio.tables.people import PersonRow


def send_digests(studio: Studio, work: JobWork) -> dict[str, Any]:
    """Mail everybody for whom something waits (facts: `address` of the studio); without a mail server nobody."""
    url, sender = os.environ.get("TROPA_SMTP_URL", ""), os.environ.get("TROPA_MAIL_FROM", "")
    if not url:
        return {"sent": 0}
    with studio.database.session() as session:
        people = list(digest.takers(session))
    sent = 0
    for number, name in enumerate(people):
        work.progress(number / len(people))
        with studio.database.session() as session:
            person = session.get(PersonRow, name)
            if person is None or person.disabled or not person.email:
                continue
            spoken: Language = next((one for one in LANGUAGES if one == person.language), "en")
            letter = digest.build(session, name, person.name, spoken, str(work.facts.get("address", "")))
            if letter is not None:
                mail.send(url, sender, person.email, letter.subject, letter.text)
                digest.mark_mailed(session, name)
                sent += 1
    return {"sent": sent}

"""What is concluded of an effect, why, and on what kind of evidence."""

from dataclasses import dataclass
from typing import Literal

from tropa.kit.locale import Language, text
from tropa.statistics.verdict import Verdict

Grade = Literal["A", "B", "C", "D", "E"]
Reason = Literal["interval", "sample_ratio", "before_planned_end", "placebo", "too_few"]


@dataclass(frozen=True)
class Judgement:
    """A verdict, the reason for it, and the grade of the evidence.

    Reasons: "interval", where the interval lies; "sample_ratio", the arms do not have their planned sizes, so nothing
    is concluded; "before_planned_end", a fixed test looked at too early; "placebo", as much was found where nothing
    happened; "too_few" customers or days to estimate anything. Grades: A randomised, B concurrent comparison, C before
    and after, D association, E opinion.
    """

    verdict: Verdict
    reason: Reason
    grade: Grade

    def told_in(self, language: Language) -> str:
        """The verdict, its reason and its grade in sentences.

        >>> Judgement("positive", "interval", "A").told_in("en")
        'Positive effect. Evidence A: a randomised experiment.'
        """
        reason = "" if self.reason == "interval" else " " + text("analytics", f"reason.{self.reason}", language)
        verdict = text("analytics", f"verdict.{self.verdict}", language)
        return f"{verdict}.{reason} {text('analytics', f'grade.{self.grade}', language)}"

"""The questions that are put to a page, in order. Each stage is one file and knows none of the others."""

from cleaning.stages.body import FindBody
from cleaning.stages.comments import ReadComments
from cleaning.stages.language import TellLanguage
from cleaning.stages.metadata import ReadMetadata
from cleaning.stages.quality import JudgeQuality
from cleaning.stages.segment import Segment

STAGES = (Segment(), ReadMetadata(), ReadComments(), FindBody(), TellLanguage(), JudgeQuality())

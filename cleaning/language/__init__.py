"""Telling the language of a text. DETECTOR is the one in use: put another in its place to choose another."""

from __future__ import annotations

from cleaning.language.by_langdetect import LangDetect
from cleaning.language.protocol import Detector

DETECTOR: Detector = LangDetect()

"""Comment systems, in order of trust. One file each; a new one is a file and its name in PLATFORMS."""

from cleaning.platforms.lines import Lines
from cleaning.platforms.protocol import Platform
from cleaning.platforms.rendered import Rendered

PLATFORMS: tuple[Platform, ...] = (Rendered(), Lines())

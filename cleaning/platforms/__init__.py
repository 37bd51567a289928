"""Comment systems, in order of trust. One file each; a new one is a file and its name in PLATFORMS.

First those that are read from the page or from what was stored with it, then those whose comments a script would load:
they say only where these are.
"""

from cleaning.platforms.commento import Commento
from cleaning.platforms.coral import Coral
from cleaning.platforms.discourse import Discourse
from cleaning.platforms.disqus import Disqus
from cleaning.platforms.endpoint import Endpoint
from cleaning.platforms.facebook import Facebook
from cleaning.platforms.gigya import Gigya
from cleaning.platforms.github import GitHub
from cleaning.platforms.hyvor import Hyvor
from cleaning.platforms.insticator import Insticator
from cleaning.platforms.intensedebate import IntenseDebate
from cleaning.platforms.isso import Isso
from cleaning.platforms.jsonld import JsonLd
from cleaning.platforms.lines import Lines
from cleaning.platforms.livefyre import Livefyre
from cleaning.platforms.microdata import Microdata
from cleaning.platforms.openweb import OpenWeb
from cleaning.platforms.protocol import Platform
from cleaning.platforms.remark42 import Remark42
from cleaning.platforms.rendered import Rendered
from cleaning.platforms.squarespace import Squarespace
from cleaning.platforms.state import State
from cleaning.platforms.viafoura import Viafoura
from cleaning.platforms.vuukle import Vuukle
from cleaning.platforms.wordpress import WordPress

PLATFORMS: tuple[Platform, ...] = (
    WordPress(),
    State(),
    JsonLd(),
    Rendered(),
    Microdata(),
    Lines(),
    Coral(),
    OpenWeb(),
    Viafoura(),
    Vuukle(),
    Hyvor(),
    Disqus(),
    Discourse(),
    Isso(),
    Remark42(),
    Commento(),
    GitHub(),
    IntenseDebate(),
    Insticator(),
    Squarespace(),
    Livefyre(),
    Gigya(),
    Facebook(),
    Endpoint(),
)

"""Scrapy's settings. Every one that is not the default says what the default is, and why it is not taken.

What depends on the site (delay, TLS) is set by `spiders.base` from the site's TOML and the environment.
"""

import os
from importlib.metadata import version

BOT_NAME = "nianbao"
SPIDER_MODULES = ["crawlers.spiders", "crawlers.backfill"]

# Default: "Scrapy/VERSION (+https://scrapy.org)". A site's owner has to be able to see who asks, and whom to write to:
# an e-mail address or a web page, which only who runs this can give.
USER_AGENT = (
    f"nianbao/{version('nianbao')} (research on annual reports on government information disclosure; "
    f"contact: {os.environ.get('NIANBAO_CONTACT') or 'none given'})"
)

# ---- Politeness

# Default: False. robots.txt is obeyed, by RobotsMiddleware below.
ROBOTSTXT_OBEY = True
# Default: None, the whole USER_AGENT. RFC 9309 compares the product token alone.
ROBOTSTXT_USER_AGENT = "nianbao"
# Default: 0. At least two seconds between requests to one host; `spiders.base` reads NIANBAO_DELAY.
DOWNLOAD_DELAY = 2.0
# Default: 0.5, which would let the delay shrink to half of what robots.txt asks for.
DOWNLOAD_DELAY_JITTER = 0.0
# Default: 8. One request at a time: many county sites are one small server.
CONCURRENT_REQUESTS_PER_DOMAIN = 1
# Default: 16. A run is one site: one request under way, and one that waits its turn; so a refusal is followed by one at most.
CONCURRENT_REQUESTS = 2
# Default: False. A server that answers slowly is asked less often.
AUTOTHROTTLE_ENABLED = True
# Default: 5. The first requests are robots.txt and a listing; two seconds are polite enough for them.
AUTOTHROTTLE_START_DELAY = 2.0
# Default: 3 requests in all and the codes [500, 502, 503, 504, 522, 524, 408, 429]. The same codes, one retry less.
RETRY_TIMES = 1
# Default: "ERROR". What was given up stands in the run's summary.
RETRY_GIVE_UP_LOG_LEVEL = "INFO"
# Default: "text/html,…" with Accept-Language "en". The pages are Chinese, and attachments are asked for too.
DEFAULT_REQUEST_HEADERS = {"Accept": "*/*", "Accept-Language": "zh-CN,zh;q=0.9"}

# ---- Safety

# Default: 1 GiB, also when decompressing. The largest scanned report seen has some 40 MB.
DOWNLOAD_MAXSIZE = 64 * 2**20
# Default: True. Servers count wrongly: WholenessMiddleware looks whether the page has its end.
DOWNLOAD_FAIL_ON_DATALOSS = False
# Default: 180. The whole response has to be there by then, so a server that drips cannot hold the run.
DOWNLOAD_TIMEOUT = 60
# Default: 20. A page moves once or twice; whatever leads on further leads in a circle, or away.
REDIRECT_MAX_TIMES = 5
# Default: True. Pages refresh themselves to challenge scripts and portals; listings are named in the TOML.
METAREFRESH_ENABLED = False
# Default: False. A certificate that cannot be verified is an error; [overrides.tls] with a reason allows it.
DOWNLOAD_VERIFY_CERTIFICATES = True
# Default: CachingThreadedResolver. The same, refusing names that resolve to addresses that may not be fetched.
TWISTED_DNS_RESOLVER = "crawlers.addresses.GuardedResolver"
# Default: 60. A name that takes longer does not resolve.
DNS_TIMEOUT = 20
# Default: 0, no limit. One site may take four hours of a night.
CLOSESPIDER_TIMEOUT = 4 * 3600
# Default: 0, no limit. Two sites at a time have to fit a small machine.
MEMUSAGE_LIMIT_MB = 700
# Default: 2083 as well; named here because it is one of the bounds that have a test.
URLLENGTH_LIMIT = 2083

# ---- Ours: the budget of one site and run, which [overrides.budget] can change

NIANBAO_BUDGET_REQUESTS = 3000
NIANBAO_BUDGET_BYTES = 2 * 2**30

# ---- Machinery

# Default: False. Every answer is judged by the spider; an error status is a finding, not nothing.
HTTPERROR_ALLOW_ALL = True
# Default: 100. There are no items, and Scrapy starts that many tasks for the output of every page.
CONCURRENT_ITEMS = 1
# Default: True. Scrapy would read and parse the source of the callback anew for every page.
WARN_ON_GENERATOR_RETURN_VALUE = False
# Default: "DEBUG", a line for every request; those stand in the archive.
LOG_LEVEL = "INFO"
# Default: Scrapy's LIFO queue. First in, first out: the newest reports, which stand first, are fetched first.
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"

DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # SafetyMiddleware compares ports too
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,  # a page that needs a session is not public
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": 560,  # default 600: here, so that redirects are archived
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,
    "crawlers.proxies.ProxyMiddleware": 750,  # in its place: the names that a proxy resolves are checked
    "crawlers.middlewares.SafetyMiddleware": 60,
    "crawlers.middlewares.RobotsMiddleware": 100,
    "crawlers.middlewares.PatientRetryMiddleware": 550,
    "crawlers.wholeness.WholenessMiddleware": 587,
    "crawlers.middlewares.CaptureMiddleware": 585,  # below 590: sees bodies with their content-encoding undone
}
EXTENSIONS = {
    "scrapy.extensions.memusage.MemoryUsage": None,  # it takes the parent's peak for this process's
    "crawlers.memory.ResidentMemory": 0,
    "scrapy.extensions.telnet.TelnetConsole": None,  # these two open a port, which a crawl of strange pages should not;
    "scrapy.extensions.remote_control.RemoteControl": None,  # not loading them also saves half a second a site
    "crawlers.throttle.PoliteThrottle": 500,  # after AutoThrottle, which is at 0
    "crawlers.recorder.RunRecorder": 510,
}

"""What people of the sample write and say, composed from banks of phrases by a small grammar.

`bank` holds the phrases of a language, `themes` what can be spoken of, `grammar` puts a text together, `slips` spoils
it as hurried people do, `personal` adds what has to be masked, `writers` lets customers write into one file, `opinion`
is a text with everything that was planted in it.
"""

from tropa.sample.cinema.phrases.opinion import Opinion

__all__ = ["Opinion"]

"""`make bench`: every benchmark of this folder, each printed as a ratio from one run; `python -m tests.bench extract` runs one.

They are imported below the guard: every worker process imports this module again, and needs none of them.
"""

import sys

if __name__ == "__main__":
    from tests.bench import bench_crawl, bench_extract, bench_pdf

    benches = {"extract": bench_extract, "pdf": bench_pdf, "crawl": bench_crawl}
    names, sys.argv[1:] = sys.argv[1:], []  # one of them has arguments of its own
    for name in names or benches:
        benches[name].main()

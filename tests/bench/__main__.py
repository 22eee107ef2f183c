"""`make bench`: every benchmark of this folder, each printed as a ratio from one run.

They are imported below the guard: every worker process imports this module again, and needs none of them.
"""

if __name__ == "__main__":
    from tests.bench import bench_crawl, bench_extract, bench_pdf

    bench_extract.main()
    bench_pdf.main()
    bench_crawl.main()

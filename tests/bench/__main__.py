"""`make bench`: every benchmark of this folder, each printed as a ratio from one run."""

from tests.bench import bench_crawl, bench_extract, bench_pdf

if __name__ == "__main__":
    bench_extract.main()
    bench_pdf.main()
    bench_crawl.main()

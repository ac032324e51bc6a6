"""Speed beside the bare libraries, in one run: ratios are what counts, single times on a shared machine are not."""

"""Articles as a folder of Markdown files, in and out (B9)."""

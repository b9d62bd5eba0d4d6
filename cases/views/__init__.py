"""Pages of cases. Each file is the thing its page shows or makes."""

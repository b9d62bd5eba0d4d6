"""How the promises of programming errors were kept: numbers over a period (B1.3, B5)."""

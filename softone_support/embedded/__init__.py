"""PostgreSQL, Valkey and a supervisor for the demo and the tests; production never comes here.

`./run` starts this package as a program. Servers come from wheels, listen on unix sockets in
a private folder only, and are left out whenever DATABASE_URL or REDIS_URL names others.
"""

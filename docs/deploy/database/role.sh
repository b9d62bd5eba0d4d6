#!/bin/sh
# Runs once, when the database's volume is new. The portal gets a role that owns its database and
# nothing else. PostgreSQL's superuser keeps no password: it is reached inside the container only.
#   docker compose exec database psql --username postgres
set -eu

psql --username postgres --dbname postgres --set ON_ERROR_STOP=1 <<'SQL'
\getenv password POSTGRES_PASSWORD
CREATE ROLE portal LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD :'password';
CREATE DATABASE portal OWNER portal;
REVOKE ALL ON DATABASE portal FROM PUBLIC;
ALTER ROLE postgres PASSWORD NULL;
SQL

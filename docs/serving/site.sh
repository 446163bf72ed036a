#!/bin/sh
# What the container runs (Containerfile), and what runs as well without one: check, build or serve the site of a folder.
#
#   site.sh check|build|serve
#
# SITE     the folder that holds data/ (default /site); nothing is written there
# BUILT    where the built site goes (default /srv/www/site)
# PORT     where "serve" listens (default 8080)
# RECIPE   the nginx.conf beside this script, or one of your own
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
site=${SITE:-/site} built=${BUILT:-/srv/www/site} port=${PORT:-8080} recipe=${RECIPE:-$here/nginx.conf}

case ${1:-serve} in
check) exec sunlit -C "$site" check ;;
build) exec sunlit -C "$site" build --site-dir "$built" ;;
serve)
    sunlit -C "$site" build --site-dir "$built"
    work=$(mktemp -d)
    sed -e "s#^\( *\)listen 80;#\1listen $port;#" -e "s#root /srv/www/site;#root $built;#" "$recipe" >"$work/site.conf"
    cat >"$work/nginx.conf" <<END
daemon off; worker_processes 1; pid $work/pid; error_log stderr; $([ "$(id -u)" = 0 ] && echo "user root;")
events { worker_connections 512; }
http {
  include /etc/nginx/mime.types; default_type application/octet-stream; access_log off;
  client_body_temp_path $work/body; proxy_temp_path $work/proxy; fastcgi_temp_path $work/fastcgi;
  uwsgi_temp_path $work/uwsgi; scgi_temp_path $work/scgi;
  include $work/site.conf;
}
END
    exec nginx -p "$work" -c "$work/nginx.conf" -e stderr
    ;;
*)
    echo "site.sh check|build|serve" >&2
    exit 2
    ;;
esac

#!/usr/bin/env bats
# newsindex on addresses, served on the loopback interface.
load helpers

# serve: the folder in/ on a free port; $AT is its address.  /loop leads to
# itself, /moved to /page.html, *.l1 comes as ISO-8859-1 by its header only.
serve() {
	cat >serve.py <<'END'
import http.server, os
os.chdir("in")
class Handler(http.server.SimpleHTTPRequestHandler):
    def do_GET(self):
        to = {"/loop": "/loop", "/moved": "/page.html"}.get(self.path)
        if not to:
            return super().do_GET()
        self.send_response(302)
        self.send_header("Location", to)
        self.end_headers()
    def guess_type(self, path):
        if path.endswith(".l1"):
            return "text/html; charset=iso-8859-1"
        return super().guess_type(path)
    def log_message(self, *args):
        pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
with open("../port.new", "w") as f:
    f.write(str(server.server_port))
os.rename("../port.new", "../port")
server.serve_forever()
END
	python3 serve.py >/dev/null 2>&1 3>&- &
	SERVER=$!
	for _ in $(seq 100); do
		[ ! -e port ] || break
		sleep 0.1
	done
	AT=http://127.0.0.1:$(cat port)
}

@test "a page, a list of records and a moved page are read" {
	cp "$SAMPLE/kanalbote/2014/nordkorea-sony.html" in/page.html
	cp "$SAMPLE/northern-wire/2014.jsonl" in/
	serve
	index "$AT/page.html" "$AT/2014.jsonl"
	expect 0 "files: 2 met" "articles: 7 new"
	is 1 "SELECT count(*) FROM articles WHERE title LIKE 'Nordkorea%'"
	is 1 "SELECT count(*) FROM articles
		WHERE origin = '$AT/2014.jsonl#6'"
	index "$AT/moved"
	expect 0 "articles: 1 unchanged"
	sound
}

@test "what is not there and what leads to itself are named; exit 1" {
	record One "The first." >in/1.json
	serve
	index "$AT/nothing.html" "$AT/loop" "$AT/1.json"
	expect 1 "$AT/nothing.html: " "404" "$AT/loop: " "1 new"
}

@test "a server that is not there is named; exit 1" {
	serve
	kill "$SERVER"
	wait "$SERVER" 2>/dev/null || true
	index "$AT/page.html"
	expect 1 "$AT/page.html: "
}

@test "the charset of the header counts" {
	printf '<html><head><title>Caf\351 ferm\351</title></head><body>
<p>Le caf\351 du port a ferm\351 ses portes hier soir, apr\350s
trente ans, et les habitu\351s ont pleur\351.</p></body></html>' >in/cafe.l1
	serve
	index "$AT/cafe.l1"
	expect 0 "1 new"
	is "Café fermé" "SELECT title FROM articles"
}

# newsfind: make, make check, make test, make install, make bench, make soak.
#   SAN=1     AddressSanitizer and UndefinedBehaviorSanitizer (build-san/)
#   CC=clang  gcc and clang are both kept green
#   WERROR=   do not stop at warnings

PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man
DESTDIR ?=
BUILD ?= build$(if $(SAN),-san)

VERSION := 0.1.0

CFLAGS ?= -O2 -g
WERROR ?= -Werror
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wpointer-arith -Wwrite-strings \
	-Wno-overlength-strings $(WERROR)
SANITIZERS = address,undefined
SANFLAGS = $(if $(SAN),-fsanitize=$(SANITIZERS) \
	-fno-sanitize-recover=undefined -fno-omit-frame-pointer)

PKG_CONFIG ?= pkg-config
pkgflags = $(shell $(PKG_CONFIG) --cflags $(1))
pkglibs = $(shell $(PKG_CONFIG) --libs $(1))

# newsfind and the extension link these and nothing that reads pages or the
# web: start-up is part of every question (scripts/check-links).
FIND_PKGS = sqlite3 jansson libutf8proc
READ_PKGS = libxml-2.0 libcurl uchardet libxxhash

FIND_LIBS := $(call pkglibs,$(FIND_PKGS)) -lstemmer -lm
READ_LIBS := $(call pkglibs,$(READ_PKGS)) -lcld2 -lpthread

ALL_CPPFLAGS := -Isrc -I$(BUILD) -D_XOPEN_SOURCE=700 \
	-DNEWSFIND_VERSION='"$(VERSION)"' \
	$(call pkgflags,$(FIND_PKGS) $(READ_PKGS)) $(CPPFLAGS)
# CLD2 has no C interface; one small file speaks to it.  Without exceptions
# and run-time types it needs nothing of the C++ library, so $(CC) links.
ALL_CXXFLAGS := -std=c++11 -Wall -Wextra -Wshadow $(WERROR) \
	-fno-exceptions -fno-rtti $(or $(CXXFLAGS),-O2 -g) -MMD -MP
ALL_CFLAGS := -std=c11 $(WARN) $(CFLAGS) $(SANFLAGS) -MMD -MP

ROOMS = base read store find show load
room_objs = $(patsubst %,$(BUILD)/%.o,$(basename \
	$(wildcard src/$(1)/*.c src/$(1)/*.cc)))
room_lib = $(BUILD)/lib$(1).a

SCHEMA = $(wildcard schema/*.sql)
PROGRAMS = $(BUILD)/newsindex $(BUILD)/newsfind
UNIT = $(patsubst tests/unit/%.c,$(BUILD)/tests/%, \
	$(wildcard tests/unit/test_*.c))
UNIT_HELP = $(patsubst %.c,$(BUILD)/%.o, \
	$(filter-out tests/unit/test_%,$(wildcard tests/unit/*.c)))
BENCH = $(patsubst tests/bench/%.c,$(BUILD)/bench/%, \
	$(wildcard tests/bench/*.c))
CLI = $(wildcard tests/cli/*.bats)
MAN = $(wildcard doc/*.[157])

all: $(PROGRAMS)

$(BUILD)/newsindex: $(BUILD)/src/newsindex.o \
		$(foreach r,load read store base,$(call room_lib,$(r)))
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(READ_LIBS) $(FIND_LIBS)

$(BUILD)/newsfind: $(patsubst %.c,$(BUILD)/%.o,$(wildcard src/newsfind*.c)) \
		$(foreach r,show find store base,$(call room_lib,$(r)))
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(FIND_LIBS)

define room_rule
$(call room_lib,$(1)): $(call room_objs,$(1))
	@rm -f $$@
	$(AR) rcs $$@ $$^
endef
$(foreach r,$(ROOMS),$(eval $(call room_rule,$(r))))

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/%.o: %.cc
	@mkdir -p $(@D)
	$(CXX) -Isrc $(ALL_CXXFLAGS) -c -o $@ $<

# schema/NAME.sql becomes the C string schema_NAME (dots and dashes as _).
$(BUILD)/schema.h: $(SCHEMA) scripts/embed
	@mkdir -p $(@D)
	scripts/embed $(SCHEMA) >$@.new
	mv $@.new $@
$(call room_objs,store) $(call room_objs,find): | $(BUILD)/schema.h

ALL_LIBS = $(foreach r,$(ROOMS),$(call room_lib,$(r)))
LINK_ALL = $(foreach r,load show find read store base,$(call room_lib,$(r)))

$(BUILD)/libhelp.a: $(UNIT_HELP)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/tests/%: tests/unit/%.c $(BUILD)/libhelp.a $(ALL_LIBS)
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $< \
		$(BUILD)/libhelp.a $(LINK_ALL) \
		-lcmocka $(READ_LIBS) $(FIND_LIBS)

$(BUILD)/bench/%: tests/bench/%.c $(ALL_LIBS)
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $< \
		$(LINK_ALL) \
		$(READ_LIBS) $(FIND_LIBS)

# check: what the code and its rooms promise; test: the programs too.
check: style arrows links man unit
test: check cli

style arrows man:
	scripts/check-$@

links: $(BUILD)/newsfind
	scripts/check-links $^

unit-programs: $(UNIT)
unit: $(UNIT)
	$(if $^,CMOCKA_MESSAGE_OUTPUT=TAP prove --exec '' $^)

cli: $(PROGRAMS)
	$(if $(CLI),NEWSFIND_BUILD=$(abspath $(BUILD)) \
		prove --exec 'bats --formatter tap' $(CLI))

# The long tests whole, of which the others run a part.
soak:
	SOAK=1 $(MAKE) test

bench: $(PROGRAMS) $(BENCH)
	NEWSFIND_BUILD=$(abspath $(BUILD)) tests/bench/run

install: $(PROGRAMS)
	install -d $(DESTDIR)$(BINDIR)
	install -m 755 $(PROGRAMS) $(DESTDIR)$(BINDIR)
	for m in $(MAN); do \
		d=$(DESTDIR)$(MANDIR)/man$${m##*.}; \
		install -d $$d && install -m 644 $$m $$d || exit 1; \
	done

uninstall:
	for p in $(notdir $(PROGRAMS)); do rm -f $(DESTDIR)$(BINDIR)/$$p; done
	for m in $(notdir $(MAN)); do \
		rm -f $(DESTDIR)$(MANDIR)/man$${m##*.}/$$m; \
	done

clean:
	rm -rf build build-san build-clang

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

.PHONY: all check test style arrows links man unit unit-programs cli soak \
	bench install uninstall clean
.DELETE_ON_ERROR:

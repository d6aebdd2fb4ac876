# newsfind: make, make check, make test, make install.
#   SAN=1     AddressSanitizer and UndefinedBehaviorSanitizer (build-san/)
#   CC=clang  gcc and clang are both kept green
#   WERROR=   do not stop at warnings

PREFIX ?= /usr/local
DESTDIR ?=
BUILD ?= build$(if $(SAN),-san)

VERSION := 0.1.0

CFLAGS ?= -O2 -g
WERROR ?= -Werror
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wpointer-arith -Wwrite-strings \
	-Wno-overlength-strings $(WERROR)
SANFLAGS = $(if $(SAN),-fsanitize=address,undefined \
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
UNIT = $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/*.c))
BENCH = $(patsubst tests/bench/%.c,$(BUILD)/bench/%,$(wildcard tests/bench/*.c))

all: $(PROGRAMS)

$(BUILD)/newsindex: $(BUILD)/src/newsindex.o \
		$(foreach r,load read store base,$(call room_lib,$(r)))
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(READ_LIBS) $(FIND_LIBS)

$(BUILD)/newsfind: $(BUILD)/src/newsfind.o \
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

$(BUILD)/tests/%: tests/unit/%.c $(foreach r,$(ROOMS),$(call room_lib,$(r)))
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $< \
		$(foreach r,load show find read store base,$(call room_lib,$(r))) \
		-lcmocka $(READ_LIBS) $(FIND_LIBS)

$(BUILD)/bench/%: tests/bench/%.c $(foreach r,$(ROOMS),$(call room_lib,$(r)))
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $< \
		$(foreach r,load show find read store base,$(call room_lib,$(r))) \
		$(READ_LIBS) $(FIND_LIBS)

unit: $(UNIT)
	CMOCKA_MESSAGE_OUTPUT=TAP prove --exec '' $(UNIT)

clean:
	rm -rf build build-san

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

.PHONY: all unit clean
.DELETE_ON_ERROR:

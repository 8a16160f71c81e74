# One verb a task. `make run` and `make test` install what they need on a fresh Debian machine with a JDK 17, Maven and make.
.PHONY: run test format bench chromium

MVN := mvn -B -ntp

run:
	SUPERVISION_DEMO=$${SUPERVISION_DEMO:-true} ./supervision serve

test: chromium
	$(MVN) -Dstyle.color=never verify
	@echo "all tests passed"

format:
	$(MVN) -q spotless:apply

bench:
	$(MVN) -q -f extras/pom.xml -pl ..,bench package -DskipTests
	java -jar extras/bench/target/bench.jar

# pages are tested in a real browser, with a font that has Chinese characters
chromium:
	@command -v chromium >/dev/null 2>&1 && fc-list :lang=zh 2>/dev/null | grep -q . || \
	  (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk fontconfig)

# One verb a task. `make run` and `make test` install what they need on a fresh Debian machine with a JDK 17, Maven and make.
.PHONY: run test test-rules test-long same-bytes format bench chromium font

MVN := mvn -B -ntp

run: font
	SUPERVISION_DEMO=$${SUPERVISION_DEMO:-true} ./supervision serve

test: chromium font
	@# no part of the build, and nobody runs them daily: they have to compile all the same, which is known first
	$(MVN) -q -Dspotless.check.skip -Denforcer.skip -Dcyclonedx.skip -f extras/pom.xml -pl ..,bench compile
	@# the list of parts is made with the program, see same-bytes: nothing tests it
	$(MVN) -Dstyle.color=never -Dcyclonedx.skip verify
	@echo "all tests passed"

# after an edit of a rule: its form, both readings, every case, what the cases cover
test-rules:
	$(MVN) -q -DforkCount=1 test -Dtest='PackTest,CaseCheckTest,FixtureReplayTest,TwoReadingsTest,RuleCoverageTest,UnusedFiguresTest,ClausesTest,AnalysisTest#theShippedPackHasNoErrors'
	@echo "the rules hold"

# what takes minutes: kills, random entities and rules by the ten thousand, a million rows; SEED=N repeats a seed that was printed
test-long: same-bytes
	$(MVN) -Dstyle.color=never -Plong test $(if $(SEED),-Dseed=$(SEED))
	@echo "all long tests passed"

# two builds of the same sources are the same, byte for byte
same-bytes:
	$(MVN) -q clean package -DskipTests
	sha256sum target/*.jar > .first-build
	$(MVN) -q clean package -DskipTests
	sha256sum -c .first-build; same=$$?; rm .first-build; exit $$same

format:
	$(MVN) -q spotless:apply

bench:
	$(MVN) -q -f extras/pom.xml -pl ..,bench package -DskipTests
	java -jar extras/bench/target/bench.jar
	java -cp extras/bench/target/bench.jar supervision.bench.ImportBenchmark target/supervision-0.1.0-SNAPSHOT-exec.jar 100000 1000000
	java -cp extras/bench/target/bench.jar supervision.bench.RegisterBenchmark target/supervision-0.1.0-SNAPSHOT-exec.jar 1000000 entries
	java -cp extras/bench/target/bench.jar supervision.bench.RegisterBenchmark target/supervision-0.1.0-SNAPSHOT-exec.jar 1000000 penalties
	java -Xmx10g -cp extras/bench/target/bench.jar supervision.bench.ImpactBenchmark 1000000 365

# pages are tested in a real browser, with a font that has Chinese characters
chromium:
	@command -v chromium >/dev/null 2>&1 && fc-list :lang=zh 2>/dev/null | grep -q . || \
	  (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk fontconfig)

# credit reports are set in it as PDF; the service runs without one and says so when asked for a PDF
font:
	@[ -n "$$SUPERVISION_REPORT_FONT" ] || [ -e /usr/share/fonts/truetype/wqy/wqy-microhei.ttc ] || \
	  (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends fonts-wqy-microhei) || \
	  echo "没有安装中文字体，不能出具 PDF 报告 / no Chinese font was installed: reports cannot be had as PDF" >&2

package supervision.casework;

import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.OpenTypeFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeCollection;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;
import supervision.casework.ReportWords.Word;

/**
 * A report as PDF, made from its page: text that can be searched and read aloud, with the one font it is set in. The same
 * report in the same font is the same file, whenever and how often it is made.
 */
final class ReportPdf {

    /** Where systems put a font that can be used, if it is installed. */
    private static final List<String> USUAL = List.of(
            "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
            "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
            "/usr/share/fonts/wqy-microhei-fonts/wqy-microhei.ttc",
            "/usr/share/fonts/wqy-zenhei-fonts/wqy-zenhei.ttc",
            "/usr/share/fonts/wenquanyi/wqy-microhei/wqy-microhei.ttc",
            "/usr/share/fonts/wenquanyi/wqy-zenhei/wqy-zenhei.ttc",
            "/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
            "C:/Windows/Fonts/simhei.ttf");

    /** First four bytes of files that hold TrueType fonts: {@code ttcf}, 1.0 and {@code true}. */
    private static final int COLLECTION = 0x74746366;

    private static final int TRUE_TYPE = 0x00010000;
    private static final int TRUE_TYPE_OF_APPLE = 0x74727565;

    /** Stands for a character that the font lacks, as printers do it. */
    private static final String GETA = "〓";

    static {
        // its log goes past ours, and what it says is about our own page: tests look at that
        XRLog.setLoggingEnabled(false);
        // fonts of the machine would make two machines print two files, and take seconds to be looked for
        FontMappers.set(new BundledOnly());
    }

    private final @Nullable String set;

    /** @param font file of the font to use; null or blank for one of the usual places */
    ReportPdf(@Nullable String font) {
        this.set = font == null || font.isBlank() ? null : font;
    }

    byte[] write(CreditReport report, ReportWords words) {
        try (PDDocument document = new PDDocument();
                Opened opened = open()) {
            CmapLookup characters = opened.font().getUnicodeCmapLookup();
            String html = printable(report, words, characters);
            PdfRendererBuilder builder = new PdfRendererBuilder();
            builder.usePDDocument(document);
            builder.useFont(new PDFontSupplier(PDType0Font.load(document, opened.font(), true)), ReportPage.FAMILY);
            builder.withHtmlContent(html, null);
            // a page that needs nothing else fetches nothing else
            builder.useUriResolver((base, uri) -> null);
            builder.usePdfUaAccessibility(true);
            builder.withProducer("supervision");
            try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
                renderer.layout();
                renderer.createPDFWithoutClosing();
                date(document.getDocumentInformation(), report);
                document.setDocumentId(Long.parseUnsignedLong(report.number().substring(0, 16), 16));
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                document.save(bytes);
                return bytes.toByteArray();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The moment whose knowledge the report holds, not that at which somebody asked for the file. */
    private static void date(PDDocumentInformation information, CreditReport report) {
        Instant moment = report.knownAt() == null
                ? report.asOf().atStartOfDay(ImportRecords.SHANGHAI).toInstant()
                : report.knownAt();
        Calendar day = new GregorianCalendar(TimeZone.getTimeZone(ImportRecords.SHANGHAI));
        day.setTimeInMillis(moment.toEpochMilli());
        information.setCreationDate(day);
        information.setModificationDate(day);
        // of the page's names for browsers it would make properties of the file
        information.getCOSObject().removeItem(COSName.getPDFName("viewport"));
    }

    /** The page with what the font lacks replaced, and a remark that says so: a name must not be printed wrong in silence. */
    private static String printable(CreditReport report, ReportWords words, CmapLookup characters) {
        String html = ReportPage.write(report, words).html();
        Set<Integer> missing = new TreeSet<>();
        html.codePoints()
                .filter(point -> point > ' ' && characters.getGlyphId(point) == 0)
                .forEach(missing::add);
        if (missing.isEmpty()) {
            return html;
        }
        List<String> names = missing.stream()
                .map(point -> String.format(java.util.Locale.ROOT, "U+%04X", point))
                .toList();
        String said = ReportPage.write(
                        report, words, List.of(words.say(Word.MISSING_GLYPHS, "characters", String.join(", ", names))))
                .html();
        StringBuilder replaced = new StringBuilder(said.length());
        said.codePoints().forEach(point -> {
            if (missing.contains(point)) {
                replaced.append(GETA);
            } else {
                replaced.appendCodePoint(point);
            }
        });
        return replaced.toString();
    }

    // the font

    /** A font, and the file that it reads on from. */
    private record Opened(TrueTypeFont font, AutoCloseable file) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            try {
                file.close();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }

    private Opened open() throws IOException {
        if (set != null) {
            Opened opened = usable(Path.of(set));
            if (opened == null) {
                throw new NoFontException("`supervision.report.font` 所设的文件 `" + set
                        + "` 不存在，或者不是含有中文的 TrueType 字体（不接受 CFF 轮廓的 OpenType 字体），请改设其他字体文件；JSON 和网页格式不受影响 / the file `"
                        + set
                        + "` of `supervision.report.font` is missing or no TrueType font with Chinese characters (OpenType with CFF"
                        + " outlines is none): name another; JSON and the page do without it");
            }
            return opened;
        }
        for (String usual : USUAL) {
            Opened opened = usable(Path.of(usual));
            if (opened != null) {
                return opened;
            }
        }
        throw new NoFontException(
                "请安装中文字体（Debian、Ubuntu：`apt-get install fonts-wqy-microhei`），或者用 `supervision.report.font`"
                        + "（环境变量 `SUPERVISION_REPORT_FONT`）指定含有中文的 TrueType 字体文件；JSON 和网页格式不受影响 / install a Chinese font"
                        + " (Debian, Ubuntu: `apt-get install fonts-wqy-microhei`) or name a TrueType font file with Chinese characters in"
                        + " `supervision.report.font` (environment variable `SUPERVISION_REPORT_FONT`); JSON and the page do without it");
    }

    /** The first font of a file that a PDF can be set in; null if there is none. */
    private static @Nullable Opened usable(Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            return null;
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            int kind = bytes.length < 4 ? 0 : java.nio.ByteBuffer.wrap(bytes).getInt();
            if (kind == COLLECTION) {
                TrueTypeCollection collection = new TrueTypeCollection(new java.io.ByteArrayInputStream(bytes));
                List<TrueTypeFont> fonts = new ArrayList<>();
                collection.processAllFonts(fonts::add);
                for (TrueTypeFont font : fonts) {
                    if (speaksChinese(font)) {
                        return new Opened(font, collection);
                    }
                }
                collection.close();
                return null;
            }
            if (kind == TRUE_TYPE || kind == TRUE_TYPE_OF_APPLE) {
                TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(bytes));
                if (speaksChinese(font)) {
                    return new Opened(font, font);
                }
                font.close();
            }
            return null;
        } catch (IOException | RuntimeException e) {
            // no font at all, or one that is broken
            return null;
        }
    }

    private static boolean speaksChinese(TrueTypeFont font) throws IOException {
        if (font instanceof OpenTypeFont open && open.isPostScript()) {
            return false;
        }
        CmapLookup characters = font.getUnicodeCmapLookup();
        return "信用报告A1".codePoints().allMatch(point -> characters.getGlyphId(point) != 0);
    }

    /** Offers what the library brings along and never looks for fonts on the machine. */
    private static final class BundledOnly implements FontMapper {

        private @Nullable TrueTypeFont bundled;

        @Override
        public FontMapping<TrueTypeFont> getTrueTypeFont(String baseFont, PDFontDescriptor descriptor) {
            return new FontMapping<>(bundled(), true);
        }

        @Override
        public FontMapping<FontBoxFont> getFontBoxFont(String baseFont, PDFontDescriptor descriptor) {
            return new FontMapping<>(bundled(), true);
        }

        @Override
        public CIDFontMapping getCIDFont(String baseFont, PDFontDescriptor descriptor, PDCIDSystemInfo system) {
            return new CIDFontMapping(null, bundled(), true);
        }

        private synchronized TrueTypeFont bundled() {
            TrueTypeFont font = bundled;
            if (font == null) {
                try (InputStream in = FontMapper.class.getResourceAsStream(
                        "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf")) {
                    font = new TTFParser().parse(new RandomAccessReadBuffer(in));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                bundled = font;
            }
            return font;
        }
    }
}

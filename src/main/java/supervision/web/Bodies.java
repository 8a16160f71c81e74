package supervision.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import supervision.ledger.Trouble;

/**
 * Bodies of requests are received whole before anybody reads them, and no thread waits while they come: who sends slowly keeps a
 * connection, nothing that others need, and that for as long as {@link BodyLimits} says.
 */
final class Bodies implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Bodies.class);

    private static final String REFUSAL = Bodies.class.getName() + ".refusal";

    /** What is received of a body that nobody wants. */
    private static final long READ_IN_VAIN = 2 << 20;

    private static final Problem BROKEN = new Problem(
            400,
            "请求体不完整或者格式有误 / body broken off or malformed",
            "没有保存。请核对 Content-Length 或者分块（chunked）的写法后重新提交 / nothing is kept: check Content-Length, or how chunks are"
                    + " written, and send it again");

    private final BodyLimits limits;
    private final AtomicLong inFiles = new AtomicLong();
    private final Set<Receiver> receivers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "slow-bodies");
        thread.setDaemon(true);
        return thread;
    });

    Bodies(BodyLimits limits) {
        this.limits = limits;
        long every = Math.max(1, Math.min(1_000, limits.window().toMillis() / 4));
        watch.scheduleWithFixedDelay(() -> receivers.forEach(Receiver::look), every, every, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    /**
     * The outermost filter. Where the body was not asked for, the answer goes out when the sender had the chance to finish, for
     * many a client reads it only then; and the connection ends.
     */
    void discardUnread(ServletRequest asked, ServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) asked;
        HttpServletResponse response = (HttpServletResponse) answer;
        if (!hasBody(request)) {
            chain.doFilter(request, response);
            return;
        }
        // from here on the container reads no form when it is asked for a parameter
        request.getInputStream();
        response.setHeader(HttpHeaders.CONNECTION, "close");
        chain.doFilter(request, response);
        if (!request.isAsyncStarted() && !response.isCommitted()) {
            new Receiver(request.startAsync(), request.getInputStream(), null).start();
        }
    }

    /** The filter behind which a body is there. */
    void receive(ServletRequest asked, ServletResponse answer, FilterChain chain) throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) asked;
        HttpServletResponse response = (HttpServletResponse) answer;
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            if (request.getAttribute(REFUSAL) instanceof Problem refusal) {
                refusal.write(request, response);
            } else {
                response.setHeader(HttpHeaders.CONNECTION, null);
                chain.doFilter(request, response);
            }
        } else if (!hasBody(request)) {
            chain.doFilter(request, response);
        } else if (request.getContentLengthLong() > limits.largest().toBytes()) {
            tooLarge().write(request, response);
        } else {
            Spool spool = new Spool(inFiles, limits.together().toBytes());
            new Receiver(
                            request.startAsync(new SpooledRequest(request, spool), response),
                            request.getInputStream(),
                            spool)
                    .start();
        }
    }

    private Problem tooLarge() {
        long most = limits.largest().toMegabytes();
        return new Problem(
                413,
                "文件过大 / file too large",
                "一次最多 " + most + " MB，请分成几个文件报送 / at most " + most + " MB at once: split the file");
    }

    private Problem tooSlow() {
        long seconds = limits.window().toSeconds();
        long least = limits.least().toKilobytes();
        long minutes = limits.longest().toMinutes();
        return new Problem(
                408,
                "请求体传送过慢 / body too slow",
                "每 " + seconds + " 秒至少应传送 " + least + " KB，全部应在 " + minutes + " 分钟内传完；没有保存，请重新提交 / at least " + least
                        + " KB have to come in every " + seconds + " seconds, and all of it within " + minutes
                        + " minutes; nothing is kept: send it again");
    }

    /** What became of a body that could not be kept. */
    private Problem notKept(IOException e) {
        if (e instanceof Spool.NoRoomException) {
            return new Problem(
                    503, "同时上传的文件过多 / too many uploads at once", "没有保存，请稍后重新提交 / nothing is kept: send it again later");
        }
        LOG.error("a request body cannot be kept", e);
        return Trouble.of(e) == Trouble.FULL
                ? new Problem(
                        507,
                        "磁盘已满 / the disk is full",
                        "没有保存。请腾出临时目录的磁盘空间后重新提交 / nothing is kept: make room in the folder for temporary files and send it again")
                : new Problem(
                        500,
                        "服务内部错误 / internal error",
                        "没有保存。请将时间和请求告诉维护人员 / nothing is kept: tell those who run the service when and what you asked");
    }

    /** Takes what comes when it comes. The container calls it from one thread at a time; {@link #look} has a thread of its own. */
    private final class Receiver implements ReadListener, AsyncListener {

        private final AsyncContext context;
        private final ServletInputStream in;

        /** Null if the body is not wanted. */
        private final @Nullable Spool spool;

        private final long most;
        private final AtomicBoolean over = new AtomicBoolean();
        private final long since = System.nanoTime();
        private volatile long received;
        private long windowSince = since;
        private long receivedBefore;

        Receiver(AsyncContext context, ServletInputStream in, @Nullable Spool spool) {
            this.context = context;
            this.in = in;
            this.spool = spool;
            this.most = spool == null ? READ_IN_VAIN : limits.largest().toBytes();
        }

        void start() {
            context.setTimeout(0);
            context.addListener(this);
            receivers.add(this);
            in.setReadListener(this);
        }

        @Override
        public void onDataAvailable() throws IOException {
            byte[] buffer = new byte[8 * 1024];
            while (!over.get() && in.isReady()) {
                int read = in.read(buffer);
                if (read > 0) {
                    take(buffer, read);
                }
            }
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // one writer at a time
        private void take(byte[] bytes, int length) {
            received += length;
            if (received > most) {
                end(tooLarge());
            } else if (spool != null) {
                try {
                    spool.write(bytes, length);
                } catch (IOException e) {
                    end(notKept(e));
                }
            }
        }

        @Override
        public void onAllDataRead() {
            end(null);
        }

        /** Ends a body that comes too slowly. */
        void look() {
            long now = System.nanoTime();
            long all = received;
            if (now - since > limits.longest().toNanos()) {
                end(tooSlow());
            } else if (now - windowSince >= limits.window().toNanos()) {
                if (all - receivedBefore < limits.least().toBytes()) {
                    end(tooSlow());
                }
                windowSince = now;
                receivedBefore = all;
            }
        }

        private void end(@Nullable Problem refusal) {
            if (!over.compareAndSet(false, true)) {
                return;
            }
            receivers.remove(this);
            try {
                if (spool == null) {
                    context.complete();
                } else {
                    if (refusal != null) {
                        context.getRequest().setAttribute(REFUSAL, refusal);
                    }
                    context.dispatch();
                }
            } catch (IllegalStateException e) {
                LOG.debug("the client was gone first", e);
            }
        }

        /** The connection ends after this; who is still there hears why. */
        @Override
        public void onError(Throwable e) {
            LOG.debug("a body broke off", e);
            if (over.compareAndSet(false, true)) {
                receivers.remove(this);
                try {
                    (e instanceof SocketTimeoutException ? tooSlow() : BROKEN)
                            .write((HttpServletRequest) context.getRequest(), (HttpServletResponse)
                                    context.getResponse());
                    context.getResponse().flushBuffer();
                } catch (IOException | IllegalStateException gone) {
                    LOG.debug("and its sender is gone", gone);
                }
            }
        }

        @Override
        public void onComplete(AsyncEvent event) throws IOException {
            over.set(true);
            receivers.remove(this);
            if (spool != null) {
                spool.close();
            }
        }

        @Override
        public void onError(AsyncEvent event) {
            context.complete();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            context.complete();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // the controllers answer where they are asked
        }
    }
}

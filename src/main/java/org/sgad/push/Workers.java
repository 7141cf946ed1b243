package org.sgad.push;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The few threads on which is done for sessions what may block. */
final class Workers {
    private Workers() {}

    /**
     * So many threads, which end while they have nothing to do. What waits for them is not bounded: each session gives at most
     * one task at a time. After the pool's end tasks are dropped, as their sessions are closed.
     */
    static ExecutorService of(int most, ThreadFactory threads) {
        ThreadPoolExecutor workers = new ThreadPoolExecutor(
                most,
                most,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(),
                threads,
                new ThreadPoolExecutor.DiscardPolicy());
        workers.allowCoreThreadTimeOut(true);
        return workers;
    }
}

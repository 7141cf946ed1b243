package org.sgad.node;

import javax.sql.DataSource;

/** How a transaction takes its turn among the nodes of the cluster. */
public final class Turn {
    /**
     * SQL expression to select together with the lock: ends the transaction when it has been idle for 15 seconds. A node
     * that is frozen would hold its turn, and so hold up every node, for as long as it is frozen.
     */
    public static final String BOUND = "set_config('idle_in_transaction_session_timeout', '15s', true)";

    private Turn() {}

    /** Bounds the caller's transaction in the same way, before it locks any row. */
    public static void bound(DataSource source) {
        Sql.query(source, "select " + BOUND, none -> {}, row -> row.next());
    }
}

package org.sgad.match;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import javax.sql.DataSource;
import org.sgad.eventlog.Cursor;
import org.sgad.node.Sql;
import org.sgad.node.Turn;

/** How far the log has been read, for all nodes; moves on in one transaction with what was found there. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class CatchUpStep {
    @Inject
    DataSource dataSource;

    @Inject
    EligibilityWriter writer;

    /** Up to where it has been read. */
    public Cursor position() {
        return Sql.query(dataSource, "select position from eligibility_read", all -> {}, row -> {
            row.next();
            return new Cursor(row.getLong(1));
        });
    }

    /** Writes what was read between two places. Another node may have been faster, which does no harm. */
    public void advance(Cursor from, Cursor to, List<Filing> filings) {
        Turn.bound(dataSource);
        writer.write(filings);
        Sql.update(dataSource, "update eligibility_read set position = ? where position = ?", advance -> {
            advance.setLong(1, to.position());
            advance.setLong(2, from.position());
        });
    }
}

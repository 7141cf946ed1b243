package org.sgad.flow;

import java.io.File;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.sgad.devservices.DevServices;

/** A story in the container: starts with empty database and broker, on a node of its own. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Story.FreshData.class)
@ArquillianTest
@Inherited
@interface Story {
    /** Empties the parts before the node is started. */
    final class FreshData implements BeforeAllCallback {
        @Override
        public void beforeAll(ExtensionContext context) {
            if (!Deployments.isInContainer()) {
                DevServices.current().freshData();
            }
        }
    }

    /** What is deployed: the artefact itself, as the build made it. */
    final class Deployments {
        private Deployments() {}

        static WebArchive artefact() {
            return ShrinkWrap.create(ZipImporter.class, "sgad-events.war")
                    .importFrom(new File("target/sgad-events.war"))
                    .as(WebArchive.class);
        }

        static boolean isInContainer() {
            return System.getProperty("com.sun.aas.instanceRoot") != null;
        }
    }
}

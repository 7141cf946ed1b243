package org.sgad.flow;

import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A story about the artefact as the build made it, told from outside the container. */
@Story
abstract class ArtefactStory {
    @ArquillianResource
    private URL node;

    @Deployment(testable = false)
    static WebArchive artefact() {
        return Story.Deployments.artefact();
    }

    /** A caller of the node. */
    Http http() {
        return new Http(node.getPort());
    }
}

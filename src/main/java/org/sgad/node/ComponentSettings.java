package org.sgad.node;

/**
 * The settings of one component. Every bean of this type is made when the node starts, so that a wrong value stops the
 * deployment and not the first request.
 */
public interface ComponentSettings {}
